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

from loopway.record.tasks import WatchedTask
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


_FIRST = _first_argument()
"""The code object stands before it; where it does not, the coroutine's stack frame has been looked at meanwhile."""


class Stand:
    """One coroutine of a chain, reached through the same coroutines above it, each at the same place."""

    __slots__ = ("code", "held", "inner", "is_turn", "reasons")

    def __init__(self, code: CodeType) -> None:
        self.code = code
        self.inner: dict[int, Stand] = {}
        """What it awaited, by `f_lasti`, when it was last described."""
        self.reasons: dict[int, int] | None = None
        """Entries of the journal, by the `id` of the object that the function was called with; None if that is not
        all there is to it."""
        self.held: list[object] = []
        """Those objects, or weak references that take the entry away in time: an `id` is used again."""
        self.is_turn = False
        """The task waits for nothing there, and only gives up its turn."""


class Stands:
    """All that were described."""

    def __init__(self) -> None:
        self._outermost: dict[int, Stand] = {}

    def find(self, stand: Stand, coro: Any, *, is_turn: bool) -> int:
        """Give the entry that describes this suspension; 0 if it has to be described anew."""
        while True:
            reasons = stand.reasons
            if reasons is not None:
                held = gc.get_referents(coro)
                if held[_FIRST - 1] is not stand.code or stand.is_turn is not is_turn:
                    return 0
                return reasons.get(id(held[_FIRST]), 0)
            inner = stand.inner.get(coro.cr_frame.f_lasti)
            coro = coro.cr_await
            if inner is None or coro.__class__ is not CoroutineType or coro.cr_code is not inner.code:
                return 0
            stand = inner

    def learn(self, watched: WatchedTask, awaiting: Awaiting, entry: int) -> None:
        """Remember a description, if it holds for as long as the chain and the argument are the same."""
        argument = argument_of(awaiting)
        if argument is None or (awaiting.future is not None and any(code.enters for code in awaiting.codes)):
            return
        stand = self._down_to(awaiting)
        if stand is not None:
            is_turn = awaiting.future is None
            if stand.reasons is None or stand.is_turn is not is_turn or len(stand.held) >= MOST:
                stand.reasons, stand.held, stand.is_turn = {}, [], is_turn
            _hold(stand, argument, entry)
            watched.stand = self._outermost[id(awaiting.coro.cr_code)]

    def _down_to(self, awaiting: Awaiting) -> Stand | None:
        """Go down to the function of asyncio's that the user called, making what was not there."""
        coro: Any = awaiting.coro
        if coro.__class__ is not CoroutineType:
            return None
        stand = self._outermost.setdefault(id(coro.cr_code), Stand(coro.cr_code))
        frame: Any = coro.cr_frame
        while frame is not awaiting.frame:
            place, coro = frame.f_lasti, coro.cr_await
            if coro.__class__ is not CoroutineType:
                return None
            inner = stand.inner.get(place)
            if inner is None or inner.code is not coro.cr_code:
                inner = stand.inner[place] = Stand(coro.cr_code)
            stand, frame = inner, coro.cr_frame
        return stand


def _hold(stand: Stand, argument: object, entry: int) -> None:
    key, reasons = id(argument), stand.reasons
    if reasons is None:
        return
    if isinstance(argument, int | float):
        stand.held.append(argument)
    else:
        stand.held.append(weakref.ref(argument, lambda _: reasons.pop(key, None) and None))
    reasons[key] = entry
