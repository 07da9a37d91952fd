"""The watched loop: asyncio's own selector loop, seen at its three joints: call_soon, ready queue, selector."""

from __future__ import annotations

import asyncio
import sys
import threading
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import Any

from loopway.record.by import By
from loopway.record.effort import real_now
from loopway.record.lives import Birth
from loopway.record.ready import ReadyQueue, SoonHandle
from loopway.record.replaced import Replaced
from loopway.record.selector import WatchedSelector
from loopway.record.tasks import task_of_step
from loopway.record.texts import called
from loopway.record.watch import Watch


class WatchedLoop(asyncio.SelectorEventLoop):
    """Tells the watch of everything that is put into the ready queue, and of idle time.

    `_call_soon` is the one place through which `call_soon`, `call_soon_threadsafe` (before 3.14) and C's tasks and
    futures all go.
    """

    watch: Watch
    number = 0
    _thread_id: int | None
    _ready: Any
    _selector: Any
    _default_executor: Any
    _task_factory: Any
    _opened = False

    def __init__(self, selector: Any = None) -> None:
        super().__init__(selector)
        self._selector = WatchedSelector(self._selector, self, self.watch)
        self._ready = ReadyQueue(self, self.watch)

    def time(self) -> float:
        """Seconds on the recording's clock, with the real work that a step has just done."""
        watch = self.watch
        if watch.films(self) and watch.lives.runs.current() is not None:
            watch.lives.settle()
        return watch.clock.now() / 1e9

    def _set_coroutine_origin_tracking(self, enabled: bool) -> None:
        """Asyncio calls this when a loop begins to run and when it stops: no other way in leaves tracebacks alone."""
        watch = self.watch
        super()._set_coroutine_origin_tracking(enabled)  # type: ignore[misc]
        if watch.films(self):
            watch.leave()
            self._open()
            watch.lives.cancels.look()
        elif watch.journal.is_on() and not watch.lives.runs.on_main():
            watch.journal.note(f"A loop in the thread {threading.current_thread().name} was not recorded.")

    def close(self) -> None:
        """Close the loop."""
        if self._opened and not self.is_closed() and not self.is_running() and self.watch.films(self):
            self.watch.journal.tell("LoopClosed", loop=self.number)
        super().close()

    def _open(self) -> None:
        if not self._opened:
            self._opened = True
            journal = self.watch.journal
            journal.loops += 1
            journal.tell("LoopOpened", loop=self.watch.loop_number(self), thread=threading.current_thread().name)

    def _call_soon(self, callback: Any, args: Any, context: Any) -> asyncio.Handle:
        watch = self.watch
        by: By = None
        if watch.films(self):
            began = real_now()
            watch.lines_off()
            task = task_of_step(callback)
            if task is not None:
                watch.lives.scheduled(task, args, watch.loop_number(self))
            else:
                watch.lives.end_if_done()
            by = watch.lives.runs.by()
            watch.lines_on()
            if by != "thread":
                watch.lives.effort.excuse(began)
        handle = SoonHandle(callback, args, self, context)
        handle.made_by = by
        _forget_frame(handle)
        self._ready.append(handle)
        return handle

    def create_task(self, coro: Any, **options: Any) -> Any:
        """As asyncio's; with a task factory, and on request from 3.14 on, the task may run its first step in here."""
        watch = self.watch
        create = partial(super().create_task, coro, **options)
        if not (self._task_factory or options.get("eager_start")) or not self.is_running() or not watch.films(self):
            task = create()
        else:
            where = watch.places.caller(sys._getframe(1))
            birth = Birth(watch.loop_number(self), where, watch.lives.call(coro), options.get("name"))
            task = watch.eager.create(create, self, birth)
        if self._task_factory is None:
            _forget_frame(task)
        return task

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Any, *args: Any
    ) -> Any:
        """As asyncio's; the work is counted until it has really ended."""
        future = super().run_in_executor(self.watch.outside.count(self._executor(executor)), func, *args)
        self.watch.lives.works[future] = called(func)
        return future

    def _executor(self, executor: Executor | None) -> Executor:
        if executor is not None:
            return executor
        self._check_default_executor()  # type: ignore[attr-defined]
        if self._default_executor is None:
            self._default_executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
        default: Executor = self._default_executor
        return default

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """As asyncio's; silent once the recording was cut, when all that breaks is our doing."""
        if not self.watch.journal.was_cut:
            super().call_exception_handler(context)


def _forget_frame(made: Any) -> None:
    """In debug mode handles and tasks remember where they were made; our own stack frame is none of the user's."""
    if made._source_traceback:
        del made._source_traceback[-1]


def install_loop(watch: Watch, replaced: Replaced) -> None:
    """Make asyncio build watched loops, which call themselves what the plain ones do."""
    plain = asyncio.SelectorEventLoop
    names = {"__module__": plain.__module__, "__qualname__": plain.__qualname__, "__doc__": plain.__doc__}
    watched = type(plain.__name__, (WatchedLoop,), {"watch": watch, **names})
    for module in (asyncio, asyncio.unix_events):
        for name in ("SelectorEventLoop", "EventLoop"):
            if getattr(module, name, None) is plain:
                replaced.put(module, name, watched)
    for name in ("_UnixDefaultEventLoopPolicy", "_DefaultEventLoopPolicy"):
        policy = getattr(asyncio.unix_events, name, None)
        if policy is not None and vars(policy).get("_loop_factory") is plain:
            replaced.put(policy, "_loop_factory", watched)
