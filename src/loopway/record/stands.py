"""Where a suspended task stands, recognised without describing it again.

Most tasks suspend over and over at the same place for the same reason. A place is a chain of code objects and how far
each of them has come (`f_lasti`); from some functions of asyncio's on, the reason is known by the one object that they
were called with. Everything else is described anew each time.
"""

from __future__ import annotations

import gc
import weakref
from types import CodeType, CoroutineType
from typing import Any

from loopway.record.waits import Awaiting, argument_of

MOST = 1000
"""Reasons that are remembered at one place."""


async def _probe(argument: object) -> None:
    """Shows where a coroutine keeps its first argument, as the garbage collector sees it."""


def _first_argument() -> int:
    argument = object()
    coro = _probe(argument)
    place = next(place for place, held in enumerate(gc.get_referents(coro)) if held is argument)
    coro.close()
    return place


FIRST = _first_argument()
"""The code object stands before it; where it does not, the coroutine's stack frame has been looked at meanwhile."""


class Reason:
    """A suspension that was described: the entry of the journal, and what has to be the same for it to be this one."""

    __slots__ = ("argument", "code", "entry", "held", "pending", "place")

    def __init__(self, argument: object, pending: object, entry: int) -> None:
        is_number = isinstance(argument, int | float)
        self.argument = argument if is_number else self
        """What asyncio's function was called with, if that is a number: other objects are not kept alive."""
        self.held: object = None if is_number else weakref.ref(argument)
        """A weak reference to any other object."""
        self.pending = pending
        """What is pending in the journal meanwhile: not None if the task only gives up its turn."""
        self.entry = entry
        self.place = -1
        """How far the outermost coroutine has come, if that one has called asyncio's function; -1 if another has."""
        self.code: CodeType | None = None
        """The code of asyncio's function."""


class Stand:
    """One coroutine of a chain, reached through the same coroutines above it, each at the same place."""

    __slots__ = ("code", "inner", "reasons")

    def __init__(self, code: CodeType) -> None:
        self.code = code
        self.inner: dict[int, Stand] = {}
        """What it awaited, by `f_lasti`, when it was last described."""
        self.reasons: dict[int, Reason] | None = None
        """By the `id` of the object that the function was called with; None if that is not all there is to it."""


class Stands:
    """All that were described."""

    def __init__(self) -> None:
        self._outermost: dict[int, Stand] = {}
        self.yielding: object = None
        """What is pending in the journal while a task gives up its turn."""

    def outermost(self, coro: Any) -> Stand | None:
        """Give where the chain of a task's coroutine begins; None if it is something else than a coroutine."""
        if type(coro) is not CoroutineType:
            return None
        code = coro.cr_code
        stand = self._outermost.get(id(code))
        if stand is None:
            stand = self._outermost[id(code)] = Stand(code)
        return stand

    def find(self, stand: Stand, coro: Any, pending: object) -> Reason | None:
        """Give the reason of this suspension; None if it has to be described anew."""
        while True:
            reasons = stand.reasons
            if reasons is not None:
                held = gc.get_referents(coro)
                reason = reasons.get(id(held[FIRST])) if held[FIRST - 1] is stand.code else None
                return reason if reason is not None and reason.pending is pending else None
            inner = stand.inner.get(coro.cr_frame.f_lasti)
            coro = coro.cr_await
            if inner is None or type(coro) is not CoroutineType or coro.cr_code is not inner.code:
                return None
            stand = inner

    def learn(self, awaiting: Awaiting, entry: int) -> None:
        """Remember a description, if it holds for as long as the chain and the argument are the same."""
        is_turn = awaiting.future is None
        argument = argument_of(awaiting)
        if argument is None or (not is_turn and any(code.enters for code in awaiting.codes)):
            return
        reason = Reason(argument, self.yielding if is_turn else None, entry)
        stand = self._down_to(awaiting, reason)
        if stand is not None:
            if stand.reasons is None or len(stand.reasons) >= MOST:
                stand.reasons = {}
            _remember(stand.reasons, id(argument), reason)

    def _down_to(self, awaiting: Awaiting, reason: Reason) -> Stand | None:
        """Go down to the function of asyncio's that the user called, making what was not there."""
        coro: Any = awaiting.coro
        stand = self.outermost(coro)
        frame: Any = awaiting.frames[0]
        while stand is not None and frame is not awaiting.frame:
            reason.place = frame.f_lasti if coro is awaiting.coro else -1
            coro = coro.cr_await
            if type(coro) is not CoroutineType:
                return None
            inner = stand.inner.get(frame.f_lasti)
            if inner is None or inner.code is not coro.cr_code:
                inner = stand.inner[frame.f_lasti] = Stand(coro.cr_code)
            stand, frame = inner, coro.cr_frame
        if stand is not None:
            reason.code = stand.code
        return stand


def _remember(reasons: dict[int, Reason], key: int, reason: Reason) -> None:
    """Until the argument is gone: an `id` is used again."""
    if reason.held is not None:
        argument = reason.held()  # type: ignore[operator]
        reason.held = weakref.ref(argument, lambda _: reasons.pop(key, None) and None)
    reasons[key] = reason
