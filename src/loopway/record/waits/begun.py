"""A coroutine that has begun to run, with the arguments that it was called with, if nothing can have changed them."""

from __future__ import annotations

import dis
from functools import cache
from types import CodeType, CoroutineType
from typing import Any

from loopway.record import texts
from loopway.record.waits.awaiting import local_values

_PLAIN = (int, float, complex, str, bytes, bool, type(None))
"""Types whose values stay as they are."""
_BINDS = ("STORE_", "DELETE_", "LOAD_FAST_AND_CLEAR")
"""How the names of instructions begin that change what a name stands for."""
_COLLECTS = 4 | 8
"""Flags of a function that takes any number of arguments."""


def begun(coro: CoroutineType[Any, Any, Any]) -> str:
    """Give `fetch(1)`; `fetch(…)` if its arguments may no longer be what they were.

    They are what they were if the function never binds their names anew, and if they are plain values.
    """
    code, frame = coro.cr_code, coro.cr_frame
    name = texts.function(code)
    names = code.co_varnames[texts.hidden_arguments(code) : code.co_argcount + code.co_kwonlyargcount]
    if frame is None or not _keeps_its_arguments(code):
        return texts.cut(f"{name}(…)", texts.CALL)
    if not names:
        return texts.cut(f"{name}()", texts.CALL)
    if any(type(value) not in _PLAIN for value in local_values(frame, *names)):
        return texts.cut(f"{name}(…)", texts.CALL)
    told = texts.call(code, frame)
    local_values(frame)  # what `call` has looked at is not kept
    return told


@cache
def _keeps_its_arguments(code: CodeType) -> bool:
    names = {*code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]}
    if code.co_flags & _COLLECTS or names & {*code.co_cellvars}:
        return False
    return not any(
        names & {*(one.argval if isinstance(one.argval, tuple) else (one.argval,))}
        for one in dis.get_instructions(code)
        if one.opname.startswith(_BINDS) and isinstance(one.argval, str | tuple)
    )
