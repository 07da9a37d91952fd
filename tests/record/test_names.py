"""The names of locks, events and queues."""

from __future__ import annotations

import asyncio
import weakref

from loopway.record.names import ResourceNames


class Garage(asyncio.LifoQueue[int]):
    """A resource of the user's that equals every other, and cannot be hashed."""

    def __eq__(self, other: object) -> bool:
        return True


def test_each_kind_is_numbered_in_the_order_of_its_first_mention() -> None:
    """A name stays what it was; subclasses count with their kind, equal ones apart; others have no name."""
    names = ResourceNames()
    condition, one, two = asyncio.Condition(), Garage(), asyncio.PriorityQueue[int]()
    mentioned = (two, asyncio.Lock(), asyncio.BoundedSemaphore(), asyncio.Event(), condition, asyncio.Barrier(2), one)
    assert [names.name(thing) for thing in mentioned] == [
        "queue1",
        "lock1",
        "semaphore1",
        "event1",
        "condition1",
        "barrier1",
        "queue2",
    ]
    assert [names.name(thing) for thing in (one, two, condition, object(), None)] == [
        "queue2",
        "queue1",
        "condition1",
        None,
        None,
    ]


def test_a_name_keeps_nothing_alive_and_is_not_inherited() -> None:
    """A lock that is gone is forgotten; the next one at its address has its own number."""
    names = ResourceNames()
    lock = asyncio.Lock()
    gone = weakref.ref(lock)
    assert names.name(lock) == "lock1"
    del lock
    assert gone() is None
    assert [names.name(asyncio.Lock()) for _ in range(3)] == ["lock2", "lock3", "lock4"]
