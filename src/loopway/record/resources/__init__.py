"""Locks, semaphores, events, conditions, barriers and queues: what they are after each change, at its place in the run.

asyncio writes a resource's state into an attribute of the object. While a recording goes on, a descriptor stands in
the class for that attribute and looks at each write: so no function of asyncio's or the user's is replaced, none of our
stack frames lies between them, and what a subclass overrides is seen like everything else.
"""

from __future__ import annotations

import asyncio
from functools import partial

from loopway.record.replaced import Replaced
from loopway.record.resources.attributes import Read, Waiting, Written
from loopway.record.resources.book import Book
from loopway.record.resources.queues import queue
from loopway.record.resources.states import barrier, condition, event, lock, semaphore
from loopway.record.watch import Watch

__all__ = ["watch_resources"]


def watch_resources(watch: Watch, replaced: Replaced) -> None:
    """Tell of each resource that is made from now on, and of each change of its state."""
    book = Book(watch)
    for owner, name, state in (
        (asyncio.Lock, "_locked", lock),
        (asyncio.Semaphore, "_value", partial(semaphore, holder=watch.lives.holder)),
        (asyncio.Event, "_value", event),
        (asyncio.Barrier, "_count", barrier),
        (asyncio.Queue, "_unfinished_tasks", queue),
    ):
        replaced.put(owner, name, Written(name, book.look(state)))
    replaced.put(asyncio.Condition, "_waiters", Waiting("_waiters", book.look(condition)))
    for name in ("_putters", "_getters"):
        replaced.put(asyncio.Queue, name, Read(name, book.look(queue)))
