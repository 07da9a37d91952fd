"""What the laws must remember while they read a trace: who is in which state, on which loop."""

from __future__ import annotations

from collections import Counter, deque
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loopway.trace.events import ResourceChanged


class TaskState(Enum):
    """Where a task is in its life, as the events so far tell it."""

    NEW = "created"
    READY = "ready"
    RUNNING = "running"
    SUSPENDED = "suspended"
    DONE = "done"


class TaskBook:
    """One task's page in the ledger."""

    __slots__ = ("awaits_step", "loop", "state", "stepped")

    def __init__(self, loop: int) -> None:
        self.loop = loop
        self.state = TaskState.NEW
        self.stepped = False
        self.awaits_step = False
        """It was made ready during its own step: it will be ready, not suspended, when that step ends."""


class LoopBook:
    """One loop's page in the ledger."""

    __slots__ = ("closed", "line", "opened", "stack")

    def __init__(self) -> None:
        self.opened = False
        self.closed = False
        self.line: deque[int] = deque()
        """The ready queue: tasks in the order in which they were made ready."""
        self.stack: list[int] = []
        """The steps that are going on: one, and the eager ones inside it."""


class Ledger:
    """The state of all tasks and loops after some prefix of a trace."""

    __slots__ = ("at", "calls", "loops", "resources", "tasks", "works")

    def __init__(self) -> None:
        self.at = 0.0
        self.calls: list[str] = []
        """The plain functions that have been called and have not ended, the inner ones last."""
        self.tasks: dict[int, TaskBook] = {}
        self.loops: dict[int, LoopBook] = {}
        self.resources: dict[str, ResourceChanged] = {}
        """What was last told of each."""
        self.works: Counter[tuple[str, str, int | None]] = Counter()
        """How often each piece of work goes on: by thread, function, and who asked."""

    def loop(self, number: int) -> LoopBook:
        """Give the loop's page, a fresh one at its first mention."""
        book = self.loops.get(number)
        if book is None:
            book = self.loops[number] = LoopBook()
        return book

    def is_running(self, task: int) -> bool:
        """Tell whether a step of this task is going on."""
        book = self.tasks.get(task)
        return book is not None and book.state is TaskState.RUNNING
