"""The watched loop of uvloop: every callback that goes through Python is wrapped, for libuv has no joints to look at.

Less is seen than of asyncio's own loop: not when it is idle, and not what libuv calls by itself; and it knows only
real time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from loopway.record.by import By
from loopway.record.lives import Birth
from loopway.record.replaced import Replaced
from loopway.record.runs import Run
from loopway.record.tasks import task_of_step
from loopway.record.watch import Watch

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop as Base
else:
    Base = object

NOTE = "uvloop does not say when it is idle, nor what it calls by itself; and its tracebacks show loopway's own lines."
"""What is missing of a recording under uvloop, and what is too much."""


class Called:
    """One callback on its way through libuv."""

    __slots__ = ("_by", "_callback", "_loop")

    def __init__(self, loop: WatchedUvloop, callback: Callable[..., Any], by: By) -> None:
        self._loop = loop
        self._callback = callback
        self._by = by

    def __call__(self, *args: Any) -> None:
        """Run it, as the loop would have."""
        watch = self._loop.watch
        if not watch.films(self._loop):
            self._callback(*args)
            return
        watch.enter(self._loop, self._callback, args, self._by)
        try:
            self._callback(*args)
        finally:
            watch.leave()
            del self, args  # a traceback that stays would keep them, and so the task, alive

    def __getattr__(self, name: str) -> Any:
        return getattr(self._callback, name)  # its name stands in uvloop's messages

    def __repr__(self) -> str:
        return repr(self._callback)


class WatchedUvloop(Base):
    """Tells the watch of everything that is put into the loop from Python."""

    watch: Watch
    number = 0
    _thread_id: int | None = None
    _opened = False

    def run_forever(self) -> None:
        """As uvloop's."""
        watch = self.watch
        if watch.films(self):
            watch.journal.note(NOTE)
            if not self._opened:
                self._opened = True
                watch.journal.loops += 1
                thread = threading.current_thread().name
                watch.journal.tell("LoopOpened", loop=watch.loop_number(self), thread=thread)
            watch.on_loop(True)
        elif watch.journal.is_on():
            watch.journal.note(f"A loop in the thread {threading.current_thread().name} was not recorded.")
        self._thread_id = threading.get_ident()
        try:
            super().run_forever()
        finally:
            self._thread_id = None
            if watch.films(self):
                watch.on_loop(False)

    def close(self) -> None:
        """As uvloop's."""
        if self._opened and not self.is_closed() and not self.is_running() and self.watch.films(self):
            self.watch.journal.tell("LoopClosed", loop=self.number)
        super().close()

    def call_soon(  # type: ignore[override]  # uvloop takes any callback, and says what is wrong with it
        self, callback: Any, *args: Any, context: Any = None
    ) -> Any:
        """As uvloop's. C's tasks and futures call this one too."""
        return _forget_frame(super().call_soon(self._called(callback, args), *args, context=context))

    def call_soon_threadsafe(  # type: ignore[override]  # uvloop takes any callback, and says what is wrong with it
        self, callback: Any, *args: Any, context: Any = None
    ) -> Any:
        """As uvloop's."""
        return _forget_frame(super().call_soon_threadsafe(self._called(callback, args), *args, context=context))

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Any, *args: Any, context: Any = None
    ) -> Any:
        """As uvloop's; `call_at` calls this one."""
        called = Called(self, callback, "timer") if callable(callback) else callback
        return _forget_frame(super().call_later(delay, called, *args, context=context))

    def create_task(self, coro: Any, **options: Any) -> Any:
        """As uvloop's; an eager task may run its first step in here."""
        watch = self.watch
        create = partial(super().create_task, coro, **options)
        if (
            not (self.get_task_factory() or options.get("eager_start"))
            or not self.is_running()
            or not watch.films(self)
        ):
            return _forget_frame(create())
        birth = Birth(watch.loop_number(self), None, watch.lives.call(coro), options.get("name"))
        return watch.eager.create(create, self, birth)

    def _called(self, callback: Any, args: tuple[Any, ...]) -> Any:
        watch = self.watch
        if not callable(callback):
            return callback  # uvloop says what is wrong with it
        if not watch.films(self):
            return Called(self, callback, None)
        runs = watch.lives.runs
        libuv = runs.push(Run("descriptor")) if self._thread_id and runs.on_main() and runs.current() is None else None
        task = task_of_step(callback)
        if task is not None:
            watch.lives.scheduled(task, args, watch.loop_number(self))
        else:
            watch.lives.end_if_done()
        called = Called(self, callback, runs.by())
        if libuv is not None:
            runs.pop(libuv)
        return called


def _forget_frame(made: Any) -> Any:
    """In debug mode handles and tasks remember where they were made; our own stack frame is none of the user's."""
    if getattr(made, "_source_traceback", None):
        del made._source_traceback[-1]
    return made


def install_uvloop(watch: Watch, replaced: Replaced) -> None:
    """Make uvloop, if it is there, build watched loops, which call themselves what its own do."""
    try:
        uvloop = import_module("uvloop")
    except ImportError:  # the script will say so
        return
    plain = uvloop.Loop
    names = {"__module__": plain.__module__, "__qualname__": plain.__qualname__, "__doc__": plain.__doc__}
    replaced.put(uvloop, "Loop", type(plain.__name__, (WatchedUvloop, plain), {"watch": watch, **names}))
