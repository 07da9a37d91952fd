"""What is known of a function by its code, found out once: at every wait all of a task's functions are looked at."""

# ruff: noqa: PTH120  # os.path, not pathlib: this half starts before every script
from __future__ import annotations

import asyncio
import dis
import os
import weakref
from types import CodeType

from loopway.record.texts import function

_ASYNCIO = os.path.dirname(asyncio.__file__) + os.sep
_ENTERS = ("BEFORE_ASYNC_WITH", "LOAD_SPECIAL")
"""What `async with` is compiled to, up to CPython 3.13 and from 3.14 on (which has it for `with`, too)."""
_TIMED = ("_wait", "wait_for")
"""asyncio's functions that keep a timer of their own (`wait_for` up to CPython 3.11)."""


def is_asyncio(filename: str) -> bool:
    """Tell whether a file is one of asyncio's own."""
    return filename.startswith(_ASYNCIO)


class Known:
    """One function."""

    __slots__ = ("enters", "name", "owner", "ref", "timed")

    def __init__(self, code: CodeType, ref: weakref.ref[CodeType]) -> None:
        own = is_asyncio(code.co_filename)
        self.name = function(code) if own else ""
        """`Queue.get`; empty for one that is not asyncio's."""
        self.owner = self.name.rpartition(".")[0]
        """`Queue`; empty for a plain function."""
        self.timed = own and code.co_name in _TIMED
        self.enters = any(instruction.opname in _ENTERS for instruction in dis.get_instructions(code))
        """It has an `async with`: only so can it hold a timeout."""
        self.ref = ref
        """Tells when the code is gone, and its address may be another's."""


_known: dict[int, Known] = {}
"""By `id(code)`, for hashing code is slow."""


def known(code: CodeType) -> Known:
    """Look a function up by its code."""
    key = id(code)
    found = _known.get(key)
    if found is None:
        found = _known[key] = Known(code, weakref.ref(code, lambda _: _known.pop(key, None)))
    return found
