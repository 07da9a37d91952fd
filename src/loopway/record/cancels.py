"""Who asked which task to cancel. `Task.cancel` is C and calls nobody: so its effect is looked for."""

from __future__ import annotations

import sys
from types import FrameType

from loopway.record.by import By
from loopway.record.journal import Journal
from loopway.record.runs import Run, Runs
from loopway.record.tasks import Tasks
from loopway.record.waits.awaiting import is_asyncio

MOST = 256
"""Living tasks. With more, looking at all of them after every step would cost more than the steps."""

_BEHIND = {
    "Timeout._on_timeout": "timeout",
    "_cancel_and_wait": "timeout",
    "_cancel_all_tasks": "shutdown",
    "Runner._on_sigint": "signal",
}
"""asyncio's functions that cancel for a reason of their own."""
_LOOP = "BaseEventLoop._run_once"
_SETS = ("_cancel_all_tasks", "TaskGroup._abort")
"""asyncio's functions that cancel a set of tasks: in an order that follows the tasks' addresses."""


class Cancels:
    """Compares every task's `cancelling()` with what it was.

    Done when a cancelled future makes a task ready (the request is on Python's stack then, so its origin is known)
    and at the end of each step (for tasks that were ready, which notice nothing yet).
    """

    def __init__(self, journal: Journal, tasks: Tasks, runs: Runs) -> None:
        self._journal = journal
        self._tasks = tasks
        self._runs = runs
        self._last: tuple[str, Run | None] | None = None

    def look(self) -> None:
        """Tell of every request since the last look."""
        if len(self._tasks) > MOST:
            run = self._runs.current()
            watched = [] if run is None or run.task is None else [(run.task, run.living)]
        else:
            watched = list(self._tasks.living())
        for known, task in watched:
            requests = task.cancelling()
            if requests > known.cancels:
                known.asked, known.asked_by = True, self._by()
                self._journal.tell("CancelRequested", task=known.number, by=known.asked_by)
            known.cancels = requests

    def _by(self) -> By:
        """Look on Python's stack for the function of asyncio's that asks, as far down as the loop itself."""
        frame: FrameType | None = sys._getframe(2)
        current = self._runs.current()
        while frame is not None and frame.f_code.co_qualname != _LOOP:
            name = frame.f_code.co_qualname
            if is_asyncio(frame.f_code.co_filename):
                self._notice_sets(name, current)
                if name in _BEHIND and not (name == "_cancel_and_wait" and _is_cancelled(current)):
                    return _BEHIND[name]
            frame = frame.f_back
        return self._runs.by()

    def _notice_sets(self, name: str, run: Run | None) -> None:
        if name in _SETS:
            if self._last == (name, run):
                self._journal.doubt("asyncio cancels a set of tasks, in an order that may be another one each time.")
            self._last = (name, run)

    def step(self) -> None:
        """A new step begins: what is cancelled from now on is another set."""
        self._last = None


def _is_cancelled(run: Run | None) -> bool:
    return run is not None and run.task is not None and run.living.cancelling() > 0
