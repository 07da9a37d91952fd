"""A configuration: what it decides, and what it may not do, each refusal with its line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from loopway.config import check, read
from loopway.errors import UsageError

Command = Callable[..., Any]
CLIP = "[[tool.loopway.clip]]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('quality = "drafft"', ["there is no quality 'drafft'", ":3", "did you mean draft?"]),
        ('qality = "draft"', ["there is no key 'qality' in [tool.loopway]", ":3", "did you mean quality?"]),
        ("quality = 3", ["quality cannot be 3", ":3", "mend quality in [tool.loopway]"]),
        ("jobs = 0", ["jobs cannot be 0", ":3", "mend jobs in [tool.loopway]"]),
        ("jobs = true", ["jobs cannot be True", ":3", "mend jobs in [tool.loopway]"]),
        ("timeout = nan", ["timeout cannot be nan", ":3", "mend timeout in [tool.loopway]"]),
        ("until = inf", ["until cannot be inf", ":3", "mend until in [tool.loopway]"]),
        ("at = -3", ["at cannot be -3", ":3", "mend at in [tool.loopway]"]),
        ("pace = [1]", ["pace cannot be [1]", ":3", "mend pace in [tool.loopway]"]),
        ('pace = "slow"', ["there is no pace 'slow'", ":3", "give the film's length in seconds, or one of"]),
        ('clock = "virtul"', ["clock cannot be 'virtul'", ":3", "did you mean virtual?"]),
        ('strict = "yes"', ["strict cannot be 'yes'", ":3", "give strict another value"]),
        ('theme = "os:system"', ["a configuration names no import path", ":3", "--theme os:system"]),
        ('cluster = "tcp://a:1"', ["there is no key 'cluster'", ":3", "say it on the command line: --cluster"]),
        ('lang = "../mine.toml"', ["../mine.toml lies outside of", ":3", "name a place beside or below"]),
        ('voice = "/etc"', ["/etc lies outside of", ":3", "name a place beside or below"]),
        ('motion = "reducd"', ["there is no kind of motion 'reducd'", ":3", "did you mean reduced?"]),
        ("brand = 3", ["brand is no table", ":3", "write [tool.loopway.brand]"]),
        ("clip = [3]", ["clip is no list of tables", ":3", "write [[tool.loopway.clip]]"]),
        ('[tool.loopway.brand]\nfnt = "a"', ["there is no key 'fnt' in [tool.loopway.brand]", ":4", "mean font?"]),
        ("[tool.loopway.brand]\ntitle = 3", ["title cannot be 3", ":4", "mend title in [tool.loopway.brand]"]),
        (f'{CLIP}sorce = "good.py"', ["there is no key 'sorce' in [tool.loopway.clip]", ":4", "did you mean source?"]),
        (f'{CLIP}theme = "day"', ["this clip has no source", ":3", 'add a line: source = "my_script.py"']),
        (f'{CLIP}source = "good.py"\nshape = "tal"', ["there is no shape 'tal'", ":5", "did you mean tall?"]),
        (
            f'{CLIP}source = "good.py"\n{CLIP}source = "good.py"\nshape = 2',
            ["shape cannot be 2", ":7", "mend shape in [tool.loopway.clip]"],
        ),
        ("a b", ["this configuration is no TOML", ":3", "mend that line"]),
        ("\udcff = 1", ["this configuration is no TOML", "", "mend that line"]),
    ],
    ids=lambda value: value.partition("\n")[0][:30] if isinstance(value, str) else None,
)
def test_a_wrong_configuration(folder: Path, loopway: Command, text: str, said: list[str]) -> None:
    """Exit 2 before anything runs, with the line and what to do; nothing is made."""
    (folder / "pyproject.toml").write_bytes(f"# loopway\n[tool.loopway]\n{text}\n".encode(errors="surrogateescape"))
    outcome = loopway("good.py", "-o", "good.jsonl")
    lines = outcome.err.splitlines()
    assert (outcome.code, outcome.out) == (2, "")
    assert lines[0].startswith(f"error: {said[0]}")
    assert lines[1] == f"  where: pyproject.toml{said[1]}"
    assert said[2] in lines[-1]
    assert sorted(path.name for path in folder.iterdir()) == ["good.py", "pyproject.toml"]


@pytest.mark.parametrize("key", ["source", "outputs"])
@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "link/x"])
def test_a_clip_stays_in_its_folder(folder: Path, loopway: Command, key: str, path: str) -> None:
    """Whatever a clip names, it neither reads nor writes outside of the configuration's folder."""
    (folder / "link").symlink_to(folder.parent)
    clip = {"source": '"good.py"', "outputs": '["good.jsonl"]'} | {
        key: f'"{path}"' if key == "source" else f'["{path}"]'
    }
    text = "".join(f"{name} = {value}\n" for name, value in clip.items())
    (folder / "pyproject.toml").write_text(f"[[tool.loopway.clip]]\n{text}")
    outcome = loopway("render", "--all")
    lines = outcome.err.splitlines()
    assert (outcome.code, outcome.out) == (2, "")
    assert lines[0] == f"error: {path} lies outside of {folder}"
    assert lines[1] == f"  where: pyproject.toml:{2 if key == 'source' else 3}"


def test_every_clip(folder: Path, loopway: Command) -> None:
    """--all films each clip from any folder below, with its own words; paths begin where the configuration is."""
    (folder / "pyproject.toml").write_text(
        '[tool.loopway]\nquality = "draft"\n'
        f'{CLIP}source = "good.py"\noutputs = ["a.jsonl", "below/b.json"]\n'
        f'{CLIP}source = "gather"\noutputs = ["gather.jsonl"]\n'
    )
    (folder / "below").mkdir()
    outcome = loopway("render", "--all")
    assert (outcome.code, outcome.out) == (0, "a.jsonl\nbelow/b.json\ngather.jsonl\n")
    assert outcome.err.splitlines()[-1] == "filmed 2 of 2"


def test_two_clips_of_one_name(folder: Path, loopway: Command) -> None:
    """They are refused before the first is filmed."""
    (folder / "pyproject.toml").write_text(f'{CLIP}source = "good.py"\n{CLIP}source = "good.py"\n')
    outcome = loopway("render", "--all")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines()[:2] == [
        "error: two clips would both write good.mp4",
        "  where: pyproject.toml:3",
    ]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["render", "--all"], "there are no clips to film"),
        (["render"], "there is nothing to film"),
        (["render", "--all", "good.py"], "--all and good.py exclude each other"),
        (["render", "-m", "json.tool", "--all"], "-m json.tool and --all exclude each other"),
        (["render", "--all", "-o", "a.mp4"], "one output for all clips"),
    ],
    ids=" ".join,
)
def test_what_is_to_be_filmed(loopway: Command, words: list[str], what: str) -> None:
    """One way of saying it, and only one."""
    outcome = loopway(*words)
    assert (outcome.code, outcome.out, outcome.err.splitlines()[0]) == (2, "", f"error: {what}")


def test_flags_win(folder: Path, loopway: Command) -> None:
    """What stands on the command line goes before the configuration; help never reads it."""
    (folder / "pyproject.toml").write_text("[tool.loopway]\nuntil = 0.5\n")
    assert "The recording stopped" in loopway("trace", "good.py", "-o", "a.jsonl").err
    assert "The recording stopped" not in loopway("trace", "good.py", "-o", "a.jsonl", "--until", "20").err
    (folder / "pyproject.toml").write_text("[tool.loopway]\nnonsense = 1\n")
    assert loopway("trace", "--help").code == 0
    assert loopway("trace", "good.py").code == 2


def test_the_nearest_one(folder: Path) -> None:
    """A pyproject.toml without [tool.loopway] is another tool's, even a broken one: the search goes on upwards."""
    (folder / "pyproject.toml").write_text('[tool.loopway]\nshape = "tall"\n')
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    (folder / "a" / "pyproject.toml").write_text('[project]\nname = "loopway-user"\n')
    (below / "pyproject.toml").write_text("this is no TOML")
    found = read(below)
    assert found is not None
    assert (found.folder, found.settings) == (folder, {"shape": "tall"})
    assert read(folder.parent.parent) is None


def test_a_configuration_that_may_not_be_read(folder: Path) -> None:
    """A folder of that name is no configuration."""
    (folder / "pyproject.toml").mkdir()
    assert read(folder) is None


def test_the_check_finds_the_clip(folder: Path) -> None:
    """A wish that is wrong in the second clip is told with its own line."""
    (folder / "pyproject.toml").write_text(f'{CLIP}source = "a.py"\npace = 20\n{CLIP}source = "b.py"\npace = "slo"\n')
    found = read(folder)
    assert found is not None
    with pytest.raises(UsageError) as caught:
        check(found)
    assert caught.value.where == "pyproject.toml:6"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#ff0000"/></svg>'


@pytest.mark.parametrize(
    ("key", "what", "why"),
    [
        ('accent = "#111111"', "the accent #111111 cannot be told", "their contrast is 1.02:1, and lines"),
        ('accent = "red"', "the accent 'red' is no colour", "a colour is #"),
        ('logo = "../logo.svg"', "../logo.svg lies outside of", "what a configuration names stays"),
        ('font = "good.py"', "the font {here}/good.py cannot be used", "it is no TrueType"),
        ('logo = "no.svg"', "the logo {here}/no.svg cannot be read", "No such file"),
    ],
)
def test_a_wrong_brand(folder: Path, loopway: Command, key: str, what: str, why: str) -> None:
    """It is told with its line, and its number if it cannot be seen, before anything runs."""
    (folder / "pyproject.toml").write_text(f'[tool.loopway.brand]\ntitle = "Acme"\n{key}\n')
    outcome = loopway("good.py", "-o", "good.png")
    lines = outcome.err.splitlines()
    assert (outcome.code, outcome.out) == (2, "")
    assert lines[0].startswith(f"error: {what.format(here=folder)}")
    assert lines[1] == "  where: pyproject.toml:3"
    assert lines[2].startswith(f"  why:   {why}")


def test_a_brand_in_a_film(folder: Path, loopway: Command) -> None:
    """What the configuration says is in the picture, from any folder below it."""
    (folder / "logo.svg").write_text(SVG)
    (folder / "pyproject.toml").write_text('[tool.loopway.brand]\nlogo = "logo.svg"\n')
    below = folder / "below"
    below.mkdir()
    os.chdir(below)
    assert loopway("../good.py", "-q", "draft", "-o", "a.png", "--at", "1").code == 0
    with Image.open("a.png") as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors(100_000) or ()}
    assert (255, 0, 0) in colours
