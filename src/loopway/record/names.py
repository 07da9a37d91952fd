"""What asyncio's locks, events and queues are called in a trace: `lock1`, `queue2`."""

from __future__ import annotations

import asyncio
import weakref

_KINDS: tuple[tuple[type, str], ...] = (
    (asyncio.Lock, "lock"),
    (asyncio.Semaphore, "semaphore"),
    (asyncio.Event, "event"),
    (asyncio.Condition, "condition"),
    (asyncio.Barrier, "barrier"),
    (asyncio.Queue, "queue"),
)


def resource_kind(thing: object) -> str | None:
    """Give the kind of a resource of asyncio's, or of a subclass of the user's; None for anything else.

    >>> resource_kind(asyncio.LifoQueue()), resource_kind(asyncio.BoundedSemaphore())
    ('queue', 'semaphore')
    """
    return next((kind for type_, kind in _KINDS if isinstance(thing, type_)), None)


class ResourceNames:
    """Numbers the resources of each kind in the order of their first mention, without keeping one alive."""

    def __init__(self) -> None:
        self._named: dict[int, tuple[str, weakref.ref[object]]] = {}
        self._counts: dict[str, int] = {}

    def name(self, thing: object) -> str | None:
        """Give a resource's name, a new one when it is mentioned first; None for what is no resource of asyncio's.

        >>> names, one, other = ResourceNames(), asyncio.Lock(), asyncio.Lock()
        >>> names.name(other), names.name(one), names.name(other)
        ('lock1', 'lock2', 'lock1')
        """
        known = self._named.get(id(thing))
        if known is not None:
            return known[0]
        kind = resource_kind(thing)
        return None if kind is None else self._add(thing, kind)

    def _add(self, thing: object, kind: str) -> str:
        self._counts[kind] = number = self._counts.get(kind, 0) + 1
        key, named = id(thing), self._named

        def forget(_: object) -> None:
            del named[key]

        named[key] = f"{kind}{number}", weakref.ref(thing, forget)
        return named[key][0]
