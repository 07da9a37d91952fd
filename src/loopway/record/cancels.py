"""Who asked which task to cancel. `Task.cancel` is C and calls nobody: so its effect is looked for."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

from loopway.record.by import By
from loopway.record.journal import Journal
from loopway.record.runs import Run, Runs
from loopway.record.tasks import Tasks, WatchedTask
from loopway.record.waits.awaiting import local
from loopway.record.waits.codes import is_asyncio

MOST = 256
"""Living tasks. With more, looking at all of them after every step would cost more than the steps."""

_BEHIND = {
    "Timeout._on_timeout": "timeout",
    "_cancel_and_wait": "timeout",
    "_cancel_all_tasks": "shutdown",
}
"""asyncio's functions that cancel for a reason of their own."""
_LOOP = "BaseEventLoop._run_once"
_GROUP = "TaskGroup._on_task_done"
_KEEPS = sys.version_info < (3, 13)
"""A group that is waiting for its last tasks wakes its parent with a request that it does not withdraw."""
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
        self.suspects = False
        """Somebody may cancel: his program, or a library of his, has a word for it."""
        self.on_suspicion: Callable[[], None] = lambda: None
        """Called when somebody has cancelled."""
        self._last: tuple[str, Run | None] | None = None
        self._interrupted: set[int] = set()
        """The numbers of the tasks that Ctrl+C has cancelled."""

    def look(self, suspect: WatchedTask | None = None) -> None:
        """Tell of every request since the last look; among too many tasks only of this one, and the one that runs."""
        if self.are_many():
            run = self._runs.current()
            suspects = (suspect, None if run is None else run.task)
            for known in dict.fromkeys(found for found in suspects if found is not None and not found.done):
                self._look_at(known, known.ref())
        else:
            for known, task in self._tasks.living():
                self._look_at(known, task)

    def are_many(self) -> bool:
        """Tell whether there are too many tasks to look at all of them."""
        return len(self._tasks) > MOST

    def _look_at(self, known: WatchedTask, task: Any) -> None:
        requests = task.cancelling()
        unseen = max(requests - known.cancels, 0)
        if not unseen and task._must_cancel and not known.asked:
            unseen = 1  # and withdrawn at once: up to CPython 3.12 it is delivered all the same
        for _ in range(unseen):
            self.suspects = True
            self.on_suspicion()
            known.asked, known.asked_by = True, self._by(known, task)
            self._journal.tell("CancelRequested", task=known.number, by=known.asked_by)
        known.cancels = requests

    def _by(self, known: WatchedTask, task: Any) -> By:
        """Look on Python's stack for the function of asyncio's that asks, as far down as the loop itself."""
        if known.number not in self._interrupted and _was_interrupted(task):
            self._interrupted.add(known.number)
            return "signal"
        frame: FrameType | None = sys._getframe(3)
        current = self._runs.current()
        while frame is not None and frame.f_code.co_qualname != _LOOP:
            name = frame.f_code.co_qualname
            if is_asyncio(frame.f_code.co_filename):
                self._notice_sets(name, current)
                if name == _GROUP and _KEEPS and _is_leaving(local(frame, "self"), task):
                    known.kept += 1
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


def _is_leaving(group: Any, task: Any) -> bool:
    return group._parent_task is task and bool(group._exiting)


def _was_interrupted(task: Any) -> bool:
    """Tell whether `asyncio.run` has cancelled this task, its main one, for Ctrl+C: it does so once."""
    handler = signal.getsignal(signal.SIGINT)
    if not isinstance(handler, partial) or handler.keywords.get("main_task") is not task:
        return False
    return getattr(getattr(handler.func, "__self__", None), "_interrupt_count", 0) == 1
