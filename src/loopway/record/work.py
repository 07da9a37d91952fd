"""Functions that run in the threads of an executor, or in the processes of a pool: when they really begin and end.

An executor writes the state of such work into its `concurrent.futures.Future`, in the thread that does it; those writes
are looked at. So the function is called as without us, and nothing of ours is in its tracebacks.
"""

from __future__ import annotations

import threading
import weakref
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context
from functools import partial
from types import FrameType
from typing import Any, NamedTuple

from loopway.record.outside import REAL_TIME
from loopway.record.replaced import Replaced
from loopway.record.resources.attributes import Written
from loopway.record.texts import called
from loopway.record.watch import Watch

_RUNNING = "RUNNING"
_FINISHED = "FINISHED"
_SUBMIT = "submit"
"""The method of executors that makes the future of a piece of work."""


class _Piece(NamedTuple):
    """A piece of work that was handed over and has not ended."""

    work: str
    task: int | None
    pool: str | None
    """The name of a pool of processes; None if a thread of ours does it."""
    thread: str | None
    """Who does it, once somebody does."""
    ref: weakref.ref[Any]


class Works:
    """Tells of each piece of work when it begins and when it ends, in whatever thread that is."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._pieces: dict[int, _Piece] = {}

    def look(self, future: Any, frame: FrameType) -> None:
        """The state of a future has been written by the function `frame`."""
        piece = self._pieces.get(id(future))
        state = future.__dict__["_state"]
        if piece is None:
            if frame.f_back is not None and frame.f_back.f_code.co_name == _SUBMIT:
                self._remember(future, frame.f_back)
        elif state == _RUNNING:
            thread = piece.pool or _thread_name()
            self._pieces[id(future)] = piece._replace(thread=thread)
            self._watch.journal.doubt(REAL_TIME)
            self._watch.journal.tell("WorkStarted", thread=thread, work=piece.work, task=piece.task)
        elif state == _FINISHED and piece.thread is not None:
            del self._pieces[id(future)]
            self._watch.journal.tell("WorkFinished", thread=piece.thread, work=piece.work, task=piece.task)

    def _remember(self, future: Any, submit: FrameType) -> None:
        executor, function = (submit.f_locals.get(name) for name in ("self", "fn"))
        if function is None or not self._watch.journal.is_on():
            return
        key, pieces = id(future), self._pieces

        def forget(_: object) -> None:
            pieces.pop(key, None)

        pool = None if isinstance(executor, ThreadPoolExecutor) else type(executor).__name__
        task = self._watch.lives.runs.task()
        pieces[key] = _Piece(called(_inside(function)), task, pool, None, weakref.ref(future, forget))


def watch_work(watch: Watch, replaced: Replaced) -> None:
    """Tell of the work of executors from now on."""
    replaced.put(Future, "_state", Written("_state", Works(watch).look))


def _inside(function: Any) -> Any:
    """Give what the user handed to `asyncio.to_thread`, which wraps it to carry the context over."""
    if isinstance(function, partial) and isinstance(getattr(function.func, "__self__", None), Context):
        return function.args[0]
    return function


def _thread_name() -> str:
    """Give this thread's name, without making one for a thread that `threading` does not know."""
    thread = threading._active.get(threading.get_ident())  # type: ignore[attr-defined]
    return "a thread" if thread is None else str(thread.name)
