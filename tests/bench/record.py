"""The speed of recording: programs by themselves and watched, in turns, as ratios (`./dev bench record`)."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import click
from rich.console import Console

from loopway.record import record

from .parts import costs
from .parts.begins import begins
from .parts.child import Found
from .parts.ledger import ledger
from .parts.plan import this_machine
from .parts.watchers import NAMES, PROGRAMS, WAYS, by_loopway, is_here, watched

WIDE = 180
"""Characters of a line where no terminal says how many it has."""
MANY, MILLION = 10_100_000, 1_000_000


@click.command()
@click.option("--rounds", default=5, show_default=True, help="So often everything is measured.")
@click.option("--many", is_flag=True, help="Also record ten million events, and make a Trace of one million.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write JSON here.")
def main(rounds: int, many: bool, output: Path | None) -> None:
    """Measure what watching a loop costs: asyncio's debug mode, VizTracer, loopway; one table."""
    aside = Console(stderr=True)
    found = measure(rounds, many=many, aside=aside)
    if output:
        told = [{**goal._asdict(), "met": goal.met} for goal in costs.reached(found)]
        output.write_text(json.dumps(found | {"goals": told}, indent=2) + "\n")
    paper = Console()
    if not paper.is_terminal:
        paper.width = WIDE
    paper.print(ledger(found))


def measure(rounds: int, *, many: bool, aside: Console) -> Found:
    """Everything that the report needs; each single run is kept."""
    found: Found = {"rounds": rounds, "machine": this_machine(), "runs": {program: {} for program in NAMES}}
    for number in range(rounds):
        aside.print(f"round {number + 1} of {rounds}", style="dim")
        for program in NAMES:
            for way in filter(is_here, WAYS):
                found["runs"][program].setdefault(way, []).append(watched(way, program))
    aside.print("starts", style="dim")
    found["begins"] = begins(4 * rounds)
    found["many"] = _many() if many else None
    return found | {"load_at_end": os.getloadavg()[0]}


def _many() -> Found:
    """Ten million events are recorded; of the same program a Trace is made of the first million."""
    program = PROGRAMS / "many.py"
    found = by_loopway(program, events=MANY)
    start = time.process_time()
    trace = record(program, lines=False, locals=False, events=MILLION, steps=10**9, timeout=600, until=1e6, stdout=-3)
    return found | {"assembled": time.process_time() - start, "kept": len(trace.events)}


if __name__ == "__main__":
    main(prog_name="./dev bench record")
