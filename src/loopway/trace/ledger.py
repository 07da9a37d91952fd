"""What the laws must remember while they read a trace: who is in which state, on which loop."""

from __future__ import annotations

from collections import Counter, deque
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loopway.trace.events import ResourceChanged

from loopway.trace.terms import Outcome
from loopway.trace.wait import Wait


class TaskState(Enum):
    """Where a task is in its life, as the events so far tell it."""

    NEW = "created"
    READY = "ready"
    RUNNING = "running"
    SUSPENDED = "suspended"
    DONE = "done"
    GONE = "destroyed"


class TaskBook:
    """One task's page in the ledger. Places in the trace are line numbers, 0 for never."""

    __slots__ = (
        "asked",
        "awaits_step",
        "began",
        "blocked",
        "delivered",
        "ended",
        "loop",
        "outcome",
        "since",
        "state",
        "wait",
    )

    def __init__(self, loop: int) -> None:
        self.loop = loop
        self.state = TaskState.NEW
        self.outcome: Outcome | None = None
        self.began = 0
        """Where its last step began."""
        self.ended = 0
        """Where that step ended."""
        self.since = 0.0
        """The instant at which its last step began."""
        self.blocked = 0.0
        """Seconds of that step that are told to have been blocking calls."""
        self.awaits_step = False
        """It was made ready during its own step: it will be ready, not suspended, when that step ends."""
        self.wait: Wait | None = None
        """What it waits for, or waited for last."""
        self.asked = False
        """Somebody asked it to cancel, and it has not run since."""
        self.delivered = False
        """A request to cancel has been delivered to it."""

    def begin(self, line: int, at: float, *, delivered: bool) -> None:
        """A step begins."""
        self.state = TaskState.RUNNING
        self.began = line
        self.since = at
        self.blocked = 0.0
        self.asked = False
        self.delivered = self.delivered or delivered

    def is_over(self) -> bool:
        """Tell whether nothing can happen to it any more."""
        return self.state is TaskState.DONE or self.state is TaskState.GONE


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

    __slots__ = ("at", "calls", "line", "loops", "places", "resources", "tasks", "works")

    def __init__(self) -> None:
        self.at = 0.0
        self.calls: list[str] = []
        """The plain functions that have been called and have not ended, the inner ones last."""
        self.line = 1
        """Of the event that is being read; the header is line 1."""
        self.tasks: dict[int, TaskBook] = {}
        self.loops: dict[int, LoopBook] = {}
        self.places: set[str | None] = {None}
        """All that were mentioned and found good; not to be mentioned is good, too."""
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

    def first_ready(self, loop: LoopBook) -> int | None:
        """Give the task whose turn is next; those that were destroyed have left the queue."""
        while loop.line and self.tasks[loop.line[0]].state is TaskState.GONE:
            loop.line.popleft()
        return loop.line[0] if loop.line else None

    def has_run(self, task: int) -> bool:
        """Tell whether this task ever began a step."""
        book = self.tasks.get(task)
        return book is not None and book.began > 0

    def is_running(self, task: int) -> bool:
        """Tell whether a step of this task is going on."""
        book = self.tasks.get(task)
        return book is not None and book.state is TaskState.RUNNING
