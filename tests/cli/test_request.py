"""The words of `render` as a notebook and Sphinx understand them: the same parser, the same errors, nothing lost."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from loopway.api import Wishes
from loopway.cli.commands import render
from loopway.cli.request import DRAWING, WATCHING, Request, request, wish_options
from loopway.errors import UsageError

COMMAND_LINE_ONLY = {"module", "all_", "segments", "strict", "as_json", "verbose"}


def test_every_option_of_render_is_known_or_refused() -> None:
    """A new option of `render` is a wish, or somebody has decided what it means elsewhere."""
    known = {*Request.__struct_fields__, *WATCHING, *DRAWING, *Wishes.__struct_fields__}
    assert {str(one.name) for one in render.params} - known == COMMAND_LINE_ONLY


def test_words_become_a_request() -> None:
    """Wishes, limits, the script's own words and the files to be made, each where it belongs."""
    asked = request(["a.py", "-q", "draft", "--clock", "real", "--jobs", "1", "-o", "a.gif", "--", "-x"], "%loopway")
    assert (asked.sources, asked.outputs, asked.compare) == (("a.py",), (Path("a.gif"),), False)
    assert asked.watching == {"args": ("-x",), "clock": "real", "timeout": 30, "until": 60}
    assert asked.drawing == {"jobs": 1, "cluster": None}
    assert Wishes(**asked.wished) == Wishes(quality="draft")


def test_a_configuration_has_its_say(folder: Path) -> None:
    """The nearest pyproject.toml counts where nothing else is said, and is named."""
    settings = '[tool.loopway]\nquality = "draft"\nshape = "tall"\n[tool.loopway.brand]\ntitle = "Teashop"\n'
    (folder / "pyproject.toml").write_text(settings)
    asked = request(["a.py", "--shape", "square"], "%loopway")
    assert (asked.wished["quality"], asked.wished["shape"]) == ("draft", "square")
    assert asked.wished["brand"] == {"title": "Teashop"}
    assert asked.configuration == folder / "pyproject.toml"


def test_the_files_behind_the_wishes(folder: Path) -> None:
    """A catalogue of one's own, and every recording of a voice: a film is another one when they have changed."""
    (folder / "voice").mkdir()
    (folder / "voice" / "01.wav").write_bytes(b"")
    asked = request(["a.py", "--voice", "voice"], "%loopway")
    assert asked.files == (Path("voice/01.wav"),)
    assert request(["a.py"], "%loopway").files == ()


@pytest.mark.parametrize(
    ("words", "what", "todo"),
    [
        ("a.py --all", "--all has no meaning here", "leave it out"),
        ("a.py --json", "--json has no meaning here", "leave it out"),
        ("a.py --qualty draft", "there is no option --qualty", "did you mean --quality?"),
        ("a.py --shape tal", "there is no shape 'tal'", "did you mean tall?"),
        ("", "there is nothing to film", "for example: loopway my_script.py, or a lesson: loopway render gather"),
        (
            "--compare a.py",
            "a comparison takes two programs, not 1",
            "for example: loopway render --compare sync.py async.py",
        ),
    ],
)
def test_what_it_does_not_understand(words: str, what: str, todo: str) -> None:
    """UsageError with what to do, before anything is run."""
    with pytest.raises(UsageError) as caught:
        request(words.split(), "%loopway")
    assert (caught.value.what, caught.value.todo) == (what, todo)


def test_the_options_that_are_wishes() -> None:
    """All that a directive may have as an option; none of them makes or replaces files."""
    options = wish_options()
    assert {"quality", "shape", "theme", "pace", "at", "lang"} <= set(options)
    assert not {"o", "force", "jobs", "json"} & set(options)
    assert options["theme"]


def test_help_is_no_error() -> None:
    """It is shown, and click's own way of ending is passed on."""
    with pytest.raises(click.exceptions.Exit):
        request(["--help"], "%loopway")
