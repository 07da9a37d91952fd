"""Coroutine objects that nobody ever awaits: Python says so when they are thrown away, and knows where they were made.

Python calls `warnings._warn_unawaited_coroutine`; what we put in its place tells, and then lets Python's own function
speak, with none of our stack frames around it: the warning names the same line and reads the same as without us.
"""

from __future__ import annotations

import gc
import inspect
import sys
import threading
import warnings
from collections.abc import Callable
from types import CoroutineType, FunctionType
from typing import Any

from loopway.record.replaced import Replaced
from loopway.record.texts import clean
from loopway.record.watch import Watch

DEPTH = 1
"""Stack frames that Python keeps of each call that makes a coroutine. One costs 0.1 µs a coroutine, three 1 µs."""


class Coroutines:
    """Tells of each coroutine that was never awaited, where it was made and what Python says."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def never_awaited(self, coro: Any) -> None:
        """A coroutine is being thrown away, and nothing of it has run."""
        warning = clean(f"coroutine '{coro.__qualname__}' was never awaited")
        self._tell("CoroutineNeverAwaited", coro, warning=warning)

    def made(self, coro: Any) -> None:
        """A coroutine was found, and nothing of it has run yet."""
        self._tell("CoroutineMade", coro)

    def _tell(self, kind: str, coro: Any, **fields: Any) -> None:
        if self._watch.journal.is_on():
            call, where = self._watch.lives.call(coro), self._origin(coro)
            self._watch.journal.tell(kind, coro=call, where=where, **fields)

    def _origin(self, coro: Any) -> str | None:
        """Give the place in the user's code where a coroutine was made; None if it was somewhere else."""
        for filename, line, _ in coro.cr_origin or ():
            file = self._watch.places.relative(filename)
            if file is not None:
                return f"{file}:{line}"
        return None

    def end(self) -> None:
        """Tell of those that the script still holds at its end, and no task has: nobody is left to await them."""
        of_tasks = {id(coro) for coro in self._watch.lives.coroutines()}
        for thing in gc.get_objects():
            if (
                isinstance(thing, CoroutineType)
                and thing.cr_origin
                and is_unstarted(thing)
                and id(thing) not in of_tasks
            ):
                self.never_awaited(thing)


class Depth:
    """How many stack frames Python keeps for us, and how many the script believes it keeps."""

    def __init__(self) -> None:
        self._get, self._set = sys.get_coroutine_origin_tracking_depth, sys.set_coroutine_origin_tracking_depth
        self._thread = threading.get_ident()
        self.users = self._get()

    def get(self) -> int:
        """Check status of origin tracking for coroutine objects in this thread."""
        return self.users if threading.get_ident() == self._thread else self._get()

    def set(self, depth: int) -> None:
        """Enable or disable origin tracking for coroutine objects in this thread."""
        ours = threading.get_ident() == self._thread
        self._set(max(DEPTH, depth) if ours and depth == 0 else depth)
        if ours:
            self.users = depth

    def restore(self) -> None:
        """Keep what the script wants, and no more."""
        self._set(self.users)


def follow_coroutines(coroutines: Coroutines, replaced: Replaced) -> Callable[[], None]:
    """Begin to tell of coroutines that are never awaited; what is given back ends it, and tells the last ones."""
    depth = Depth()
    depth.set(depth.users)
    replaced.put(sys, "get_coroutine_origin_tracking_depth", depth.get)
    replaced.put(sys, "set_coroutine_origin_tracking_depth", depth.set)
    name = "_warn_unawaited_coroutine"
    plain = getattr(warnings, name, None)
    if isinstance(plain, FunctionType):
        replaced.put(warnings, name, _telling(plain, coroutines, depth))

    def end() -> None:
        coroutines.end()
        depth.restore()

    return end


def _telling(plain: FunctionType, coroutines: Coroutines, depth: Depth) -> Any:
    """Give what Python may call in the place of `plain`.

    It is a class, so that Python itself calls two functions one after the other: the first one tells and is gone from
    the stack when the second one, Python's own, warns about the line that it finds there.
    """
    short = _without_origin(plain)

    class Telling:
        __init__ = _Speaker()

        def __new__(cls, coro: Any) -> Any:
            coroutines.never_awaited(coro)
            told = super().__new__(cls)
            told.speaker = plain if depth.users or len(coro.cr_origin or ()) > DEPTH else short
            return told

        speaker: Callable[[Any], None]

    return Telling


class _Speaker:
    """A method that is another one for each object, and is not given the object."""

    def __get__(self, thing: Any, owner: type) -> Any:
        return thing.speaker


def _without_origin(plain: FunctionType) -> FunctionType:
    """Give Python's function as it is, except that it finds no origin: it was kept for us, not for the script.

    `cr_await` is None for every coroutine that has not begun.
    """
    names = tuple("cr_await" if name == "cr_origin" else name for name in plain.__code__.co_names)
    return FunctionType(plain.__code__.replace(co_names=names), plain.__globals__, plain.__name__)


def is_unstarted(coro: Any) -> bool:
    """Tell whether nothing of a coroutine has run yet."""
    return inspect.getcoroutinestate(coro) == inspect.CORO_CREATED
