"""What a lock, a semaphore, an event, a condition or a barrier is now.

Each function is given the object, what it was at the last look, the task whose step it is, and the function that has
touched the object's state.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FrameType
from typing import Any

from loopway.record.tasks import task_of_step

State = dict[str, Any]
"""Fields of `trace.events.ResourceChanged`: state, and size, holders, items, unfinished where they mean anything."""


Holder = Callable[[Any], int | None]

_HANDOVER = "_wake_up_next"
"""The method of a semaphore that gives a slot to the next waiter."""


def lock(thing: Any, _: State | None, task: int | None, __: FrameType) -> State:
    """Locked or not. A released lock is free until the waiter that was woken takes it, in its own step."""
    locked = bool(thing._locked)
    return {"state": locked, "holders": _one(task) if locked else ()}


def event(thing: Any, *_: Any) -> State:
    """Set or not."""
    return {"state": bool(thing._value)}


def condition(thing: Any, *_: Any) -> State:
    """How many tasks wait to be notified. Its lock is a lock of its own."""
    return {"state": len(thing._waiters)}


def barrier(thing: Any, *_: Any) -> State:
    """How many tasks are in it, of those that it takes. They leave one by one, each in its own step."""
    return {"state": int(thing._count), "size": int(thing._parties)}


def semaphore(thing: Any, before: State | None, task: int | None, frame: FrameType, *, holder: Holder) -> State:
    """How many slots are free, of how many, and who has the others; `holder` gives for a task who has what it gets.

    A semaphore does not know its holders: a task that gives back a slot without having one gives back the oldest. A
    plain Semaphore that is given back more than it gave has more slots from then on.
    """
    free = int(thing._value)
    if before is None:
        return {"state": free, "size": free, "holders": ()}
    size = max(before["size"], free)
    holders: tuple[int, ...] = before["holders"]
    if free < before["state"]:
        holders += _one(task if frame.f_code.co_name != _HANDOVER else _receiver(frame, holder))
    elif free > before["state"]:
        holders = _without(holders, task)
    return {"state": free, "size": size, "holders": holders[max(0, len(holders) - size + free) :]}


def _receiver(frame: FrameType, holder: Holder) -> int | None:
    """Give the task to which a slot is handed over that another one has just released: it will run later."""
    callbacks = getattr(frame.f_locals.get("fut"), "_callbacks", None)
    task = task_of_step(callbacks[0][0]) if callbacks else None
    return None if task is None else holder(task)


def _without(holders: tuple[int, ...], task: int | None) -> tuple[int, ...]:
    place = holders.index(task) if task in holders else 0
    return holders[:place] + holders[place + 1 :]


def _one(task: int | None) -> tuple[int, ...]:
    return () if task is None else (task,)
