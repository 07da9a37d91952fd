"""Each law refuses the trace that breaks it, and says where and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.errors import TraceError
from loopway.trace import Header, Trace, read
from loopway.trace.events import (
    AnyEvent,
    CallBlocked,
    CancelRequested,
    LineReached,
    LoopClosed,
    LoopIdle,
    LoopOpened,
    Printed,
    StepStarted,
    TaskCreated,
    TaskDone,
    TaskScheduled,
    TaskSuspended,
    Wait,
    WorkStarted,
)
from loopway.trace.laws import first_breach

SCENES = Path(__file__).parents[2] / "scenes" / "traces"
SLEEP = Wait(kind="sleep", label="sleep(1)")


def created(task: int, **fields: Any) -> TaskCreated:
    """A task's creation in its shortest form."""
    return TaskCreated(at=0.0, task=task, loop=1, name="", coro="f()", **fields)


BREACHES: dict[str, tuple[dict[int, tuple[AnyEvent, ...]], int, str]] = {
    "time falls": (
        {7: (StepStarted(at=0.05, task=2),)},
        9,
        "time falls from 0.1 to 0.05",
    ),
    "no instant": ({0: (LoopOpened(at=-1.0, loop=1),)}, 2, "-1.0 is no instant of a run"),
    "not a number": ({0: (LoopOpened(at=float("nan"), loop=1),)}, 2, "nan is no instant of a run"),
    "absurd": ({0: (LoopOpened(at=1e300, loop=1),)}, 2, "1e+300 is no instant of a run"),
    "opened twice": ({3: (LoopOpened(at=0.0, loop=1),)}, 5, "loop 1 was opened before"),
    "a step on a loop that was never opened": ({2: ()}, 4, "loop 1 was never opened"),
    "idle without being opened": ({0: (LoopIdle(at=0.0, loop=1),)}, 2, "loop 1 was never opened"),
    "closed twice": ({19: (LoopClosed(at=1.4, loop=1),) * 2}, 22, "loop 1 is closed"),
    "closed inside a step": ({4: (LoopClosed(at=0.0, loop=1),)}, 6, "loop 1 is closed inside a step of task 1"),
    "idle inside a step": ({4: (LoopIdle(at=0.0, loop=1),)}, 6, "loop 1 is idle inside a step of task 1"),
    "idle while one is ready": (
        {7: (LoopIdle(at=0.1, loop=1),)},
        9,
        "loop 1 is idle although task 2 is ready",
    ),
    "numbers with a gap": (
        {4: (created(3, parent=1),)},
        6,
        "task 3 comes after task 1: the numbers are 1, 2, 3 in order of creation",
    ),
    "a parent that does not run": (
        {4: (created(2, parent=7),)},
        6,
        "task 7 does not run: it cannot create task 2",
    ),
    "scheduled but never created": ({0: ()}, 2, "task 1 was never created"),
    "ready twice": (
        {2: (TaskScheduled(at=0.0, task=1, cause="woken"),)},
        4,
        "task 1 is ready already",
    ),
    "woken before it was scheduled": (
        {1: (TaskScheduled(at=0.0, task=1, cause="woken"),)},
        3,
        "task 1 is created: the cause cannot be 'woken'",
    ),
    "yields without running": (
        {13: (TaskScheduled(at=1.2, task=2, cause="yielded"),)},
        15,
        "task 2 does not run: it cannot yield",
    ),
    "woken by one that has not run": (
        {13: (TaskScheduled(at=1.2, task=2, cause="woken", by=9),)},
        15,
        "task 9 has not run yet: it cannot have made task 2 ready",
    ),
    "stepped without being ready": (
        {13: ()},
        15,
        "task 2 is suspended, not ready: it cannot begin this step",
    ),
    "eager although scheduled": (
        {7: (StepStarted(at=0.1, task=2, eager=True),)},
        9,
        "task 2 is ready, not created: it cannot begin this step",
    ),
    "a step inside a step": (
        {6: (StepStarted(at=0.1, task=2),)},
        8,
        "task 2 begins a step inside a step of task 1",
    ),
    "out of turn": (
        {
            6: (
                TaskScheduled(at=0.1, task=1, cause="yielded", by=1),
                TaskSuspended(at=0.1, task=1, wait=SLEEP),
                StepStarted(at=0.1, task=1),
            )
        },
        10,
        "task 2 was ready before task 1: first made ready, first stepped",
    ),
    "a step that ends twice": (
        {7: (TaskSuspended(at=0.1, task=1, wait=SLEEP),)},
        9,
        "task 1 does not run: its step cannot end",
    ),
    "waits for nobody": (
        {6: (TaskSuspended(at=0.1, task=1, wait=Wait(kind="task", label="x", on=(8,))),)},
        8,
        "task 1 waits for task 8, which was never created",
    ),
    "an absurd deadline": (
        {6: (TaskSuspended(at=0.1, task=1, wait=Wait(kind="sleep", label="x", until=float("inf"))),)},
        8,
        "inf is no deadline",
    ),
    "done although ready": (
        {9: (TaskDone(at=0.2, task=2, outcome="returned"),)},
        11,
        "task 2 is done although it is ready for another step",
    ),
    "something after the end": (
        {16: (TaskScheduled(at=1.3, task=2, cause="woken", by=2),)},
        18,
        "task 2 is done",
    ),
    "a cancellation after the end": (
        {16: (CancelRequested(at=1.3, task=2, by=1),)},
        18,
        "task 2 is done: it cannot be cancelled",
    ),
    "a line of one that does not run": (
        {7: (LineReached(at=0.1, where="a.py:1", task=2),)},
        9,
        "task 2 does not run: it cannot reach a line",
    ),
    "text of one that does not run": (
        {7: (Printed(at=0.1, text="x", task=2),)},
        9,
        "task 2 does not run: it cannot print",
    ),
    "work for one that does not exist": (
        {7: (WorkStarted(at=0.1, thread="t", work="f", task=5),)},
        9,
        "task 5 was never created",
    ),
    "a block of one that does not run": (
        {7: (CallBlocked(at=0.1, call="time.sleep(1)", seconds=1.0, task=2),)},
        9,
        "task 2 does not run: it cannot block",
    ),
    "a block of no length": (
        {4: (CallBlocked(at=0.0, call="time.sleep(1)", seconds=-1.0, task=1),)},
        6,
        "-1.0 seconds is no length of a call",
    ),
    "a task on a closed loop": (
        {19: (LoopClosed(at=1.4, loop=1), TaskCreated(at=1.4, task=3, loop=1, name="", coro="f()"))},
        22,
        "loop 1 is closed",
    ),
    "an end inside a step": ({18: (), 19: ()}, 19, "the trace ends inside a step of task 1"),
}


def test_a_lawful_trace_is_lawful(events: tuple[AnyEvent, ...], header: Header) -> None:
    """The trace that all others here are made from breaks no law."""
    assert first_breach(events, cut=False) is None
    assert Trace(header=header, events=events).events == events


@pytest.mark.parametrize("name", BREACHES)
def test_breaches(name: str, with_change: Callable[..., tuple[AnyEvent, ...]], header: Header) -> None:
    """The first event that breaks a law is found, and no trace can be made of it."""
    changes, line, why = BREACHES[name]
    events = with_change(changes)
    assert first_breach(events, cut=False) == (line, why)
    with pytest.raises(TraceError) as caught:
        Trace(header=header, events=events)
    assert (caught.value.where, caught.value.why) == (f"line {line}", why)


def test_a_cut_recording_may_end_anywhere(events: tuple[AnyEvent, ...]) -> None:
    """Every beginning of a lawful trace is lawful, if the header says that it was cut."""
    assert [first_breach(events[:end], cut=True) for end in range(len(events))] == [None] * len(events)


def test_an_eager_step_nests() -> None:
    """A step inside another one is lawful if it is the first of an eager task."""
    events: tuple[AnyEvent, ...] = (
        LoopOpened(at=0.0, loop=1),
        created(1),
        TaskScheduled(at=0.0, task=1, cause="created"),
        StepStarted(at=0.0, task=1),
        created(2, parent=1),
        StepStarted(at=0.0, task=2, eager=True),
        TaskDone(at=0.0, task=2, outcome="returned"),
        TaskDone(at=0.0, task=1, outcome="returned"),
    )
    assert first_breach(events, cut=False) is None
    swapped = (*events[:6], events[7], events[6])
    assert first_breach(swapped, cut=False) == (8, "task 1 does not run: its step cannot end")


STRUCTURE = (TaskCreated, TaskScheduled, StepStarted, TaskSuspended, TaskDone)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["gather", "my_coroutine"]), st.data())
def test_nothing_can_be_left_out_or_doubled(name: str, data: st.DataObject) -> None:
    """Of a recorded run no creation, scheduling, step or end can be missing, come twice, or come a place too early."""
    events = read(SCENES / f"{name}.jsonl").events
    places = [place for place, event in enumerate(events) if isinstance(event, STRUCTURE)]
    place = data.draw(st.sampled_from(places))
    assert first_breach((*events[:place], *events[place + 1 :]), cut=False) is not None
    assert first_breach((*events[: place + 1], *events[place:]), cut=False) is not None


def test_laws_take_linear_time() -> None:
    """Twenty thousand rounds of one task are read in well under a second."""
    import time

    events: list[AnyEvent] = [
        LoopOpened(at=0.0, loop=1),
        created(1),
        TaskScheduled(at=0.0, task=1, cause="created"),
    ]
    for _ in range(20_000):
        events += [
            StepStarted(at=0.0, task=1),
            TaskScheduled(at=0.0, task=1, cause="yielded", by=1),
            TaskSuspended(at=0.0, task=1, wait=SLEEP),
        ]
    began = time.process_time()
    assert first_breach(events, cut=False) is None
    assert time.process_time() - began < 1


def test_a_trace_cannot_be_changed(events: tuple[AnyEvent, ...], header: Header) -> None:
    """A lawful trace stays what it is."""
    trace = Trace(header=header, events=events)
    with pytest.raises(AttributeError):
        trace.events = ()  # type: ignore[misc]
    with pytest.raises(TraceError):
        msgspec.structs.replace(trace, events=events[1:])
