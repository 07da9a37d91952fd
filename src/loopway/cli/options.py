"""What several commands share: the kinds of words that options take, and the options of all that may run a script."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from loopway.errors import UsageError

FILE = click.Path(path_type=Path)
SOURCE = "SCRIPT|TRACE|LESSON"
Command = Callable[..., Any]
Completing = Callable[[click.Context, click.Parameter, str], list[str]]


class Seconds(click.ParamType[float]):
    """A positive, finite number of seconds."""

    name = "seconds"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; a usage error if it is none."""
        try:
            seconds = float(str(value))
        except ValueError:
            seconds = math.nan
        if not (math.isfinite(seconds) and seconds > 0):
            self.fail(f"{value!r} is no number of seconds above 0", param, ctx)
        return seconds


SECONDS = Seconds()


class OneOf(click.ParamType[str]):
    """One of a few words."""

    def __init__(self, known: Sequence[str]) -> None:
        self.name = "|".join(known)
        self.known = tuple(known)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What the help shows."""
        return f"[{self.name}]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; UsageError, with what was probably meant, if it is none of them."""
        word = str(value)
        if word in self.known:
            return word
        close = get_close_matches(word, self.known, n=1)
        raise UsageError(
            f"{param.opts[-1] if param else 'this'} knows no {word!r}",
            why=f"it is one of {', '.join(self.known)}",
            todo=f"did you mean {close[0]}?" if close else "choose one of them",
        )

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so."""
        return [CompletionItem(word) for word in self.known if word.startswith(incomplete)]


def among(*words: str) -> Completing:
    """Completes an option that takes one of these words, and others too."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return complete


def sources_like(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes files, and the names of lessons."""
    from loopway.lessons import lessons

    named = [CompletionItem(lesson.name, help=lesson.sentence) for lesson in lessons().values()]
    return [CompletionItem(incomplete, type="file"), *(item for item in named if item.value.startswith(incomplete))]


SHAPE = click.option(
    "--shape",
    default="wide",
    show_default=True,
    metavar="SHAPE",
    shell_complete=among("wide", "tall", "square"),
    help="wide, tall or square.",
)
THEME = click.option(
    "--theme",
    metavar="THEME",
    shell_complete=among("night", "day"),
    help="night, day, or yours: module:Name. Without: the lesson's, or night.",
)
PACE = click.option(
    "--pace",
    metavar="PACE",
    shell_complete=among("calm", "brisk"),
    help="calm, brisk, or the film's length in seconds.",
)
MOTION = click.option(
    "--motion",
    default="full",
    show_default=True,
    metavar="MOTION",
    shell_complete=among("full", "reduced"),
    help="full, or reduced: slower, no zoom, no trails, nothing that flickers.",
)
LANG = click.option(
    "--lang", metavar="LANG", help="en, de, es, ja, ar, or a catalogue of your own: mine.toml. Without: the lesson's."
)

VERBOSE = click.option("--verbose", is_flag=True, help="Show Python's traceback if loopway fails.")
FORCE = click.option("-f", "--force", is_flag=True, help="Replace files that loopway did not make.")


def recording(command: Command) -> Command:
    """Adds the options of a command that may record a script and writes files."""
    return limits(FORCE(VERBOSE(command)))


def limits(command: Command) -> Command:
    """Adds the options that say how long a recording may take, and by which clock."""
    for option in (
        click.option("--until", type=SECONDS, default=60, show_default=True, help="Stop after this much script time."),
        click.option("--timeout", type=SECONDS, default=30, show_default=True, help="Stop after this much real time."),
        click.option(
            "--clock",
            type=OneOf(["auto", "virtual", "real"]),
            default="auto",
            show_default=True,
            help="auto jumps over waits for timers, virtual refuses all other waits, real waits them all.",
        ),
    ):
        command = option(command)
    return command
