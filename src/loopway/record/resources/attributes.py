"""Descriptors that stand in a class for an attribute of its objects, and look on.

The value itself stays where asyncio and `pickle` expect it: in the object's own dictionary.
"""

from __future__ import annotations

import sys
import weakref
from collections import deque
from collections.abc import Callable
from types import FrameType
from typing import Any

Look = Callable[[Any, FrameType], None]
"""Is given the object and the stack frame that touches its attribute."""


class Written:
    """Looks after each write. It has no `__get__`: reads go past it at their usual speed."""

    def __init__(self, name: str, look: Look) -> None:
        self._name = name
        self._look = look

    def __set__(self, thing: Any, value: Any) -> None:
        thing.__dict__[self._name] = value
        self._look(thing, sys._getframe(1))


class Read:
    """Looks at each read. A queue hands nothing else to be seen when an item is taken, but reads whom to wake next."""

    def __init__(self, name: str, look: Look) -> None:
        self._name = name
        self._look = look

    def __get__(self, thing: Any, owner: type) -> Any:
        if thing is None or self._name not in thing.__dict__:
            who = f"type object {owner.__name__!r}" if thing is None else f"{owner.__name__!r} object"
            raise AttributeError(f"{who} has no attribute {self._name!r}")
        self._look(thing, sys._getframe(1))
        return thing.__dict__[self._name]

    def __set__(self, thing: Any, value: Any) -> None:
        thing.__dict__[self._name] = value


class Waiting(Written):
    """Looks whenever somebody begins or ceases to wait: asyncio keeps the waiters in a deque, made once."""

    def __set__(self, thing: Any, value: Any) -> None:
        waiters = _Waiters(value, weakref.ref(thing), self._look) if type(value) is deque else value
        thing.__dict__[self._name] = waiters
        self._look(thing, sys._getframe(1))


class _Waiters(deque[Any]):
    def __init__(self, waiters: deque[Any], owner: weakref.ref[Any], look: Look) -> None:
        super().__init__(waiters)
        self._owner = owner
        self._look = look

    def append(self, waiter: Any, /) -> None:
        super().append(waiter)
        self._touched(sys._getframe(1))

    def remove(self, waiter: Any, /) -> None:
        super().remove(waiter)
        self._touched(sys._getframe(1))

    def _touched(self, frame: FrameType) -> None:
        owner = self._owner()
        if owner is not None:  # thrown away together with who waits: that one leaves last
            self._look(owner, frame)

    def __copy__(self) -> deque[Any]:  # type: ignore[override]
        """Copies and pickles hold what asyncio had made."""
        return deque(self)

    def __reduce__(self) -> Any:
        return deque(self).__reduce__()
