"""Coroutine objects that outlive the statement that makes them: plans, of which nothing has run.

Python calls nobody when it makes one. So after a line that calls a coroutine function of the script's or of asyncio's
by its name, and keeps what it gets, the youngest objects of the process are looked through. (Looking at the variables
instead would keep their values alive for a line too long before 3.13.) A coroutine that is awaited, or becomes a task,
in the statement that makes it is no plan to anybody, and is not told.
"""

from __future__ import annotations

import asyncio
import dis
import gc
import inspect
import weakref
from collections.abc import Callable, Iterator
from itertools import pairwise
from types import CodeType, CoroutineType, FrameType
from typing import Any

from loopway.record.coroutines import Coroutines, is_unstarted
from loopway.record.sources import long_statements

MOST = 5000
"""Young objects. With more, somebody has turned the garbage collector off, and a look would take too long."""

_NOT_KEPT = ("GET_AWAITABLE", "POP_TOP")
_Called = dict[int, frozenset[str]]


class Blueprints:
    """Finds each such object once, when the next line of the same function is reached."""

    def __init__(self, coroutines: Coroutines, task_coroutines: Callable[[], Iterator[Any]]) -> None:
        self._coroutines = coroutines
        self._task_coroutines = task_coroutines
        self._names = {name for name in asyncio.__all__ if inspect.iscoroutinefunction(getattr(asyncio, name))}
        """Of coroutine functions."""
        self._codes: dict[int, tuple[CodeType, _Called]] = {}
        self._about_to: dict[int, tuple[range, int]] = {}
        """The functions in such a statement, its lines, and how often young objects had grown older before it."""
        self._known: weakref.WeakSet[Any] = weakref.WeakSet()

    def look(self, frame: FrameType) -> None:
        """A line of this stack frame is about to run: look for what the one before it has kept."""
        line, code = frame.f_lineno, frame.f_code
        if id(frame) in self._about_to:
            statement, age = self._about_to[id(frame)]
            if line in statement:
                return
            del self._about_to[id(frame)]
            self._find(age)
        found = self._codes.get(id(code))
        called = self._read(code) if found is None else found[1]
        names = called.get(line)
        if names is not None and not self._names.isdisjoint(names):
            statement = long_statements(code.co_filename).get(line, range(0))
            self._about_to[id(frame)] = statement, gc.get_count()[1]

    def _read(self, code: CodeType) -> _Called:
        called = kept_calls(code)
        self._names.update(coroutine_functions(code))
        self._codes[id(code)] = code, called  # the code too: its id must not be used again
        return called

    def _find(self, age: int) -> None:
        counts = gc.get_count()
        if counts[0] > MOST:
            return
        found = [thing for thing in gc.get_objects(0) if type(thing) is CoroutineType]
        if counts[1] != age:
            found = [thing for thing in gc.get_objects(1) if type(thing) is CoroutineType] + found
        new = [coro for coro in found if coro.cr_origin and is_unstarted(coro) and coro not in self._known]
        if new:
            self._known.update(coro for coro in self._task_coroutines() if type(coro) is CoroutineType)
        for coro in new:
            if coro not in self._known:
                self._known.add(coro)
                self._coroutines.made(coro)


def kept_calls(code: CodeType) -> dict[int, frozenset[str]]:
    """Give the lines of a function on which a call's result is neither awaited nor dropped at once, and their names.

    >>> kept_calls(compile("a = f()\\nf()\\nb = [f(c)]", "", "exec"))
    {1: frozenset({'a', 'f'}), 3: frozenset({'b', 'f', 'c'})}
    """
    names: dict[int, set[str]] = {}
    kept = set()
    for instruction, then in pairwise(dis.get_instructions(code)):
        line = instruction.positions.lineno if instruction.positions is not None else None
        if line is None:
            continue
        if isinstance(instruction.argval, str):
            names.setdefault(line, set()).add(instruction.argval)
        if instruction.opname.startswith("CALL") and then.opname not in _NOT_KEPT:
            kept.add(line)
    return {line: frozenset(found) for line, found in names.items() if line in kept}


def coroutine_functions(code: CodeType) -> Iterator[str]:
    """Give the names of the coroutine functions that are defined inside a module or a function."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_flags & inspect.CO_COROUTINE:
                yield constant.co_name
            yield from coroutine_functions(constant)
