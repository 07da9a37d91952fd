"""The lives of the tasks: created, made ready, stepped, suspended, done; told in the order in which CPython does it."""

from __future__ import annotations

import asyncio
import inspect
import sys
from types import FrameType
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from loopway.record import texts
from loopway.record.by import By
from loopway.record.cancels import Cancels
from loopway.record.chain import await_chain, hidden
from loopway.record.clock import STEP, Clock
from loopway.record.effort import Effort
from loopway.record.journal import Journal
from loopway.record.names import ResourceNames
from loopway.record.places import Places
from loopway.record.runs import Run, Runs
from loopway.record.tasks import Tasks, WatchedTask
from loopway.record.waits import Awaiting, WaitFields, wait_of
from loopway.record.waits.codes import is_asyncio

FARTHEST = 1e10
"""Seconds. A later deadline never comes, as far as a trace is concerned."""


class Birth(NamedTuple):
    """What is known of a task before it exists: its loop, the place that creates it, its coroutine, maybe its name."""

    loop: int
    where: str | None
    coro: str
    name: str | None = None


class Lives:
    """Tells every change in a task's life. `limit` is the number of steps after which the recording stops."""

    def __init__(self, journal: Journal, clock: Clock, places: Places, limit: int) -> None:
        self.tasks = Tasks()
        self.runs = Runs()
        self.names = ResourceNames()
        self.works: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
        """The names of the functions that executors run, by asyncio's futures for them."""
        self.effort = Effort()
        self.cancels = Cancels(journal, self.tasks, self.runs)
        self._journal = journal
        self._clock = clock
        self._places = places
        self._limit = limit
        self._steps = 0

    # -- a task comes to be, and becomes ready

    def created(self, task: Any, birth: Birth) -> WatchedTask:
        """A task was seen for the first time that is not scheduled: an eager one."""
        watched = self.tasks.add(task, birth.loop)
        name = _name(task) if birth.name is None else texts.clean(str(birth.name))
        self._journal.tell("TaskCreated", **self._creation(task, watched, birth), name=name)
        return watched

    def scheduled(self, task: Any, args: tuple[Any, ...], loop: int) -> None:
        """A task's next step was put at the end of the ready queue.

        A task is seen here for the first time: `asyncio.Task(coro)` never calls `create_task`.
        """
        self.end_if_done()
        watched = self.tasks.find(task)
        if watched is None:
            self._scheduled_new(task, loop)
        elif not watched.done:
            future = args[0] if args else None
            if future is not None and (future.cancelled() or watched.cancels != task.cancelling()):
                self.cancels.look(watched)
            cause, by = self._cause(watched, future)
            self._journal.tell("TaskScheduled", task=watched.number, cause=cause, by=by)

    def _scheduled_new(self, task: Any, loop: int) -> None:
        watched = self.tasks.add(task, loop)
        birth = Birth(loop, self._places.caller(sys._getframe(1)), self.call(task.get_coro()))
        created = self._creation(task, watched, birth)
        first_name = _name(task)

        def name() -> str:
            living = watched.ref()
            return first_name if living is None else _name(living)

        if self._journal.is_on():
            scheduled = {"task": watched.number, "cause": "created", "by": self.runs.by()}
            self._journal.hold(name, ("TaskCreated", created), ("TaskScheduled", scheduled))

    def _creation(self, task: Any, watched: WatchedTask, birth: Birth) -> dict[str, Any]:
        watched.coro = birth.coro
        return {
            "task": watched.number,
            "loop": watched.loop,
            "coro": birth.coro,
            "parent": self.runs.task(),
            "where": birth.where,
            "internal": _is_internal(task),
        }

    def _cause(self, watched: WatchedTask, future: Any) -> tuple[str, By]:
        if future is None:
            return "yielded", self.runs.by()
        if watched.asked and _brings_cancellation(future):
            return "cancelled", watched.asked_by
        return "woken", self.runs.by()

    # -- a step

    def begin(self, watched: WatchedTask, future: Any = None, *, eager: bool = False) -> Run:
        """A step begins, with what the task was waiting for. Raises Stopped if it is one too many."""
        self._steps += 1
        if self._steps > self._limit:
            self._journal.cut(f"The recording stopped after {self._limit:,} steps.")
        run = Run(watched.number, watched)
        cancelled = not eager and self._delivers(watched, run.living, future)
        self._journal.tell("StepStarted", task=watched.number, eager=eager, cancelled=cancelled)
        watched.asked = False
        self.cancels.step()
        self.effort.begin()
        return self.runs.push(run)

    def _delivers(self, watched: WatchedTask, task: Any, future: Any) -> bool:
        """Tell whether CancelledError is raised in this step because somebody has asked for it."""
        if self.cancels.are_many():
            self.cancels.look(watched)
        delivers = task._must_cancel or (watched.asked and future is not None and _brings_cancellation(future))
        watched.delivered |= delivers
        return bool(delivers)

    def end(self, run: Run) -> None:
        """A step, or a callback, has ended."""
        if not run.ended:
            self._finish(run)
        self.runs.pop(run)
        self.effort.end()

    def end_if_done(self) -> None:
        """Tell that a task is done before what this sets going: CPython schedules that inside the task's last step."""
        run = self.runs.current()
        if run is not None and run.task is not None and not run.ended and run.living.done():
            self._finish(run)

    def _finish(self, run: Run) -> None:
        self.settle()
        self.cancels.look()
        run.ended = True
        if run.task is None:
            return
        self._clock.advance(STEP)
        task = run.living
        if task.done():
            run.task.done = True
            outcome, result = self._outcome(task)
            swallowed = run.task.delivered and outcome != "cancelled" and task.cancelling() > run.task.kept
            self._journal.tell("TaskDone", task=run.task.number, outcome=outcome, result=result, swallowed=swallowed)
        else:
            frames = await_chain(task.get_coro())
            wait, stack = self._wait(task, frames), self._stack(frames)
            self._journal.tell("TaskSuspended", task=run.task.number, wait=wait, stack=stack)

    def settle(self, where: str | None = None) -> None:
        """Let real work count that has gone on for long, and tell of it."""
        nanoseconds, computed = self.effort.take()
        if nanoseconds:
            began = self._clock.since_start() - (0 if self._clock.virtual else nanoseconds)
            call = "busy" if computed else "a blocking call"
            fields = {"call": call, "seconds": nanoseconds / 1e9, "task": self.runs.task(), "where": where}
            self._journal.tell("CallBlocked", began, **fields)
            self._clock.advance(nanoseconds)
            self._journal.doubt("A step of 10 ms or more counts with the real time that it took.")

    # -- what is said of a task

    def number(self, task: object) -> int | None:
        """Give a task's number, if it is a watched one."""
        watched = self.tasks.find(task)
        return None if watched is None else watched.number

    def coroutine(self, task: Any) -> str:
        """Give a task's coroutine as it was called: `fetch(1)`."""
        watched = self.tasks.find(task)
        return self.call(task.get_coro()) if watched is None else watched.coro

    def call(self, coro: Any) -> str:
        """Give a coroutine as it was called; without its arguments once it has begun."""
        return str(self._quietly(_call, coro))

    def work(self, future: object) -> str | None:
        """Give the name of the function that an executor runs for this future; None for any other future."""
        return self.works.get(future)

    def deadline(self, when: float) -> float | None:
        """Give an instant of the loop's clock in trace seconds; None if it is too far away to come."""
        seconds = round(when - self._clock.start / 1e9, 9)
        return seconds if abs(seconds) < FARTHEST else None

    def _outcome(self, task: Any) -> tuple[str, str]:
        if task.cancelled():
            return "cancelled", ""
        exc = task._exception  # not task.exception(), which would count as retrieving it
        if exc is not None:
            return "raised", str(self._quietly(texts.shown, exc))
        return "returned", "" if task._result is None else str(self._quietly(texts.shown, task._result))

    def _wait(self, task: Any, frames: list[FrameType]) -> WaitFields:
        wait: WaitFields = self._quietly(wait_of, Awaiting(task._fut_waiter, task.get_coro(), frames, self))
        return wait

    def _stack(self, frames: list[FrameType]) -> tuple[dict[str, str], ...]:
        places = [(self._places.where(frame), frame.f_code.co_qualname) for frame in frames]
        return tuple({"where": where, "function": name} for where, name in places if where is not None)

    def _quietly(self, describe: Any, thing: Any) -> Any:
        self._journal.quiet = True
        try:
            return describe(thing)
        finally:
            self._journal.quiet = False


def _name(task: Any) -> str:
    return texts.clean(str(task.get_name()))


def _call(coro: Any) -> str:
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if code is None:
        closing = getattr(hidden(coro), "ag_code", None)  # asyncio makes a task of it for a generator left half-way
        return texts.cut(f"{texts.function(closing)}.aclose()" if closing else type(coro).__qualname__, texts.CALL)
    unstarted = inspect.getcoroutinestate(coro) == inspect.CORO_CREATED if hasattr(coro, "cr_code") else False
    return texts.call(code, coro.cr_frame if unstarted else None)


def _brings_cancellation(future: Any) -> bool:
    """Tell whether a future ends in a cancellation; a cancelled gather only carries one as its error."""
    return bool(future.cancelled() or isinstance(getattr(future, "_exception", None), asyncio.CancelledError))


def _is_internal(task: Any) -> bool:
    """Tell whether asyncio started this task for itself: its coroutine is a private one of asyncio's."""
    code = getattr(task.get_coro(), "cr_code", None)
    if code is None or not is_asyncio(code.co_filename):
        return False
    name = code.co_qualname.rpartition(".")[2]
    return name.startswith(("_", "shutdown_")) or "<locals>" in code.co_qualname
