"""What a film of so many cars costs: to plan, to draw a picture, in memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from loopway.film import pictures
from loopway.record import record
from loopway.stage.traffic import stage_of
from loopway.story import tell
from loopway.trace import Trace

from .child import Found
from .meter import Meter
from .subject import theme

CROWD = Path(__file__).with_name("crowd.py")
LIMIT = 10**8
"""Steps of a recording, and seconds, at the most: it is to be whole."""
ROWS = 12
"""So many places of the film at equal distances ..."""
IN_A_ROW = 12
"""... and so many pictures one after the other at each of them."""


def measure(meter: Meter, *, cars: int, whole: bool, picture: dict[str, Any]) -> Found:
    """Of a run of so many tasks: tell() in CPU seconds, and CPU milliseconds of each picture, drawn but not encoded.

    Pictures are taken in rows all over the film, or it is drawn whole. The first picture of a row is not counted: it
    is drawn from nothing, as no picture of a film is, save for one in four seconds.
    """
    trace = recorded(cars)
    found = planned(trace)
    stage = stage_of(tell(trace))
    draw = pictures(stage, theme())
    size = tuple(picture["size"])
    costs: list[float] = []
    for times in instants(stage.duration, picture["fps"], whole=whole):
        drawn = draw(times, size)
        next(drawn)
        costs += each(lambda drawn=drawn: next(drawn), len(times) - 1)
    return found | {"cars": cars, "film": stage.duration, "peak": peak()} | spread(costs)


def recorded(cars: int) -> Trace:
    """A run of so many tasks, whole."""
    trace = record(CROWD, args=[str(cars)], stdout=DEVNULL, steps=LIMIT, timeout=LIMIT, until=LIMIT)
    assert trace.header.cut is None, trace.header.cut
    return trace


def planned(trace: Trace) -> Found:
    """CPU seconds of tell(), and events a second."""
    start = time.process_time()
    tell(trace)
    seconds = time.process_time() - start
    return {"events": len(trace.events), "tell": seconds, "rate": len(trace.events) / seconds}


def instants(duration: float, fps: int, *, whole: bool) -> list[list[float]]:
    """The film seconds of the pictures to be drawn, in rows: consecutive pictures of the film.

    >>> [len(row) for row in instants(60.0, 60, whole=False)] == [IN_A_ROW] * ROWS
    True
    """
    frames = round(duration * fps)
    if whole or frames <= ROWS * IN_A_ROW:
        return [[number / fps for number in range(frames)]]
    starts = [round(frames * (row + 0.5) / ROWS - IN_A_ROW / 2) for row in range(ROWS)]
    return [[(start + number) / fps for number in range(IN_A_ROW)] for start in starts]


def each(work: Callable[[], object], times: int) -> list[float]:
    """CPU seconds of doing it, again and again."""
    clock = [time.process_time()]
    for _ in range(times):
        work()
        clock.append(time.process_time())
    return [after - before for before, after in pairwise(clock)]


def spread(seconds: Sequence[float]) -> Found:
    """Milliseconds: mean, 95th percentile, most.

    >>> spread([0.001] * 19 + [0.021])
    {'pictures': 20, 'mean': 2.0, 'p95': 1.0, 'max': 21.0}
    """
    ordered = sorted(1000 * one for one in seconds)
    at = max(0, -(-len(ordered) * 95 // 100) - 1)
    return {"pictures": len(ordered), "mean": sum(ordered) / len(ordered), "p95": ordered[at], "max": ordered[-1]}


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
