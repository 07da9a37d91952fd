"""The README tells the truth: its commands, options and links exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from loopway.api import load
from loopway.cli.commands import loopway
from loopway.errors import UsageError
from loopway.lessons import lessons
from loopway.story import tell

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
CODE = [line.strip() for line in README.splitlines() if line.startswith("    ")]
COMMANDS = [line.partition("#")[0].strip() for line in CODE if line.startswith(("loopway ", "./dev "))]
CLAIMS = [line.strip("| ").split(" | ")[-2:] for line in README.splitlines() if re.match(r"\| (D\d+)? \|", line)]
"""Film and moment of every claim."""
LINKS = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)


def understood(line: str) -> None:
    """Has the command line parse the words of a README's line, without doing what they say."""
    words = shlex.split(line)
    if words[0] == "./dev":
        if words[1] != "run":
            assert f"\n{words[1]})\n" in (ROOT / "dev").read_text(), f"./dev knows no {words[1]}"
            return
        words = words[1:]
    context = click.Context(loopway, **loopway.context_settings)
    name, command, rest = loopway.resolve_command(context, words[1:])
    assert command is not None
    command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme(line: str) -> None:
    """Command and options are known."""
    understood(line)


def test_the_commands_come_first() -> None:
    """The two commands that make everything ready are the first that a reader meets."""
    assert COMMANDS[:2] == ["./dev run render scenes/scripts/my_coroutine.py", "./dev test"]


@pytest.mark.parametrize("line", ["loopway render a.py --sideways", "loopway rendre a.py", "./dev dance"])
def test_the_check_can_fail(line: str) -> None:
    """An option, a command, a word that does not exist is seen."""
    with pytest.raises((click.UsageError, UsageError, AssertionError)):
        understood(line)


@pytest.mark.parametrize("link", sorted(set(LINKS)))
def test_a_link_of_the_readme(link: str) -> None:
    """What it points to is in the repository."""
    assert (ROOT / link).exists()


def said_in(film: str) -> set[str]:
    """The sentences of a lesson's film, its last one included."""
    lesson = lessons()[film]
    story = tell(load(lesson.trace), lesson.telling)
    return {story.ending.sentence, *(beat.caption for beat in story.beats)}


def test_every_claim_is_there() -> None:
    """From D2 to D20, in this order."""
    assert re.findall(r"^\| D(\d+) \|", README, re.MULTILINE) == [str(n) for n in (2, 3, 4, *range(4, 21))]


@pytest.mark.parametrize(("film", "moment"), CLAIMS, ids=lambda cell: cell[:30])
def test_a_claim_is_shown_where_the_readme_says(film: str, moment: str) -> None:
    """The words that it quotes are said in that film; a claim without a film quotes nothing."""
    quoted = set(re.findall("“(.*?)”", moment))
    if film == "none":
        assert quoted == set()
    else:
        assert quoted
        assert quoted <= said_in(film.strip("`"))
