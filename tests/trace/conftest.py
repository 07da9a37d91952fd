"""Small lawful traces, written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loopway.trace.events import (
    AnyEvent,
    Header,
    LoopClosed,
    LoopIdle,
    LoopOpened,
    StepStarted,
    TaskCreated,
    TaskDone,
    TaskScheduled,
    TaskSuspended,
    Wait,
)

HEADER = Header(script="a.py", source="", python="3.11.7", clock="virtual", step=2e-5, reproducible=True)

EVENTS: tuple[AnyEvent, ...] = (
    TaskCreated(at=0.0, task=1, loop=1, name="Task-1", coro="main()"),
    TaskScheduled(at=0.0, task=1, cause="created"),
    LoopOpened(at=0.0, loop=1),
    StepStarted(at=0.0, task=1),
    TaskCreated(at=0.0, task=2, loop=1, name="Task-2", coro="fetch(1)", parent=1),
    TaskScheduled(at=0.0, task=2, cause="created", by=1),
    TaskSuspended(at=0.1, task=1, wait=Wait(kind="task", label="fetch(1)", on=(2,))),
    StepStarted(at=0.1, task=2),
    TaskScheduled(at=0.1, task=2, cause="yielded", by=2),
    TaskSuspended(at=0.2, task=2, wait=Wait(kind="sleep(0)", label="sleep(0)")),
    StepStarted(at=0.2, task=2),
    TaskSuspended(at=0.3, task=2, wait=Wait(kind="sleep", label="sleep(1)", until=1.2)),
    LoopIdle(at=0.3, loop=1, until=1.2),
    TaskScheduled(at=1.2, task=2, cause="woken", by="timer"),
    StepStarted(at=1.2, task=2),
    TaskDone(at=1.3, task=2, outcome="returned"),
    TaskScheduled(at=1.3, task=1, cause="woken", by=2),
    StepStarted(at=1.3, task=1),
    TaskDone(at=1.4, task=1, outcome="returned"),
    LoopClosed(at=1.4, loop=1),
)


@pytest.fixture
def header() -> Header:
    """A plain header."""
    return HEADER


@pytest.fixture
def events() -> tuple[AnyEvent, ...]:
    """Two tasks: one awaits the other, which yields and sleeps."""
    return EVENTS


@pytest.fixture
def with_change(events: tuple[AnyEvent, ...]) -> Callable[..., tuple[AnyEvent, ...]]:
    """Gives a function that replaces the events at some places by others, by none if there are none."""

    def change(changes: dict[int, tuple[AnyEvent, ...]]) -> tuple[AnyEvent, ...]:
        return tuple(new for place, event in enumerate(events) for new in changes.get(place, (event,)))

    return change
