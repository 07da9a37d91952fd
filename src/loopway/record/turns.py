"""From one step to the next in the usual case: a task waits where it has waited before, and another one goes on.

Millions of turns are of this kind, and ten attributes looked up cost as much as a tenth of a turn without us. So what
can rule the usual case out is put together in one attribute (`ready`), two events or three become one mark, and
`ReadyQueue.popleft` writes it in one go. Everything else is left to `Watch.leave` and `Watch.enter`.
"""

from __future__ import annotations

from threading import get_ident
from types import FrameType
from typing import TYPE_CHECKING, Any

from loopway.record import marks
from loopway.record.clock import STEP
from loopway.record.effort import real_now
from loopway.record.runs import Run
from loopway.record.tasks import WatchedTask

if TYPE_CHECKING:
    from loopway.record.stands import Reason
    from loopway.record.watch import Watch

_pack = marks.MARK.pack
_WOKEN = marks.CAUSES.index("woken")


class Turns:
    """Who has the loop, and whether a turn may be told quickly."""

    def __init__(self, watch: Watch) -> None:
        self.run: Run | None = None
        """The callback that the loop runs, the outermost one."""
        self.ready: Any = None
        """The ready queue from which the loop takes; None if this is not the usual case: the queue's loop is not
        watched, somebody may cancel, an eager task begins."""
        self.is_over = False
        """The loop has gone on to its selector, and the run's end has not been told yet."""
        self.owed = 0
        """Nanoseconds by which the clock goes on when that is told."""
        self.yielding = self._tell_yield
        """Pending in the journal while nothing has happened since the running task gave up its turn."""
        self.spool = watch.journal.spool
        self.journal = watch.journal
        self.clock = watch.clock
        self.is_virtual = watch.clock.virtual
        self.effort = watch.lives.effort
        self.lives = watch.lives
        self.steps = watch.lives.steps
        self.stack = watch.lives.runs.stack
        self._watch = watch
        self._by_id = watch.lives.tasks.by_id
        self._runs = watch.lives.runs
        self._find = watch.lives.stands.find
        watch.lives.stands.yielding = self.yielding
        watch.lives.cancels.on_suspicion = watch.journal.on_end = self.stop

    def stop(self) -> None:
        """Something unusual has happened: tell nothing quickly, until the loop looks at its selector again."""
        self.ready = None

    def consider(self, ready: Any) -> None:
        """Find out whether this is the usual case: the loop has looked at its selector, and nobody runs."""
        watch = self._watch
        self.ready = None if watch.lives.cancels.suspects or watch.journal.over else ready

    def is_told(self, run: Run) -> bool:
        """Tell whether there is nothing to tell of a run's end: a done task's, or that of a callback of asyncio's."""
        return _is_spent(run) and self.ready is not None and len(self.stack) == 1 and real_now() < self.effort.alarm

    def start(self, watched: WatchedTask, task: Any) -> bool:
        """Begin a task's step, if it is a usual one; nobody runs."""
        if self.ready is None or self.stack or watched.asked or watched.done or task._must_cancel:
            return False
        now = real_now()
        if now >= self.effort.alarm or next(self.steps, self) is self:
            return False
        self.spool.put(_pack(marks.STARTED, watched.number, self.clock.elapsed, 0, 0))
        self.effort.since = now
        watched.living = task
        self.stack.append(watched)
        self.run = watched
        return True

    def recognise(self, run: Run, pending: Any) -> Reason | None:
        """Find out why a task is suspended, if that was described before; None if not, or if it is not suspended."""
        if type(run) is not WatchedTask or run.ended:
            return None
        if self.lives.unexplained is not None:
            wait, turn = self.lives.unexplained
            if pending is self.yielding:
                return turn
            return wait if pending is None and run.living._fut_waiter is not None else None
        if run.stand is None:
            return None
        coro = run.living.get_coro()
        if coro.cr_frame is None or (pending is not None and pending is not self.yielding):
            return None
        reason = run.reason = self._find(run.stand, coro, pending)
        return reason

    def begin(self, task: Any, loop: Any, frame: FrameType) -> WatchedTask | None:
        """A task's first step was put into the ready queue by a callback that runs; None if it is not that simple."""
        run = self.run
        if run is None or self.is_over or id(task) in self._by_id or get_ident() != self._runs.main:
            return None
        if run.living is not None and not run.ended and run.living.done():
            return None
        began = real_now()
        parent = run.number if type(run) is WatchedTask and not run.ended else None
        watched = self.lives.newborn(task, loop.number, frame, run.by, parent)
        self.effort.excuse(began)
        return watched

    def schedule(self, callback: Any, args: tuple[Any, ...]) -> WatchedTask | None:
        """A task was woken; tell of it, and give the task. None if it is not that simple."""
        task = callback.__self__
        watched = self._by_id.get(id(task))
        run = self.run
        if (
            watched is None
            or run is None
            or not args
            or (future := args[0]) is run.living
            or watched.done
            or self.is_over
            or callback.__name__ != "task_wakeup"
            or future.cancelled()
            or get_ident() != self._runs.main
        ):
            return None
        if self.journal.pending is not None:
            self.journal.release()
        by = run.by
        who = by if type(by) is int else self.lives.tell.by(by)
        mark = _pack(marks.SCHEDULED, watched.number, self.clock.elapsed, _WOKEN, who)
        try:
            self.spool.write(mark)
        except ValueError:
            self.spool.put(mark)
        return watched

    def can_wait(self) -> bool:
        """Tell whether the run that has ended may be told of later, with what comes next."""
        self.is_over = self.is_virtual and self.ready is not None and real_now() < self.effort.alarm
        self.owed = 0 if self.run is None or _is_spent(self.run) else STEP
        return self.is_over

    def _tell_yield(self) -> None:
        run = self.run
        if run is not None and run.task is not None:
            number = run.task.number
            self.lives.tell.scheduled(number, "yielded", number)


def _is_spent(run: Run) -> bool:
    """A done task's end was told when it was done; a callback of asyncio's own takes no time."""
    return run.ended if type(run) is WatchedTask else not run.is_users
