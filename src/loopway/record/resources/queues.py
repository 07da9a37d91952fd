"""What a queue is now: how many items, the next ones, and how many are not done with."""

from __future__ import annotations

from asyncio import LifoQueue, PriorityQueue, Queue
from collections import deque
from typing import Any

from loopway.record.resources.heaps import smallest
from loopway.record.resources.states import State
from loopway.record.values import plain

MOST = 20
"""Items that are shown."""
LONGEST = 20
"""Characters of one."""


def queue(thing: Any, before: State | None, *_: Any) -> State:
    """How many items, of how many there may be; the next ones to be had; how many `task_done` is still to be said of.

    A subclass of the user's that holds more than its maxsize has no bound.
    """
    stored = getattr(thing, "_queue", ())
    count, unfinished = len(stored), int(thing._unfinished_tasks)
    if before is not None and before["state"] == count and before["unfinished"] == unfinished:
        return before
    return {
        "state": count,
        "size": int(thing._maxsize) if 0 < thing._maxsize >= count else None,
        "items": _items(type(thing), stored, before),
        "unfinished": unfinished,
    }


def _items(kind: type, stored: Any, before: State | None) -> tuple[str, ...]:
    """Write down the next items; those that were seen before are not looked at again."""
    if not stored:
        return ()
    if type(stored) is deque and _keeps(kind, Queue):
        return _first(stored, before)
    if type(stored) is list and _keeps(kind, LifoQueue):
        return _last(stored, before)
    if type(stored) is list and _keeps(kind, PriorityQueue):
        return _texts(smallest(stored, MOST))
    return ()  # the order is the user's own


def _keeps(kind: Any, base: Any) -> bool:
    """Tell whether a class stores its items as one of asyncio's does."""
    return kind is base or (kind._put is base._put and kind._get is base._get)


def _first(stored: deque[Any], before: State | None) -> tuple[str, ...]:
    count = len(stored)
    then, seen = _seen(before)
    if then == count - 1:
        return seen if len(seen) == MOST else seen + _texts([stored[-1]])
    if then == count + 1:
        return seen[1:] + _texts([stored[MOST - 1]] if count >= MOST else [])
    return _texts([stored[place] for place in range(min(count, MOST))])


def _last(stored: list[Any], before: State | None) -> tuple[str, ...]:
    count = len(stored)
    then, seen = _seen(before)
    if then == count - 1:
        return _texts([stored[-1]]) + seen[: MOST - 1]
    if then == count + 1:
        return seen[1:] + _texts([stored[-MOST]] if count >= MOST else [])
    return _texts(stored[: -MOST - 1 : -1])


def _seen(before: State | None) -> tuple[int, tuple[str, ...]]:
    """Give how many items there were, and the texts of those that were shown."""
    return (-1, ()) if before is None else (before["state"], before["items"])


def _texts(items: list[Any]) -> tuple[str, ...]:
    return tuple(plain(item, LONGEST) for item in items)
