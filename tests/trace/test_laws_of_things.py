"""The laws of resources, and of work in threads: each refuses the trace that breaks it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopway.trace.events import (
    AnyEvent,
    ResourceChanged,
    TaskCreated,
    WorkFinished,
    WorkStarted,
)
from loopway.trace.laws import first_breach

TASKS = tuple(TaskCreated(at=0.0, task=number, loop=1, name="", coro="f()") for number in (1, 2, 3))


def changed(resource: str, state: int | bool, **fields: Any) -> AnyEvent:
    """A change of a resource; the name says the kind."""
    return ResourceChanged(at=0.0, resource=resource, kind=resource.rstrip("0123456789"), state=state, **fields)


def lock(*holders: int) -> AnyEvent:
    """A change of a lock."""
    return changed("lock1", bool(holders), holders=holders)


def work(kind: type, thread: str = "asyncio_0", task: int = 1) -> AnyEvent:
    """Work begins or ends."""
    event: AnyEvent = kind(at=0.0, thread=thread, work="square", task=task)
    return event


LAWFUL: dict[str, tuple[AnyEvent, ...]] = {
    "a lock goes around": (lock(), lock(1), lock(), lock(2), lock()),
    "a lock that nobody known holds": (changed("lock1", True),),
    "a semaphore": (
        changed("semaphore1", 2, size=2),
        changed("semaphore1", 0, size=2, holders=(1, 1)),
        changed("semaphore1", 1, size=2, holders=(3,)),
    ),
    "a queue": (
        changed("queue1", 0, size=1),
        changed("queue1", 1, size=1, items=("1",), unfinished=1),
        changed("queue1", 30, items=("1",) * 20, unfinished=31),
    ),
    "others": (changed("event1", True), changed("condition1", 3), changed("barrier1", 2, size=2)),
    "work": (work(WorkStarted), work(WorkStarted, "asyncio_1"), work(WorkFinished, "asyncio_1"), work(WorkFinished)),
}

BREACHES: dict[str, tuple[tuple[AnyEvent, ...], str]] = {
    "two hold a lock": ((lock(1, 2),), "2 tasks hold lock1, which is locked"),
    "a free lock is held": ((changed("lock1", False, holders=(1,)),), "1 tasks hold lock1, which is free"),
    "a lock is taken away": ((lock(1), lock(2)), "task 1 holds lock1: task 2 cannot get it"),
    "a holder that is not there": ((lock(7),), "task 7, which holds lock1, was never created"),
    "a semaphore with too many holders": (
        (changed("semaphore1", 1, size=2, holders=(1, 2)),),
        "2 tasks hold semaphore1, which has 1 of 2 slots free",
    ),
    "a semaphore with too many slots": ((changed("semaphore1", 3, size=2),), "semaphore1 has 3 of 2"),
    "a queue over its maxsize": ((changed("queue1", 2, size=1),), "queue1 has 2 of 1"),
    "more taken than put": ((changed("queue1", -1),), "queue1 has less than nothing"),
    "more done than put": ((changed("queue1", 0, unfinished=-1),), "queue1 has less than nothing"),
    "items that are not there": ((changed("queue1", 1, items=("1", "2")),), "2 items are told of queue1, which has 1"),
    "a barrier over its parties": ((changed("barrier1", 3, size=2),), "barrier1 has 3 of 2"),
    "a held event": ((changed("event1", True, holders=(1,)),), "a event is held by nobody"),
    "a lock with items": ((changed("lock1", True, items=("1",)),), "a lock has no items"),
    "a lock that counts": ((changed("lock1", 1),), "1 is no state of a lock"),
    "a queue that does not": ((changed("queue1", True),), "True is no state of a queue"),
    "an unknown kind": ((changed("gate1", 1),), "gate1 is of no known kind: 'gate'"),
    "another kind": (
        (lock(), ResourceChanged(at=0.0, resource="lock1", kind="event", state=True)),
        "lock1 is a lock: it cannot become a event",
    ),
    "work that never began": ((work(WorkFinished),), "square ends in asyncio_0, and has not begun there"),
    "work that ends twice": (
        (work(WorkStarted), work(WorkFinished), work(WorkFinished)),
        "square ends in asyncio_0, and has not begun there",
    ),
    "work that ends elsewhere": (
        (work(WorkStarted), work(WorkFinished, "asyncio_1")),
        "square ends in asyncio_1, and has not begun there",
    ),
    "work that nobody asked for": ((work(WorkStarted, task=9),), "task 9 was never created"),
}


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful(name: str) -> None:
    """What resources and threads can do is lawful."""
    assert first_breach(TASKS + LAWFUL[name], cut=False) is None


@pytest.mark.parametrize("name", BREACHES)
def test_each_law(name: str) -> None:
    """The last event is refused, and the reason names it."""
    events, why = BREACHES[name]
    breach = first_breach(TASKS + events, cut=False)
    assert breach is not None
    assert (breach.line, breach.why) == (len(TASKS) + len(events) + 1, why)


@given(st.lists(st.sampled_from((1, 2, 3)), max_size=20))
def test_any_lawful_order_around_a_lock(steps: list[int]) -> None:
    """Whoever finds a lock free may take it, whoever has it may release it; without a release the next one may not."""
    events: list[AnyEvent] = []
    holder: int | None = None
    for task in steps:
        if holder is None or holder == task:
            holder = task if holder is None else None
            events.append(lock(task) if holder else lock())
    assert first_breach([*TASKS, *events], cut=False) is None
    kept = [event for event in events if isinstance(event, ResourceChanged) and event.holders]
    changes = [first.holders != second.holders for first, second in pairwise(kept)]
    assert (first_breach([*TASKS, *kept], cut=False) is not None) == any(changes)
