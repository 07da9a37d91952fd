"""The timeouts around a wait: those that stand on the stack of the frames inside the task.

`asyncio.timeout` leaves no stack frame behind, only a bound `__aexit__` on the value stack of an `async with`.
"""

from __future__ import annotations

import asyncio
import dis
import gc
import weakref
from asyncio.timeouts import Timeout
from collections.abc import Iterator
from contextlib import AsyncExitStack, _AsyncGeneratorContextManager
from types import CodeType, MethodType
from typing import Any

from loopway.record.chain import await_owners
from loopway.record.waits.awaiting import Awaiting, is_asyncio, local

_ENTERS = ("BEFORE_ASYNC_WITH", "LOAD_SPECIAL")
"""What `async with` is compiled to, up to CPython 3.13 and from 3.14 on (which has it for `with`, too)."""
_TIMED = ("_wait", "wait_for")
"""asyncio's functions that keep a timer of their own (`wait_for` up to CPython 3.11)."""

_entering: dict[int, tuple[bool, weakref.ref[CodeType]]] = {}
"""By `id(code)`, for hashing code is slow: whether it has an `async with`."""


def limit(awaiting: Awaiting) -> float | None:
    """Give the instant at which the earliest of the timeouts around this wait ends it, in trace seconds."""
    found = [*_timers(awaiting), *_timeouts(awaiting)]
    instants = [awaiting.known.deadline(when) for when in found] if found else ()
    return min((instant for instant in instants if instant is not None), default=None)


def pending(timer: Any) -> asyncio.TimerHandle | None:
    """Give a timer if it is still to come."""
    return timer if timer is not None and not timer.cancelled() and timer._scheduled else None


def _timers(awaiting: Awaiting) -> Iterator[float]:
    for frame in awaiting.frames:
        code = frame.f_code
        if code.co_name in _TIMED and is_asyncio(code.co_filename):
            timer = pending(local(frame, "timeout_handle"))
            if timer is not None:
                yield timer.when()


def _timeouts(awaiting: Awaiting) -> Iterator[float]:
    if any(_enters(frame.f_code) for frame in awaiting.frames):
        for owner in await_owners(awaiting.coro):
            for timeout in _held(owner):
                if timeout._timeout_handler is not None and timeout._task.get_coro() is awaiting.coro:
                    yield timeout.when()


def _enters(code: CodeType) -> bool:
    known = _entering.get(id(code))
    if known is None:
        key = id(code)
        entering = any(instruction.opname in _ENTERS for instruction in dis.get_instructions(code))
        known = _entering[key] = entering, weakref.ref(code, lambda _: _entering.pop(key, None))
    return known[0]


def _held(owner: Any) -> Iterator[Any]:
    """Look through what a suspended coroutine or generator holds for timeouts."""
    for held in gc.get_referents(owner):
        yield from _behind(held.__self__ if isinstance(held, MethodType) else held)


def _behind(manager: Any) -> Iterator[Any]:
    if isinstance(manager, Timeout):
        yield manager
    elif isinstance(manager, _AsyncGeneratorContextManager):
        yield from _held(manager.gen)
    elif isinstance(manager, AsyncExitStack):
        for _, leave in manager._exit_callbacks:  # type: ignore[attr-defined]
            yield from _behind(getattr(leave, "__self__", None))
