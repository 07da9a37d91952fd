"""Trace -> Timeline: which state each task was in, and when; trace seconds."""

from __future__ import annotations

from loopway.story.names import function_name, letters
from loopway.story.places import Places
from loopway.story.story import Life, Span, State, Timeline
from loopway.trace.events import (
    CallBlocked,
    LineReached,
    LoopOpened,
    Outcome,
    StepStarted,
    TaskCreated,
    TaskDone,
    TaskScheduled,
    TaskSuspended,
    Wait,
)
from loopway.trace.trace import Trace


def other_loops(trace: Trace) -> frozenset[int]:
    """The loops that are not filmed: those that ran in another thread than the first one."""
    opened = [event for event in trace.events if isinstance(event, LoopOpened)]
    return frozenset(event.loop for event in opened if event.thread != opened[0].thread)


def hidden_tasks(trace: Trace) -> frozenset[int]:
    """The tasks that are not shown: those that asyncio starts for itself, and those of other loops."""
    others = other_loops(trace)
    made = (event for event in trace.events if isinstance(event, TaskCreated))
    return frozenset(event.task for event in made if event.internal or event.loop in others)


def timeline(trace: Trace) -> Timeline:
    """The lives of all tasks that are shown, side by side, in trace seconds.

    A task that gives up its turn (`sleep(0)`), or is woken within its own step, has a SUSPENDED span of length 0.
    An eager task begins with a RUNNING span.
    """
    hidden = hidden_tasks(trace)
    places = Places(trace.header)
    drafts: dict[int, _Draft] = {}
    for event in trace.events:
        if isinstance(event, TaskCreated) and event.task not in hidden:
            drafts[event.task] = _Draft(event, places)
        elif isinstance(event, TaskScheduled | StepStarted | TaskSuspended | TaskDone | LineReached):
            draft = drafts.get(event.task or 0)
            if draft is not None:
                draft.meet(event)
    end = end_of(trace)
    made = [draft.created for draft in drafts.values()]
    named = letters(
        [event.loop for event in made],
        {event.parent for event in made if event.parent is not None},
        [event.task for event in made],
    )
    return Timeline(lives=tuple(draft.life(named[task], end) for task, draft in drafts.items()), end=end)


def end_of(trace: Trace) -> float:
    """The trace second of its end: where a call still blocks that the recording was cut in, the end of that."""
    last = trace.events[-1].at if trace.events else 0.0
    return max([last, *(event.at + event.seconds for event in trace.events if isinstance(event, CallBlocked))])


class _Draft:
    """A life while it is being read: the spans that are over, and the one that is not."""

    def __init__(self, created: TaskCreated, places: Places) -> None:
        self.created = created
        self.places = places
        self.spans: list[Span] = []
        self.state: State | None = None
        self.since = created.at
        self.line: int | None = None
        self.latest: int | None = None
        self.cause: TaskScheduled | None = None
        self.wait: Wait | None = None
        self.woken_within: TaskScheduled | None = None
        self.done: TaskDone | None = None

    def meet(self, event: TaskScheduled | StepStarted | TaskSuspended | TaskDone | LineReached) -> None:
        """Take in the next event of this task."""
        if isinstance(event, LineReached):
            self.latest = self.places.line(event.where)
            if self.line is None:
                self.line = self.latest
        elif isinstance(event, TaskScheduled):
            self._scheduled(event)
        elif isinstance(event, StepStarted):
            stopped_at = self.line if self.spans else None
            self._close(event.at)
            self._open(State.RUNNING, event.at, stopped_at)
        elif isinstance(event, TaskSuspended):
            stop_line = self.places.innermost(event.stack)
            self._close(event.at, stop_line=stop_line)
            self._open(State.SUSPENDED, event.at, stop_line)
            self.wait = event.wait
            if self.woken_within is not None:
                self._scheduled(self.woken_within, event.at)
        else:
            self._close(event.at, stop_line=self.latest or self.line, outcome=event.outcome)
            self.state, self.done = None, event

    def _scheduled(self, event: TaskScheduled, at: float | None = None) -> None:
        if self.state is State.RUNNING:
            self.woken_within = event
        elif self.state is State.SUSPENDED:
            stopped_at = self.line
            self._close(event.at if at is None else at)
            self._open(State.READY, event.at if at is None else at, stopped_at)
            self.cause, self.woken_within = event, None
        elif self.state is None and self.done is None:
            self._open(State.READY, self.created.at, self.places.line(self.created.where))
            self.cause = event

    def _open(self, state: State, at: float, line: int | None) -> None:
        self.state, self.since, self.line = state, at, line

    def _close(self, at: float, stop_line: int | None = None, outcome: Outcome | None = None) -> None:
        if self.state is None:
            return
        ready = self.cause if self.state is State.READY else None
        self.spans.append(
            Span(
                state=self.state,
                start=self.since,
                end=at,
                leaves=self.since,
                settled=self.since,
                cause=ready.cause if ready else None,
                by=ready.by if ready else None,
                wait=self.wait if self.state is State.SUSPENDED else None,
                line=self.line,
                stop_line=stop_line,
                outcome=outcome,
                begins_at=self.since,
                ends_at=at,
            )
        )

    def life(self, letter: str, end: float) -> Life:
        """The life as it was lived until the recording ended."""
        self._close(end)
        made, done = self.created, self.done
        return Life(
            task=made.task,
            letter=letter,
            name=made.name,
            coro=made.coro,
            function=function_name(made.coro),
            loop=made.loop,
            parent=made.parent,
            spans=tuple(self.spans),
            outcome=done.outcome if done else None,
            result=done.result if done else "",
            born=made.at,
            gone=done.at if done else None,
        )
