"""The lives of the tasks: created, made ready, stepped, suspended, done; told in the order in which CPython does it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from itertools import repeat
from types import FrameType
from typing import Any, NamedTuple

from loopway.record import texts
from loopway.record.births import is_internal, only_acquires
from loopway.record.by import By
from loopway.record.cancels import Cancels
from loopway.record.chain import await_chain
from loopway.record.clock import STEP, Clock
from loopway.record.effort import Effort
from loopway.record.frequent import Frequent
from loopway.record.journal import Journal
from loopway.record.known import Known
from loopway.record.places import Places
from loopway.record.runs import Run, Runs
from loopway.record.stands import Reason, Stands
from loopway.record.tasks import WatchedTask, coroutine_of
from loopway.record.variables import Variables
from loopway.record.waits import Awaiting, WaitFields, wait_of


class Birth(NamedTuple):
    """What is known of a task before it exists: its loop, the place that creates it, its coroutine, maybe its name."""

    loop: int
    where: str | None
    coro: str
    name: str | None = None


class Lives(Known):
    """Tells every change in a task's life. `limit` is the number of steps after which the recording stops."""

    def __init__(self, journal: Journal, clock: Clock, places: Places, limit: int) -> None:
        super().__init__(journal, clock)
        self.runs = Runs()
        self.effort = Effort()
        self.cancels = Cancels(journal, self.tasks, self.runs)
        self.tell = Frequent(journal, clock)
        self.long_line: Callable[[bool], str | None] = lambda computed: None
        """Gives the line that goes on, if it is known to have lasted for long; it has computed, or waited."""
        self.variables: Variables | None = None
        """Reads the local variables of a task that waits, if anybody wants to know them."""
        self._places = places
        self._limit = limit
        self.steps = repeat(None, limit)
        """One for each step that may still be recorded."""
        self.unexplained: tuple[Reason, Reason] | None = None
        """Every wait's reason and every turn's, if nobody wants to know more."""
        self._newest: WatchedTask | None = None
        self._newest_name = ""
        self.stands = Stands()

    # -- a task comes to be, and becomes ready

    def created(self, task: Any, birth: Birth) -> WatchedTask:
        """A task was seen for the first time that is not scheduled: an eager one."""
        watched = self.tasks.add(task, birth.loop)
        name = _name(task) if birth.name is None else texts.clean(str(birth.name))
        self.tell.created(watched.number, self._creation(task, watched, birth, name), self.runs.task())
        return watched

    def scheduled(self, task: Any, args: tuple[Any, ...], loop: int) -> WatchedTask | None:
        """A task's next step was put at the end of the ready queue. Gives what is remembered of the task.

        A task is seen here for the first time: `asyncio.Task(coro)` never calls `create_task`. None if it is being
        thrown away: the garbage collector ends its coroutine and others', and one of them has woken it.
        """
        self.end_if_done()
        watched = self.tasks.find(task)
        if watched is None and args and self.tasks.find_dying(task) is not None:
            return None
        if watched is None:
            return self.newborn(task, loop, sys._getframe(1), self.runs.by(), self.runs.task())
        if not watched.done:
            future = args[0] if args else None
            if future is not None and (future.cancelled() or watched.cancels != task.cancelling()):
                self.cancels.look(watched)
            cause, by = self._cause(watched, future)
            self.tell.scheduled(watched.number, cause, by)
        return watched

    def newborn(self, task: Any, loop: int, frame: FrameType, by: By, parent: int | None) -> WatchedTask:
        """A new task has become ready; somewhere above this stack frame is the one that made it."""
        watched = self.tasks.add(task, loop)
        birth = Birth(loop, self._places.caller(frame), self.call(task.get_coro()))
        self._newest, self._newest_name = watched, _name(task)
        self.tell.born(watched.number, self._creation(task, watched, birth, self._newest_name), parent, by)
        self._journal.pending = self._name_again
        return watched

    def _name_again(self) -> None:
        """On CPython 3.11 `asyncio.create_task` names a task after it has been scheduled."""
        watched = self._newest
        living = None if watched is None else watched.ref()
        if watched is not None and living is not None and (name := _name(living)) != self._newest_name:
            self.tell.named(watched.number, name)

    def _creation(self, task: Any, watched: WatchedTask, birth: Birth, name: str) -> tuple[Any, ...]:
        coro = coroutine_of(task)
        watched.coro = birth.coro
        watched.stand = self.stands.outermost(coro)
        maker = self.runs.task() if only_acquires(coro) else None
        watched.holder = watched.number if maker is None else maker
        return watched.loop, birth.coro, birth.where, is_internal(coro), name

    def _cause(self, watched: WatchedTask, future: Any) -> tuple[str, By]:
        if future is None:
            return "yielded", self.runs.by()
        if watched.asked and _brings_cancellation(future):
            return "cancelled", watched.asked_by
        return "woken", self.runs.by()

    # -- a step

    def begin(self, watched: WatchedTask, future: Any = None, *, eager: bool = False) -> Run:
        """A step begins, with what the task was waiting for. Raises Stopped if it is one too many."""
        if next(self.steps, self) is self:
            self._journal.cut(f"The recording stopped after {self._limit:,} steps.")
        watched.living = watched.ref()
        cancelled = not eager and self._delivers(watched, watched.living, future)
        self.tell.started(watched.number, eager=eager, cancelled=cancelled)
        watched.asked = False
        self.cancels.step()
        self.effort.begin()
        watched.ended = False
        return self.runs.push(watched)

    def _delivers(self, watched: WatchedTask, task: Any, future: Any) -> bool:
        """Tell whether CancelledError is raised in this step because somebody has asked for it."""
        if self.cancels.are_many() if self.cancels.suspects else task._must_cancel:
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
        if run.task is not None:
            run.ended = run.task.done  # the next step begins as if there had been none

    def end_if_done(self) -> None:
        """Tell that a task is done before what this sets going: CPython schedules that inside the task's last step."""
        run = self.runs.current()
        if run is not None and run.task is not None and not run.ended and run.living.done():
            self._finish(run)

    def _finish(self, run: Run) -> None:
        self._journal.release()
        self.settle()
        if self.cancels.suspects:
            self.cancels.look()
        run.ended = True
        watched = run.task
        if watched is None:
            return
        self._clock.advance(STEP)
        task = run.living
        if task.done():
            watched.done = True
            outcome, result = self.outcome(task)
            swallowed = watched.delivered and outcome != "cancelled" and task.cancelling() > watched.kept
            self.tell.done(watched.number, outcome, result, swallowed=swallowed)
        else:
            self._suspend(watched, task)

    def explain_nothing(self) -> None:
        """From now on nobody asks what a task waits for."""
        entry = self.tell.entry(("other", "", (), ()))
        self.unexplained = Reason(0, None, entry), Reason(0, self.stands.yielding, entry)

    def _suspend(self, watched: WatchedTask, task: Any) -> None:
        if self.unexplained is not None:
            self.tell.suspended(watched.number, {}, self.unexplained[0].entry)
            return
        frames = await_chain(task.get_coro())
        awaiting = Awaiting(task._fut_waiter, task.get_coro(), frames, self)
        wait: WaitFields = self.quietly(wait_of, awaiting)
        places = [(self._places.where(frame), frame) for frame in frames]
        users = [(where, frame) for where, frame in places if where is not None]
        stack = tuple([(where, frame.f_code.co_qualname) for where, frame in users])
        entry = self.tell.entry((wait["kind"], wait["label"], wait.get("on", ()), stack))
        if self.variables is None:
            self.tell.suspended(watched.number, wait, entry)
            self.stands.learn(awaiting, entry)
        else:
            variables = self.variables.of(users[-1][1]) if users else ()
            self.tell.suspended(watched.number, wait, entry, self.tell.entry(variables) if variables else 0)

    def settle(self, where: str | None = None) -> None:
        """Let real work count that has gone on for long, and tell of it."""
        nanoseconds, computed = self.effort.take()
        if nanoseconds:
            began = self._clock.since_start() - (0 if self._clock.virtual else nanoseconds)
            where = where or self.long_line(computed)
            call = "busy" if computed else self._places.call(where) or "a blocking call"
            fields = {"call": call, "seconds": nanoseconds / 1e9, "task": self.runs.task(), "where": where}
            self._journal.tell("CallBlocked", began, **fields)
            self._clock.advance(nanoseconds)
            self._journal.doubt("A step of 10 ms or more counts with the real time that it took.")


def _name(task: Any) -> str:
    return texts.clean(str(task.get_name()))


def _brings_cancellation(future: Any) -> bool:
    """Tell whether a future ends in a cancellation; a cancelled gather only carries one as its error."""
    return bool(future.cancelled() or isinstance(getattr(future, "_exception", None), asyncio.CancelledError))
