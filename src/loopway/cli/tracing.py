"""The command that records a run and draws nothing."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loopway.cli.grammar import Filming
from loopway.cli.options import FILE, SOURCE, recording
from loopway.cli.words import after_trace, described, warn
from loopway.errors import UsageError

if TYPE_CHECKING:
    from loopway.trace import Trace


@click.command(cls=Filming)
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
@recording
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
        ending = next((ending for ending in api.FILMS if path.name.lower().endswith(ending)), None)
        if ending is not None:
            todo = shlex.join(["loopway", "render", source, "-o", str(path)])
            raise UsageError(f"a trace is no {ending}", where=f"-o {path}", todo=f"did you mean {todo}?")
    if not outputs:
        _print_timeline(api.take(source, watching).trace)
        return
    for file in api.render(source, *outputs, force=force, watching=watching, warn=warn):
        click.echo(described(file), err=True)
    click.echo(f"next: {after_trace(outputs)}", err=True)


def _print_timeline(trace: Trace) -> None:
    from loopway.publish.text import timeline_text
    from loopway.story import cautions

    click.echo(timeline_text(trace), err=True, nl=False)
    for words in cautions(trace):
        warn(words)
