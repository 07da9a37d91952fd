from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from loopway.story import tell
from loopway.trace.events import Wait
from loopway.trace.trace import Trace

from .toy import Toy

SMALL, LARGE = 250, 1000
TRIES_VARY = 1.25
"""A longer run may need some more tries, but their number is bounded."""


def work(run: Callable[[], object]) -> int:
    """How many lines of Python a call runs through, each round of a loop counted: the same on every machine."""
    count = 0

    def trace(frame: FrameType, kind: str, argument: Any) -> Any:
        nonlocal count
        count += kind == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def crowd(tasks: int) -> Trace:
    """So many tasks, each of which sleeps for a time of its own: as many idle times, and everybody waits in them."""
    return _family(tasks, lambda task: [1.0 + 0.01 * task])


def workers(turns: int) -> Trace:
    """Ten tasks that sleep again and again."""
    return _family(10, lambda task: [0.1 + 0.001 * task] * (turns // 10))


def rounds(turns: int) -> Trace:
    """Ten tasks that give up their turns again and again: one burst without a pause."""
    return _family(10, lambda task: [0.0] * (turns // 10))


def _family(tasks: int, sleeps: Callable[[int], list[float]]) -> Trace:
    toy = Toy()
    toy.create("main()", 9)
    toy.open()
    toy.start(1, 8)
    children = tuple(toy.create("work()", 8) for _ in range(tasks))
    toy.suspend(Wait(kind="gather", label="gather", on=children), 8)
    left = {child: iter(sleeps(child)) for child in children}
    while toy.ready or toy.idle():
        task = toy.start(None, 4)
        seconds = next(left[task], None) if task in left else None
        if seconds is None:
            toy.finish()
        else:
            toy.sleep(seconds, 4)
        toy.notice_timers()
    toy.close()
    return toy.trace()


@pytest.mark.parametrize("run", [crowd, workers, rounds])
def test_planning_is_linear_in_events(run: Callable[[int], Trace]) -> None:
    """Four times the events are four times the work, or five if the longer run needs more tries."""
    small, large = run(SMALL), run(LARGE)
    growth = len(large.events) / len(small.events)
    assert growth > 3.5
    assert work(lambda: tell(large)) < TRIES_VARY * growth * work(lambda: tell(small))


def test_the_count_of_work_sees_what_is_not_linear() -> None:
    """A loop inside a loop over four times as much is sixteen times the work, also in a comprehension."""

    def pairs(count: int) -> list[int]:
        return [sum([one * other for other in range(count)]) for one in range(count)]

    assert work(lambda: pairs(4 * 50)) > 12 * work(lambda: pairs(50))
