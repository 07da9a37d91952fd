"""The commands of `loopway`. Each imports what it needs when it runs: a trace is made without loading Manim."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import loopway as package
from loopway.cli.batch import check_pair, check_several, each
from loopway.cli.grammar import Commands, Filming
from loopway.cli.options import FILE, SECONDS, SOURCE, recording
from loopway.cli.shelf import gallery, lessons
from loopway.cli.tracing import trace
from loopway.cli.upkeep import cache, doctor
from loopway.cli.words import after_render, described, warn

if TYPE_CHECKING:
    from loopway.api import Made

STDERR = 2


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package.__version__, prog_name="loopway", message="%(prog)s %(version)s")
def loopway() -> None:
    """Films what an asyncio event loop really did: cars are tasks, exits are awaits.

    `loopway SCRIPT` is `loopway render SCRIPT`.
    """


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
    "--lang", metavar="LANG", help="en, de, es, ja, ar, or a catalogue of your own: mine.toml. Without: the lesson's."
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Draw with so many processes; without: one a core."
)
@click.option("--cluster", metavar="ADDRESS", help="Draw on the dask cluster whose scheduler is at this address.")
@recording
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
    with api.Studio(jobs=jobs, cluster=cluster, films=len(sources), warn=warn) as studio:

        def film(*together: str) -> Sequence[Made]:
            return _film(together, outputs, force=force, studio=studio, watching=watching, warn=warn, **wished)

        if compare:
            check_pair(sources)
        if compare or len(sources) == 1:
            made = film(*sources)
            click.echo(f"next: {after_render(sources, wished['quality'], made)}", err=True)
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
        click.echo(described(file), err=True)
    return made


for command in (trace, doctor, cache, lessons, gallery):
    loopway.add_command(command)
