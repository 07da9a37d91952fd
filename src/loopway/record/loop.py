"""The watched loop: asyncio's own selector loop, seen at its three joints: call_soon, ready queue, selector."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections import deque
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import Any

from loopway.record.by import By
from loopway.record.eager import name_to_be
from loopway.record.effort import real_now
from loopway.record.ends import tell_end
from loopway.record.lives import Birth
from loopway.record.outside import THREADS
from loopway.record.ready import FollowedQueue, ReadyQueue, SoonHandle
from loopway.record.replaced import Replaced
from loopway.record.selector import WatchedSelector
from loopway.record.tasks import task_of_step
from loopway.record.texts import called
from loopway.record.watch import Watch, nothing

_new_handle: Any = object.__new__
_Wakeup: type = type([].append)
_Step: Any = next((kind for kind in object.__subclasses__() if kind.__name__ == "TaskStepMethWrapper"), None)
"""The types of the wake-ups of C's tasks, which are ordinary methods of C, and of their steps."""


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
    _debug: bool
    _closed: bool
    _opened = False
    _goes = False

    def __init__(self, selector: Any = None) -> None:
        super().__init__(selector)
        self._selector = WatchedSelector(self._selector, self, self.watch)
        follows = self.watch.on_run is not nothing
        self._ready = (FollowedQueue if follows else ReadyQueue)(self, self.watch)
        self._turns = self.watch.turns

    def time(self) -> float:
        """Seconds on the recording's clock, with the real work that a step has just done."""
        watch, turns = self.watch, self._turns
        if turns.ready is self._ready and real_now() < turns.effort.alarm:  # nothing long can have happened
            return (watch.clock.now() + (turns.owed if turns.is_over else 0)) / 1e9
        if not watch.films(self):
            return watch.clock.beside() / 1e9
        if turns.is_over:
            watch.leave()
        if watch.lives.runs.current() is not None:
            watch.lives.settle()
        return watch.clock.now() / 1e9

    def _set_coroutine_origin_tracking(self, enabled: bool) -> None:
        """Asyncio calls this when a loop begins to run and when it stops: no other way in leaves tracebacks alone."""
        watch = self.watch
        if self._thread_id is None:  # until its selector is asked
            self._ready.filmed = False
            self._turns.stop()
        super()._set_coroutine_origin_tracking(enabled)  # type: ignore[misc]
        if watch.films(self):
            watch.leave()
            self._open()
            watch.lives.cancels.look()
            if not self.is_running():  # else it is the debug mode that changes
                self._goes = not self._goes
                watch.on_loop(self._goes)
        elif watch.journal.is_on() and not watch.lives.runs.on_main():
            watch.journal.note(f"A loop in the thread {threading.current_thread().name} was not recorded.")
            watch.journal.doubt(THREADS)

    def close(self) -> None:
        """Close the loop."""
        if self._opened and not self.is_closed() and not self.is_running() and self.watch.films(self):
            self.watch.journal.tell("LoopClosed", loop=self.number)
        super().close()
        self._ready = deque()  # ours knows the loop, and would keep it alive

    def _open(self) -> None:
        if not self._opened:
            self._opened = True
            journal = self.watch.journal
            journal.loops += 1
            journal.tell("LoopOpened", loop=self.watch.loop_number(self), thread=threading.current_thread().name)

    def call_soon(  # type: ignore[override]
        self, callback: Any, *args: Any, context: Any = None
    ) -> asyncio.Handle:
        """As asyncio's; in the usual case, a known task's next step, in one go.

        What a handle is made of is the same from CPython 3.11 to 3.14; asyncio's own way of making one costs more than
        all that we have to tell here.
        """
        turns = self._turns
        if turns.ready is not self._ready or context is None or self._debug:
            return self._call_soon_generally(callback, args, context)
        if type(callback) is _Step:
            watched: Any = turns.run
            if watched is not None and callback.__self__ is watched.living:
                if turns.journal.pending is not None:
                    turns.journal.release()
                turns.journal.pending = turns.yielding
            else:
                watched = turns.begin(callback.__self__, self, sys._getframe(1))
        else:
            watched = turns.schedule(callback, args) if type(callback) is _Wakeup else None
        if watched is None:
            return self._call_soon_generally(callback, args, context)
        handle: Any = _new_handle(SoonHandle)
        handle._context = context
        handle._loop = self
        handle._callback = callback
        handle._args = args
        handle._cancelled = False
        handle._repr = handle._source_traceback = handle.made_by = None
        handle.watched = watched
        self._ready.append(handle)
        return handle  # type: ignore[no-any-return]

    def _call_soon_generally(self, callback: Any, args: Any, context: Any) -> asyncio.Handle:
        if self._turns.ready is self._ready and not self._debug:  # it runs: what asyncio checks is so
            return self._call_soon(callback, args, context)
        handle = super().call_soon(callback, *args, context=context)
        for _ in range(2):
            _forget_frame(handle)
        return handle

    def _call_soon(self, callback: Any, args: Any, context: Any) -> asyncio.Handle:
        watch = self.watch
        by: By = None
        watched = None
        if self._turns.ready is self._ready or watch.films(self):
            began = real_now()
            watch.lines_off()
            if self._turns.is_over:
                watch.leave()
            task = task_of_step(callback)
            if task is None:
                watch.lives.end_if_done()
            else:
                watched = watch.lives.scheduled(task, args, self.number or watch.loop_number(self))
            by = watch.lives.runs.by()
            watch.lines_on()
            if by != "thread":
                watch.lives.effort.excuse(began)
        handle = SoonHandle(callback, args, self, context)
        handle.made_by, handle.watched = by, watched
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
            frame = sys._getframe(1)
            name = options.get("name") or name_to_be(frame)
            birth = Birth(watch.loop_number(self), watch.places.caller(frame), watch.lives.call(coro), name)
            watch.turns.stop()
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
            if self.watch.films(self):
                tell_end(self.watch, context)
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
        for name in [name for name, value in vars(module).items() if value is plain]:
            replaced.put(module, name, watched)
    for name in ("_UnixDefaultEventLoopPolicy", "_DefaultEventLoopPolicy"):
        policy = getattr(asyncio.unix_events, name, None)
        if policy is not None and vars(policy).get("_loop_factory") is plain:
            replaced.put(policy, "_loop_factory", watched)
