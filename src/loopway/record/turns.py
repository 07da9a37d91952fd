"""From one step to the next, in the usual case: the one task waits as it did before, and the other one simply goes on.

Millions of turns are of this kind, and each function that is called here costs as much as a tenth of a turn without
us: so two events or three become one mark, and everything else is left to `Watch.leave` and `Watch.enter`.
"""

from __future__ import annotations

from threading import get_ident
from typing import TYPE_CHECKING, Any

from loopway.record import marks
from loopway.record.clock import STEP
from loopway.record.effort import real_now
from loopway.record.tasks import WatchedTask

if TYPE_CHECKING:
    from loopway.record.watch import Watch

_pack = marks.MARK.pack
_WOKEN, _YIELDED = marks.CAUSES.index("woken"), marks.CAUSES.index("yielded")
_STEPS: set[type] = {type([].append)}
_STEPS.update(kind for kind in object.__subclasses__() if kind.__name__ == "TaskStepMethWrapper")
"""The types of C's wake-ups, which are ordinary methods of C, and steps, which have a type of their own."""


class Turns:
    """Ends steps and begins others quickly, if it can."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._lives = watch.lives
        self._journal = watch.journal
        self._spool = watch.journal.spool
        self._clock = watch.clock
        self._effort = watch.lives.effort
        self._nothing = watch.on_run
        """What is called when a run begins, if nobody wants to know."""
        self._stack = watch.lives.runs.stack
        self._living = watch.lives.tasks.by_id
        self._find = watch.lives.stands.find
        self._left: WatchedTask | None = None
        self._stand = 0
        self._has_yielded = False
        self.yielding = self._tell_yield
        """Pending in the journal while nothing has happened since the running task gave up its turn."""
        self.leaving = self._tell_leaving
        """Pending in the journal while nothing has happened since a task was left."""

    def leave(self) -> None:
        """The callback that the loop took last has ended: tell of it later, with what comes next, or at once."""
        watch, journal = self._watch, self._journal
        run = watch.run
        if type(run) is WatchedTask and not run.ended and len(self._stack) == 1 and run.stand is not None:
            task, now = run.living, real_now()
            pending = journal.pending
            has_yielded = pending is self.yielding
            if (
                (pending is None or has_yielded)
                and (has_yielded or task._fut_waiter is not None)
                and not self._lives.cancels.suspects
                and (now < self._effort.alarm or self._effort.is_short(now))
            ):
                stand = self._find(run.stand, task.get_coro(), is_turn=has_yielded)
                if stand:
                    self._stack.clear()
                    watch.run = run.living = self._effort.since = None
                    if self._clock.virtual:
                        self._clock.elapsed += STEP
                        self._clock.changed = now
                    self._left, self._stand, self._has_yielded = run, stand, has_yielded
                    journal.pending = self.leaving
                    return
        watch.leave()

    def schedule(self, callback: Any, args: tuple[Any, ...]) -> WatchedTask | None:
        """A callback was put into the ready queue. If it is a known task's next step, tell of it, and give the task."""
        runs = self._lives.runs
        if get_ident() != runs.main or not self._stack or runs.before_look is not None or self._journal.over:
            return None
        run = self._stack[-1]
        task = callback.__self__ if type(callback) in _STEPS else None
        if task is None:
            return None
        if not args:
            if task is not run.living or type(run) is not WatchedTask or run.ended:
                return None
            if self._journal.pending is not None:
                self._journal.release()
            self._journal.pending = self.yielding
            return run
        future = args[0]
        watched = self._living.get(id(task))
        if (
            watched is None
            or watched.done
            or watched.asked
            or future is run.living
            or callback.__name__ != "task_wakeup"
            or future.cancelled()
            or (self._lives.cancels.suspects and watched.cancels != task.cancelling())
        ):
            return None
        if self._journal.pending is not None:
            self._journal.release()
        by = run.by
        who = by if type(by) is int else self._lives.tell.by(by)
        self._spool.put(_pack(marks.SCHEDULED, watched.number, self._clock.elapsed, _WOKEN, who))
        return watched

    def enter(self, watched: WatchedTask, task: Any) -> bool:
        """A task's step is about to begin; gives False if it is not of the usual kind."""
        lives, journal = self._lives, self._journal
        if (
            task._must_cancel
            or watched.asked
            or watched.done
            or lives.cancels.suspects
            or lives.steps >= lives.limit
            or self._watch.on_run is not self._nothing
        ):
            return False
        left = self._left
        at = self._clock.elapsed
        pending = journal.pending
        if pending is self.leaving and left is not None:
            journal.pending = None
            kind = marks.YIELDED if self._has_yielded else marks.TURNED
            self._spool.put(_pack(kind, watched.number, at, self._stand, left.number))
        else:
            if pending is not None:
                journal.release()
            self._spool.put(_pack(marks.STARTED, watched.number, at, 0, 0))
        lives.steps += 1
        now = real_now()
        if now >= self._effort.alarm:
            self._effort.begin()
        self._effort.since = now
        watched.living, watched.ended = task, False
        self._stack.append(watched)
        self._watch.run = watched
        return True

    def _tell_yield(self) -> None:
        run = self._watch.run
        if run is not None and run.task is not None:
            number = run.task.number
            self._lives.tell.scheduled(number, "yielded", number)

    def _tell_leaving(self) -> None:
        left, self._left = self._left, None
        if left is not None:
            put, at = self._spool.put, self._clock.elapsed
            if self._has_yielded:
                yielded_at = at - STEP if self._clock.virtual else at
                put(_pack(marks.SCHEDULED, left.number, yielded_at, _YIELDED, left.number))
            put(_pack(marks.SUSPENDED, left.number, at, self._stand, 0))
