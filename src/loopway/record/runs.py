"""Who has the main thread just now: the steps and callbacks that the loop is running, the inner ones last."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from loopway.record.by import By

if TYPE_CHECKING:
    from loopway.record.tasks import WatchedTask


class Run:
    """One callback of a loop while it runs: a step of a task, or a plain function."""

    __slots__ = ("by", "ended", "is_users", "living")

    def __init__(self, by: By, *, is_users: bool = False) -> None:
        self.by = by
        """Who is behind what happens meanwhile."""
        self.living: Any = None
        """The task itself, kept for as long as the loop's own handle keeps it: until the step has been told."""
        self.ended = False
        """The task is done; only its callbacks are still being scheduled."""
        self.is_users = is_users
        """A plain function of the user's."""

    @property
    def task(self) -> WatchedTask | None:
        """The task whose step this is; None for a plain function."""
        return None


class Runs:
    """A stack, for the main thread only; other threads are asked by nobody and do it all as "thread"."""

    def __init__(self) -> None:
        self.stack: list[Run] = []
        """The runs that are going on, the inner ones last."""
        self.before_look: Callable[[], None] | None = None
        """Called before anybody is told who runs: an eager task may have begun to, unnoticed."""
        self.main = threading.main_thread().ident
        self.idle = False
        """The loop waits in its selector: what the main thread does now, a signal's handler does."""

    def on_main(self) -> bool:
        """Tell whether this is the main thread, the one that is filmed."""
        return threading.get_ident() == self.main

    def by(self) -> By:
        """Name who is doing what happens now."""
        if not self.on_main():
            return "thread"
        run = self.current()
        if run is None:
            return "signal" if self.idle else None
        return run.by

    def task(self) -> int | None:
        """Give the number of the task whose step is going on; None outside of steps and in other threads."""
        run = self.current()
        return run.task.number if run is not None and run.task is not None and not run.ended else None

    def current(self) -> Run | None:
        """Give the innermost run of the main thread; None outside, and in other threads."""
        if not self.on_main():
            return None
        if self.before_look is not None:
            self.before_look()
        return self.stack[-1] if self.stack else None

    def above(self, depth: int) -> Run | None:
        """Give the innermost run if there are more than so many."""
        return self.stack[-1] if len(self.stack) > depth else None

    def __len__(self) -> int:
        """How many runs are inside each other."""
        return len(self.stack)

    def push(self, run: Run) -> Run:
        """Begin a run inside whatever runs already."""
        self.stack.append(run)
        return run

    def pop(self, run: Run) -> None:
        """End a run, and any inside it that were left behind."""
        while self.stack:
            ended = self.stack.pop()
            ended.living = None
            if ended is run:
                break


def task_argument(args: tuple[Any, ...], number: Any) -> int | None:
    """Give the number of the task that a callback was called about (its first argument), if it is one."""
    found = number(args[0]) if args else None
    return found if isinstance(found, int) else None
