"""The speed of films: everything measured back to back in one run (`./dev bench render`), as ratios.

Each measurement has a process of its own. Stock Manim renders the fixed baseline and our own scene; loopway renders
ours and one of as many cars as the baseline has; x264 alone encodes the very same frames. CPU time is user and
system time, threads and children included.
"""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from .parts import goals
from .parts.child import Found
from .parts.plan import FULL, QUICK, run
from .parts.report import table

QUIET = 0.5
"""A load above this tells that others use the machine."""
WIDE = 180
"""Characters of a line where no terminal says how many it has."""


@click.command()
@click.option("--full", is_flag=True, help="Whole films, three rounds: half an hour instead of six minutes.")
@click.option("--million", is_flag=True, help="Also plan a run of a million events: a minute more.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write JSON here.")
def main(full: bool, million: bool, output: Path | None) -> None:
    """Measure how long films take to draw: stock Manim, loopway, encoding alone; one table."""
    if output and not output.parent.is_dir():
        raise click.BadParameter(f"the folder {output.parent} does not exist", param_hint="-o")
    aside = Console(stderr=True)
    found = run(FULL if full else QUICK, million=million, say=lambda words: aside.print(words, style="dim"))
    if output:
        output.write_text(as_json(found))
    paper = Console()
    if not paper.is_terminal:
        paper.width = WIDE
    paper.print(table(found))
    if found["machine"]["load"] > QUIET:
        aside.print("Others used this machine: wall times tell nothing, CPU times a little less.")


def as_json(found: Found) -> str:
    """Everything that was found, single runs too, and the goals."""
    judged = [*goals.speed(found), *goals.pictures(found), *goals.growth(found), *goals.start(found)]
    told = [{**goal._asdict(), "met": goal.met, "reached": _finite(goal.reached)} for goal in judged]
    return json.dumps(found | {"goals": told}, indent=2, allow_nan=False) + "\n"


def _finite(number: float) -> float | None:
    """JSON has no infinity: None."""
    return number if number < float("inf") else None


if __name__ == "__main__":
    main(prog_name="./dev bench render")
