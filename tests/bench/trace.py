"""What a trace of a million events costs (`./dev bench trace`): to write, to load, to check, to keep, on disk.

The events are those of a real run, recorded now and repeated; with lines (most events are small) and without.
Seconds are CPU time; each is the least of some rounds. Loading happens in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from rich.console import Console
from rich.table import Table

from loopway.publish import chrome
from loopway.record import record
from loopway.trace import Trace, write

from .parts.tiled import tiled

ERRANDS = Path(__file__).parent / "parts" / "errands.py"
ROUNDS = 3
TRACED = 100_000
"""Events whose memory is counted by tracemalloc, which is slow."""


class Line(NamedTuple):
    """One thing measured, in the unit of its goal; None if there is no goal."""

    what: str
    unit: str
    found: float
    goal: float | None = None


@click.command()
@click.option("--events", default=1_000_000, show_default=True, help="How long the trace is; goals are for a million.")
def main(events: int) -> None:
    """Measure writing, loading, checking and keeping a long trace; one table."""
    shown = Table("", "with lines", "without", "goal", title=f"./dev bench trace: {events:,} events, CPU seconds")
    runs = [record(ERRANDS, lines=lines, stdout=subprocess.DEVNULL) for lines in (True, False)]
    for first, second in zip(*(measured(run, events) for run in runs), strict=True):
        goal = "" if first.goal is None else f"{first.goal:g}"
        shown.add_row(f"{first.what}, {first.unit}", f"{first.found:.2f}", f"{second.found:.2f}", goal)
    shown.caption = f"Load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores."
    Console().print(shown)


def measured(run: Trace, events: int) -> Iterator[Line]:
    """Everything, in the order of the table."""
    trace = tiled(run, events)
    with TemporaryDirectory() as folder:
        plain, packed, short, viewed = (Path(folder) / name for name in ("a.jsonl", "a.jsonl.gz", "b.jsonl", "a.json"))
        for path, seconds, size in ((plain, 1.0, None), (packed, None, 10.0)):
            ending = path.name[1:]
            yield Line(f"write {ending}", "s", least(lambda path=path: write(trace, path)), seconds)
            yield Line(f"size of {ending}", "bytes an event", path.stat().st_size / len(trace.events), size)
        found = [loaded(plain) for _ in range(ROUNDS)]
        yield Line("load .jsonl", "s", min(one["load"] for one in found), 1.5)
        yield Line("load .jsonl.gz", "s", min(loaded(packed)["load"] for _ in range(ROUNDS)))
        yield Line("check the laws", "s", min(one["laws"] for one in found), 2.0)
        yield Line("loaded, resident", "bytes an event", max(one["bytes"] for one in found), 260.0)
        write(tiled(run, TRACED), short)
        yield Line("loaded, by tracemalloc", "bytes an event", loaded(short, "traced")["bytes"], 260.0)
        yield Line("write .json for Perfetto and read it back", "s", least(lambda: chrome.write(trace, str(viewed))))


def least(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest round."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def loaded(path: Path, *how: str) -> dict[str, float]:
    """What another process finds that loads the file."""
    command = [sys.executable, "-m", "tests.bench.parts.loaded", str(path), *how]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


if __name__ == "__main__":
    main(prog_name="./dev bench trace")
