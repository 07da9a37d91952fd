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
from loopway.cli.batch import check_pair, check_several, each
from loopway.cli.grammar import FILE, SECONDS, Commands, Filming
from loopway.cli.shelf import gallery, lessons
from loopway.errors import UsageError

if TYPE_CHECKING:
    from loopway.api import Made
    from loopway.trace import Trace

STDERR = 2
NEXT_QUALITY = {"draft": "good", "good": "best"}
VIEWED = ".json"
SOURCE = "SCRIPT|TRACE|LESSON"
Command = Callable[..., Any]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package.__version__, prog_name="loopway", message="%(prog)s %(version)s")
def loopway() -> None:
    """Films what an asyncio event loop really did: cars are tasks, exits are awaits.

    `loopway SCRIPT` is `loopway render SCRIPT`.
    """


def _recording(command: Command) -> Command:
    """Adds the words and options of a command that may record a script."""
    for option in (
        click.option("--verbose", is_flag=True, help="Show Python's traceback if loopway fails."),
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
    ):
        command = option(command)
    return command


@loopway.command(cls=Filming)
@click.option(
    "-o",
    "outputs",
    type=FILE,
    multiple=True,
    help="What to make, by its ending: .mp4, .webm, .webp, .gif, .png, .jsonl, .json; may be repeated. "
    "Without: ./NAME.mp4.",
)
@click.option(
    "-q",
    "--quality",
    default="good",
    show_default=True,
    metavar="QUALITY",
    help="draft, good or best: 854x480 at 15, 1920x1080 at 30 or at 60 pictures a second.",
)
@click.option("--shape", default="wide", show_default=True, metavar="SHAPE", help="wide, tall or square.")
@click.option("--theme", metavar="THEME", help="night, day, or yours: module:Name. Without: the lesson's, or night.")
@click.option("--pace", metavar="PACE", help="calm, brisk, or the film's length in seconds.")
@click.option("--compare", is_flag=True, help="One film of two: a plain program and an asyncio one, on one clock.")
@click.option("--at", type=SECONDS, help="The film second of a .png; without: the fullest picture.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Draw with so many processes; without: one a core."
)
@click.option("--cluster", metavar="ADDRESS", help="Draw on the dask cluster whose scheduler is at this address.")
@_recording
@click.argument("sources", nargs=-1, required=True, metavar=f"{SOURCE}...")
def render(
    sources: tuple[str, ...],
    args: tuple[str, ...],
    clock: Any,
    timeout: float,
    until: float,
    jobs: int | None,
    cluster: str | None,
    outputs: tuple[Path, ...],
    compare: bool,
    force: bool,
    verbose: bool,
    **wished: Any,
) -> int:
    """Film scripts, traces, or lessons that come with loopway.

    ARGS are the script's own. Standard output gets the paths of what was made, and nothing else.
    """
    from loopway import api

    if ":" in (wished["theme"] or ""):
        sys.path.append(str(Path.cwd()))  # a theme of one's own stands beside one's script, as with `python`
    watching = partial(api.watch, args=args, clock=clock, timeout=timeout, until=until, stdout=STDERR)
    with api.Studio(jobs=jobs, cluster=cluster, films=len(sources), warn=_warn) as studio:

        def film(*together: str) -> Sequence[Made]:
            return _film(together, outputs, force=force, studio=studio, watching=watching, warn=_warn, **wished)

        if compare:
            check_pair(sources)
        if compare or len(sources) == 1:
            made = film(*sources)
            click.echo(f"next: {_after_render(sources, wished['quality'], made)}", err=True)
            return 0
        check_several(sources, outputs)
        api.check_cut(studio, **wished)
        return each(sources, film, verbose=verbose)


def _film(sources: tuple[str, ...], outputs: tuple[Path, ...], **how: Any) -> Sequence[Made]:
    """One film of one source, or of two on one clock."""
    from loopway import api
    from loopway.cli.progress import progress

    with progress() as tick:
        make = api.render if len(sources) == 1 else api.compare
        made = make(*sources, *outputs, **how, tick=tick)
    for file in made:
        click.echo(file.path)
        click.echo(_described(file), err=True)
    return made


@loopway.command(cls=Filming)
@click.option(
    "-o",
    "outputs",
    type=FILE,
    multiple=True,
    help="A .jsonl (or .jsonl.gz) to film later, a .json for ui.perfetto.dev; may be repeated. "
    "Without: text on standard error.",
)
@click.option("-m", "--module", metavar="MODULE", help="Record a module, as `python -m MODULE`, instead of a script.")
@click.option("--exit-code", is_flag=True, help="End with the script's own exit code, once the trace is complete.")
@click.option("--no-locals", "locals_", flag_value=False, default=True, help="Leave out a waiting task's variables.")
@_recording
@click.argument("source", required=False, metavar=SOURCE)
def trace(
    source: str | None,
    args: tuple[str, ...],
    clock: Any,
    timeout: float,
    until: float,
    outputs: tuple[Path, ...],
    module: str | None,
    exit_code: bool,
    locals_: bool,
    force: bool,
    verbose: bool,
) -> int:
    """Record what a script does, with an event loop or without one; draw nothing.

    ARGS are the script's own. Its output passes through unchanged; loopway speaks on standard error.
    """
    from loopway import api

    if (source is None) == (module is None):
        raise UsageError(
            "there is nothing to record" if source is None else f"both {source} and -m {module} are named",
            why="one script, or one module, makes one trace",
            todo="loopway trace SCRIPT, or loopway trace -m MODULE",
        )
    recorded: list[Trace] = []

    def watching(script: Path) -> Trace:
        limits = {"clock": clock, "timeout": timeout, "until": until}
        run = api.watch(module or script, module=bool(module), args=args, locals=locals_, **limits)
        recorded.append(run)
        return run

    _write_trace(source or str(api.file_of_module(str(module))), outputs, force=force, watching=watching)
    return recorded[-1].header.exit if exit_code and recorded else 0


def _write_trace(source: str, outputs: tuple[Path, ...], *, force: bool, watching: Callable[[Path], Trace]) -> None:
    from loopway import api

    for path in outputs:
        if path.suffix.lower() in api.FILMS:
            todo = shlex.join(["loopway", "render", source, "-o", str(path)])
            raise UsageError(f"a trace is no {path.suffix}", where=f"-o {path}", todo=f"did you mean {todo}?")
    if not outputs:
        _print_timeline(api.take(source, watching).trace)
        return
    for file in api.render(source, *outputs, force=force, watching=watching, warn=_warn):
        click.echo(_described(file), err=True)
    click.echo(f"next: {_after_trace(outputs)}", err=True)


@loopway.command()
def doctor() -> None:
    """See whether this machine has everything, and which line brings what is missing."""
    from loopway.doctor import examine

    examine()


@loopway.command()
@click.option("--clear", is_flag=True, help="Delete all of them.")
def cache(clear: bool) -> None:
    """See the finished parts of films that are kept, or clear them.

    They are what makes a film that was interrupted, or is made again, ready at once. Deleting them loses nothing else.
    """
    from loopway.publish.cache import Cache

    kept = Cache()
    held = kept.clear() if clear else kept.show()
    click.echo(f"folder  {held.folder}")
    click.echo(f"files   {held.segments}{' deleted' if clear else ''}")
    click.echo(f"size    {_size(held.size)}{' freed' if clear else f' of at most {_size(held.limit)}'}")


loopway.add_command(lessons)
loopway.add_command(gallery)


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
    return f"{file.path.name}: {length}{_size(file.bytes)}"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


def _after_trace(outputs: Sequence[Path]) -> str:
    """Film it, or look at it, as its ending allows."""
    for path in outputs:
        if path.suffix.lower() != VIEWED:
            return shlex.join(["loopway", "render", str(path)])
    return f"open {outputs[0]} in https://ui.perfetto.dev"


def _after_render(sources: tuple[str, ...], quality: str, made: Sequence[Made]) -> str:
    """The one command that most people want next: a finer film, or the same run as text."""
    if quality in NEXT_QUALITY and any(file.path.suffix.lower() == ".mp4" for file in made):
        words = ["--compare", *sources] if len(sources) > 1 else sources
        return shlex.join(["loopway", "render", *words, "-q", NEXT_QUALITY[quality]])
    return shlex.join(["loopway", "trace", sources[-1]])
