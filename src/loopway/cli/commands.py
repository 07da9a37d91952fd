"""The commands of `loopway`. Each imports what it needs when it runs: a trace is made without loading Manim."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import loopway as package
from loopway.cli.grammar import FILE, SECONDS, Commands
from loopway.errors import UsageError

if TYPE_CHECKING:
    from loopway.api import Made
    from loopway.trace import Trace

STDERR = 2
NEXT_QUALITY = {"draft": "good", "good": "best"}
Command = Callable[..., None]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package.__version__, prog_name="loopway", message="%(prog)s %(version)s")
def loopway() -> None:
    """Films what an asyncio event loop really did: cars are tasks, exits are awaits.

    `loopway SCRIPT` is `loopway render SCRIPT`.
    """


def _recording(command: Command) -> Command:
    """Adds the words and options of a command that may record a script."""
    for option in (
        click.option("--verbose", is_flag=True, expose_value=False, help="Show Python's traceback if loopway fails."),
        click.option("-f", "--force", is_flag=True, help="Replace files that loopway did not make."),
        click.option("--until", type=SECONDS, default=60, show_default=True, help="Stop after this much script time."),
        click.option("--timeout", type=SECONDS, default=30, show_default=True, help="Stop after this much real time."),
        click.option(
            "--clock",
            type=click.Choice(["auto", "virtual", "real"]),
            default="auto",
            show_default=True,
            help="auto jumps over waits for timers, virtual refuses all other waits, real waits them all.",
        ),
        click.argument("args", nargs=-1, type=click.UNPROCESSED, metavar="[-- ARGS...]"),
        click.argument("source", metavar="SCRIPT|TRACE|LESSON"),
    ):
        command = option(command)
    return command


@loopway.command()
@click.option(
    "-o",
    "outputs",
    type=FILE,
    multiple=True,
    help="What to make, by its ending: .mp4, .webp, .png, .jsonl; may be repeated. Without: ./NAME.mp4.",
)
@click.option(
    "-q",
    "--quality",
    default="good",
    show_default=True,
    metavar="QUALITY",
    help="draft, good or best: 854x480 at 15, 1920x1080 at 30 or at 60 pictures a second.",
)
@click.option("--theme", metavar="THEME", help="night, day, or yours: module:Name. Without: the lesson's, or night.")
@click.option("--pace", metavar="PACE", help="calm, brisk, or the film's length in seconds.")
@click.option("--at", type=SECONDS, help="The film second of a .png; without: the fullest picture.")
@_recording
def render(
    source: str, args: tuple[str, ...], clock: Any, timeout: float, until: float, outputs: tuple[Path, ...], **how: Any
) -> None:
    """Film a script, a trace, or a lesson that comes with loopway.

    ARGS are the script's own. Standard output gets the paths of what was made, and nothing else.
    """
    from loopway import api
    from loopway.cli.progress import progress

    if ":" in (how["theme"] or ""):
        sys.path.append(str(Path.cwd()))  # a theme of one's own stands beside one's script, as with `python`
    watching = partial(api.watch, args=args, clock=clock, timeout=timeout, until=until, stdout=STDERR)
    with progress() as tick:
        made = api.render(source, *outputs, **how, watching=watching, warn=_warn, tick=tick)
    for file in made:
        click.echo(file.path)
        click.echo(_described(file), err=True)
    click.echo(f"next: {_after_render(source, how['quality'], made)}", err=True)


@loopway.command()
@click.option("-o", "outputs", type=FILE, multiple=True, help="A .jsonl to write; without: text on standard error.")
@_recording
def trace(
    source: str, args: tuple[str, ...], clock: Any, timeout: float, until: float, outputs: tuple[Path, ...], force: bool
) -> None:
    """Record what a script's event loop does; draw nothing.

    ARGS are the script's own. Its output passes through unchanged; loopway speaks on standard error.
    """
    from loopway import api

    watching = partial(api.watch, args=args, clock=clock, timeout=timeout, until=until)
    for path in outputs:
        if path.suffix.lower() in (".mp4", ".webp", ".png"):
            todo = shlex.join(["loopway", "render", source, "-o", str(path)])
            raise UsageError(f"a trace is no {path.suffix}", where=f"-o {path}", todo=f"did you mean {todo}?")
    if not outputs:
        _print_timeline(api.take(source, watching).trace)
        return
    for file in api.render(source, *outputs, force=force, watching=watching, warn=_warn):
        click.echo(_described(file), err=True)
    click.echo(f"next: {shlex.join(['loopway', 'render', str(outputs[0])])}", err=True)


@loopway.command()
def doctor() -> None:
    """See whether this machine has everything, and which line brings what is missing."""
    from loopway.doctor import examine

    examine()


def _print_timeline(trace: Trace) -> None:
    from loopway.publish.text import timeline_text
    from loopway.story import cautions

    click.echo(timeline_text(trace), err=True, nl=False)
    for words in cautions(trace):
        _warn(words)


def _warn(words: str) -> None:
    click.echo(f"warning: {words}", err=True)


def _described(file: Made) -> str:
    """Name, length and size: "gather.mp4: 31.4 s, 2.1 MB"."""
    length = f"{file.seconds:.1f} s, " if file.seconds is not None else ""
    size = f"{file.bytes / 1e6:.1f} MB" if file.bytes >= 1e5 else f"{file.bytes / 1e3:.1f} kB"
    return f"{file.path.name}: {length}{size}"


def _after_render(source: str, quality: str, made: Sequence[Made]) -> str:
    """The one command that most people want next: a finer film, or the same run as text."""
    if quality in NEXT_QUALITY and any(file.path.suffix.lower() == ".mp4" for file in made):
        return shlex.join(["loopway", "render", source, "-q", NEXT_QUALITY[quality]])
    return shlex.join(["loopway", "trace", source])
