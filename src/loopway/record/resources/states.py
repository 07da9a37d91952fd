"""What a lock, a semaphore, an event, a condition or a barrier is now, from the object and from what it was before."""

from __future__ import annotations

from collections.abc import Callable
from types import FrameType
from typing import Any, NamedTuple

from loopway.record.tasks import task_of_step

State = dict[str, Any]
"""Fields of `trace.events.ResourceChanged`: state, and size, holders, items, unfinished where they mean anything."""


class Change(NamedTuple):
    """What is known besides the object: an attribute of it has been touched."""

    before: State | None
    """What it was at the last look; None if this is the first."""
    task: int | None
    """The task whose step it is."""
    frame: FrameType
    """The function that touches the attribute."""
    number: Callable[[Any], int | None]
    """Gives a task's number."""


def lock(thing: Any, change: Change) -> State:
    """Locked or not. A released lock is free until the waiter that was woken takes it, in its own step."""
    locked = bool(thing._locked)
    return {"state": locked, "holders": _one(change.task) if locked else ()}


def event(thing: Any, _: Change) -> State:
    """Set or not."""
    return {"state": bool(thing._value)}


def condition(thing: Any, _: Change) -> State:
    """How many tasks wait to be notified. Its lock is a lock of its own."""
    return {"state": len(thing._waiters)}


def barrier(thing: Any, _: Change) -> State:
    """How many tasks are in it, of those that it takes. They leave one by one, each in its own step."""
    return {"state": int(thing._count), "size": int(thing._parties)}


def semaphore(thing: Any, change: Change) -> State:
    """How many slots are free, of how many, and who has the others.

    A semaphore does not know its holders: a task that gives back a slot without having one gives back the oldest. A
    plain Semaphore that is given back more than it gave has more slots from then on.
    """
    free, before = int(thing._value), change.before
    if before is None:
        return {"state": free, "size": free, "holders": ()}
    size = max(before["size"], free)
    holders: tuple[int, ...] = before["holders"]
    if free < before["state"]:
        holders += _one(_taker(change))
    elif free > before["state"]:
        holders = _without(holders, change.task)
    return {"state": free, "size": size, "holders": holders[max(0, len(holders) - size + free) :]}


def _taker(change: Change) -> int | None:
    """Who gets a slot: the task that runs, or the one to which a released slot is handed before it runs again."""
    if change.frame.f_code.co_name != "_wake_up_next":
        return change.task
    waiter = change.frame.f_locals.get("fut")
    callbacks = getattr(waiter, "_callbacks", None)
    task = task_of_step(callbacks[0][0]) if callbacks else None
    return None if task is None else change.number(task)


def _without(holders: tuple[int, ...], task: int | None) -> tuple[int, ...]:
    place = holders.index(task) if task in holders else 0
    return holders[:place] + holders[place + 1 :]


def _one(task: int | None) -> tuple[int, ...]:
    return () if task is None else (task,)
