"""What is said of a coroutine of which a task is made: its call, and whether it is asyncio's own.

Programs make ten thousand tasks of one function: what is the same for all of them is found out once.
"""

from __future__ import annotations

import asyncio
import gc
from types import CodeType, CoroutineType, FrameType
from typing import Any, NamedTuple

from loopway.record import texts
from loopway.record.chain import hidden
from loopway.record.stands import FIRST
from loopway.record.waits.codes import is_asyncio

_ACQUIRING = (asyncio.Lock.acquire.__code__, asyncio.Semaphore.acquire.__code__)
_COLLECTS = 4 | 8
"""Flags of a function that takes any number of arguments."""


class _Function(NamedTuple):
    """What is the same for every call of a function."""

    code: CodeType
    """Kept, so that its `id` stays its own."""
    name: str
    first: int
    """How many arguments are not shown: a method's `self`."""
    plain: int
    """How many arguments there are, if all are shown, one by one; -1 if it is not that simple."""
    internal: bool
    """asyncio starts tasks of it for itself: it is a private one of asyncio's."""


_known: dict[int, _Function] = {}


def call(coro: Any) -> str:
    """Give a coroutine as it was called: `fetch(1)`; without its arguments once it has begun."""
    if type(coro) is not CoroutineType:
        return _call_of_another(coro)
    code, frame = coro.cr_code, coro.cr_frame
    if frame is None or coro.cr_suspended or coro.cr_running:
        return texts.call(code, None)
    function = _known.get(id(code)) or _know(code, frame)
    if function.plain < 0:
        return texts.call(code, frame)
    shown = []
    if function.plain > function.first:
        after = FIRST + 1  # its stack frame
        for value in gc.get_referents(coro)[after + function.first : after + function.plain]:
            if type(value) is not int or not -texts.MOST_PLAIN < value < texts.MOST_PLAIN:
                return texts.call(code, frame)
            shown.append(str(value))
    return texts.cut(f"{function.name}({', '.join(shown)})", texts.CALL)


def is_internal(coro: Any) -> bool:
    """Tell whether asyncio started a task of this coroutine for itself."""
    code = getattr(coro, "cr_code", None)
    if code is None:
        return False
    function = _known.get(id(code))
    return _is_private(code) if function is None else function.internal


def only_acquires(coro: Any) -> bool:
    """Tell whether a task of this coroutine acquires for its maker: `wait_for` makes such tasks up to CPython 3.11."""
    return getattr(coro, "cr_code", None) in _ACQUIRING


def _know(code: CodeType, frame: FrameType) -> _Function:
    name = texts.function(code)
    is_plain = not code.co_flags & _COLLECTS and not code.co_kwonlyargcount and not texts.has_defaults(code, frame)
    plain = code.co_argcount if is_plain else -1
    function = _Function(code, name, texts.hidden_arguments(code), plain, _is_private(code))
    _known[id(code)] = function
    return function


def _is_private(code: CodeType) -> bool:
    if not (is_asyncio(code.co_filename) or code.co_filename.startswith("uvloop/")):
        return False
    name = code.co_qualname.rpartition(".")[2]
    return name.startswith(("_", "shutdown_")) or "<locals>" in code.co_qualname


def _call_of_another(coro: Any) -> str:
    """Generators, and what C makes: asyncio takes everything that can be sent to."""
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if code is not None:
        return texts.call(code, None)
    closing = getattr(hidden(coro), "ag_code", None)  # asyncio makes a task of it for a generator left half-way
    return texts.cut(f"{texts.function(closing)}.aclose()" if closing else type(coro).__qualname__, texts.CALL)
