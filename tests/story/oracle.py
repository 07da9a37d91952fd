"""What a trace says by itself: who waits, who is ready, who is done, at any event."""

from __future__ import annotations

from loopway.story.catalogue import english
from loopway.story.names import function_name
from loopway.story.timeline import hidden_tasks, timeline
from loopway.trace.events import (
    AnyEvent,
    LoopClosed,
    StepStarted,
    TaskCreated,
    TaskDone,
    TaskScheduled,
    TaskSuspended,
    Wait,
)
from loopway.trace.trace import Trace

STATES = ("empty", "idle", "fold", "streak")
"""What is said of a whole stretch of time."""

Words = dict[str, str | int]


class Oracle:
    """What a trace says by itself."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.events = trace.events
        self.hidden = hidden_tasks(trace)
        self.made = {e.task: e for e in self.events if isinstance(e, TaskCreated) and e.task not in self.hidden}
        self.called = {life.task: english().spoken(life.letter) for life in timeline(trace).lives}
        self.functions = {task: function_name(event.coro) for task, event in self.made.items()}

    def waiting_at(self, number: int) -> dict[int, Wait]:
        """Who waits just before an event, and for what."""
        waits: dict[int, Wait] = {}
        ready: set[int] = set()
        for event in self.events[:number]:
            if isinstance(event, StepStarted):
                ready.discard(event.task)
                waits.pop(event.task, None)
            elif isinstance(event, TaskScheduled):
                ready.add(event.task)
                waits.pop(event.task, None)
            elif isinstance(event, TaskSuspended) and event.task not in ready:
                waits[event.task] = event.wait
            elif isinstance(event, LoopClosed):
                waits.clear()
        return {task: wait for task, wait in waits.items() if task not in self.hidden}

    def done_before(self, number: int) -> dict[int, str]:
        """Who is done before an event, and how; a step's own end counts if it is the next."""
        return {e.task: e.outcome for e in self.events[: number + 2] if isinstance(e, TaskDone)}

    def next_of(self, number: int, *kinds: type) -> AnyEvent | None:
        """The next event of such a type that is not hidden."""
        for event in self.events[number + 1 :]:
            if isinstance(event, kinds) and getattr(event, "task", None) not in self.hidden:
                return event
        return None

    def ready_at(self, number: int) -> list[int]:
        """Who is ready just before an event, first in line first."""
        ready: dict[int, None] = {}
        for event in self.events[:number]:
            if isinstance(event, TaskScheduled) and event.task not in self.hidden:
                ready[event.task] = None
            elif isinstance(event, StepStarted | TaskDone):
                ready.pop(event.task, None)
            elif isinstance(event, LoopClosed):
                ready.clear()
        return list(ready)
