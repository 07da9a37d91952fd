"""The timeouts around a wait: those that stand on the stack of the frames inside the task.

`asyncio.timeout` leaves no stack frame behind, only a bound `__aexit__` on the value stack of an `async with`.
"""

from __future__ import annotations

import asyncio
import gc
from asyncio.timeouts import Timeout
from collections.abc import Iterator
from contextlib import AsyncExitStack, _AsyncGeneratorContextManager
from types import MethodType
from typing import Any

from loopway.record.chain import await_owners
from loopway.record.waits.awaiting import Awaiting, local


def limit(awaiting: Awaiting) -> float | None:
    """Give the instant at which the earliest of the timeouts around this wait ends it, in trace seconds."""
    found: list[float] = []
    owners: list[Any] = []
    for place, code in enumerate(awaiting.codes):
        if code.timed:
            found += _timer(awaiting.frames[place])
        if code.enters:
            owners = owners or await_owners(awaiting.coro)
            found += [timeout.when() for timeout in _held(owners[place]) if _is_around(timeout, awaiting.coro)]
    if not found:
        return None
    instants = [awaiting.known.deadline(when) for when in found]
    return min((instant for instant in instants if instant is not None), default=None)


def pending(timer: Any) -> asyncio.TimerHandle | None:
    """Give a timer if it is still to come, as far as its type tells: uvloop's does not."""
    gone = timer is None or timer.cancelled() or not getattr(timer, "_scheduled", True)
    return None if gone else timer


def _timer(frame: Any) -> list[float]:
    timer = pending(local(frame, "timeout_handle"))
    return [] if timer is None else [timer.when()]


def _is_around(timeout: Any, coro: Any) -> bool:
    return timeout._timeout_handler is not None and timeout._task.get_coro() is coro


def _held(owner: Any) -> Iterator[Any]:
    """Look through what a suspended coroutine or generator holds for timeouts."""
    for held in gc.get_referents(owner):
        yield from _behind(held.__self__ if type(held) is MethodType else held)


def _behind(manager: Any) -> Iterator[Any]:
    kind = type(manager)  # asking isinstance of abstract classes would cost more than all the rest
    if kind is Timeout:
        yield manager
    elif kind is _AsyncGeneratorContextManager:
        yield from _held(manager.gen)
    elif kind is AsyncExitStack:
        for _, leave in manager._exit_callbacks:
            yield from _behind(getattr(leave, "__self__", None))
