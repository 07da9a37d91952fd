"""The run as a flat list: turns, idle times, and what happens between them, in the order of the trace."""

from __future__ import annotations

import msgspec

from loopway.story.places import Places
from loopway.story.timeline import end_of, hidden_tasks, other_loops
from loopway.story.waits import only_tasks_can_end
from loopway.trace.events import (
    AnyEvent,
    Cause,
    LoopClosed,
    LoopIdle,
    LoopOpened,
    Outcome,
    StepStarted,
    TaskDone,
    TaskScheduled,
    TaskSuspended,
    Wait,
    WorkFinished,
    WorkStarted,
)
from loopway.trace.trace import Trace


class Happening(msgspec.Struct, frozen=True, gc=False):
    """An event with its place in `Trace.events`."""

    index: int
    event: AnyEvent


class Turn(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One step of a task with everything that happened inside it; trace seconds."""

    task: int
    start: float
    end: float
    started: int
    """The place of its StepStarted in the trace."""
    ended: int | None
    """The place of its TaskSuspended or TaskDone; None: the recording was cut before it."""
    inner: tuple[Happening | Turn, ...]
    """In order; a Turn inside a turn is an eager step."""
    cause: Cause
    """Why the task was ready."""
    wait: Wait | None = None
    outcome: Outcome | None = None
    result: str = ""
    line_from: int | None = None
    """The line of the await that it comes from; None for a first step."""
    line_to: int | None = None
    """The line of the await that ends it."""
    eager: bool = False

    @property
    def kind(self) -> str:
        """What it does at its end: the kind of its wait, or its outcome, or "cut"."""
        return self.wait.kind if self.wait else self.outcome or "cut"


class Idle(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Nobody runs from `start` to `end` (trace seconds)."""

    start: float
    end: float
    index: int
    """The place of its (first) LoopIdle in the trace."""
    forever: bool = False
    """Nothing is left that could end it; the recording was cut."""


Item = Turn | Idle | Happening


def items(trace: Trace, short_gap: float) -> tuple[Item, ...]:
    """Read the trace once. Hidden tasks leave no item; idle times shorter than `short_gap` (trace seconds) neither."""
    reader = _Reader(trace)
    for index, event in enumerate(trace.events):
        reader.meet(index, event)
    reader.finish()
    return tuple(item for item in reader.items if not _is_short(item, short_gap))


def _is_short(item: Item, short_gap: float) -> bool:
    return isinstance(item, Idle) and not item.forever and item.end - item.start < short_gap


class _Open:
    """A turn while it is being read."""

    def __init__(self, index: int, event: StepStarted, cause: Cause, line_from: int | None) -> None:
        self.index = index
        self.event = event
        self.cause = cause
        self.line_from = line_from
        self.inner: list[Happening | Turn] = []


class _Reader:
    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.hidden = hidden_tasks(trace)
        self.others = other_loops(trace)
        self.places = Places(trace.header)
        self.items: list[Item] = []
        self.stack: list[_Open] = []
        self.idle: Happening | None = None
        self.finished: list[Happening] = []
        """Work in other threads that ended while the loop is idle: it has not noticed that yet."""
        self.causes: dict[int, Cause] = {}
        self.lines: dict[int, int | None] = {}
        self.waiting: dict[int, Wait] = {}
        self.alive: set[int] = set()

    def meet(self, index: int, event: AnyEvent) -> None:
        if self._is_hidden(event):
            return
        if isinstance(event, LoopIdle):
            self.idle = self.idle or Happening(index, event)
            return
        if self.idle is not None and isinstance(event, WorkStarted | WorkFinished):
            self._beside_idle(Happening(index, event))
            return
        self._end_idle(event.at)
        if isinstance(event, StepStarted):
            cause = self.causes.get(event.task, "created")
            self.stack.append(_Open(index, event, cause, self.lines.get(event.task)))
            self.waiting.pop(event.task, None)
            self.alive.add(event.task)
        elif isinstance(event, TaskSuspended | TaskDone) and self.stack and self.stack[-1].event.task == event.task:
            self._end_turn(index, event)
        else:
            if isinstance(event, TaskScheduled):
                self.causes[event.task] = event.cause
                self.alive.add(event.task)
            if isinstance(event, TaskDone):
                self.alive.discard(event.task)
            self._put(Happening(index, event))

    def _is_hidden(self, event: AnyEvent) -> bool:
        if isinstance(event, LoopOpened | LoopClosed | LoopIdle):
            return event.loop in self.others
        return getattr(event, "task", None) in self.hidden

    def _put(self, item: Turn | Happening) -> None:
        if self.stack:
            self.stack[-1].inner.append(item)
        else:
            self.items.append(item)

    def _beside_idle(self, thing: Happening) -> None:
        """Other threads go on while the loop is idle: what they begin comes before that time, what they end after."""
        if isinstance(thing.event, WorkFinished):
            self.finished.append(thing)
        else:
            place = len(self.items) - 1 if self.items and isinstance(self.items[-1], Idle) else len(self.items)
            self.items.insert(place, thing)

    def _end_idle(self, at: float) -> None:
        self._idle_is_over(at)
        self.items += self.finished
        self.finished = []

    def _idle_is_over(self, at: float) -> None:
        idle, self.idle = self.idle, None
        if idle is None or not self.alive or at <= idle.event.at:
            return
        last = self.items[-1] if self.items else None
        if isinstance(last, Idle):
            self.items[-1] = msgspec.structs.replace(last, end=at)
        else:
            self.items.append(Idle(start=idle.event.at, end=at, index=idle.index))

    def _end_turn(self, index: int | None, event: TaskSuspended | TaskDone | None, at: float = 0.0) -> None:
        opened = self.stack.pop()
        task = opened.event.task
        suspended = event if isinstance(event, TaskSuspended) else None
        done = event if isinstance(event, TaskDone) else None
        line_to = self.places.innermost(suspended.stack) if suspended else None
        self.lines[task] = line_to
        if suspended:
            self.waiting[task] = suspended.wait
        if done:
            self.alive.discard(task)
        self._put(
            Turn(
                task=task,
                start=opened.event.at,
                end=event.at if event else at,
                started=opened.index,
                ended=index,
                inner=tuple(opened.inner),
                cause=opened.cause,
                wait=suspended.wait if suspended else None,
                outcome=done.outcome if done else None,
                result=done.result if done else "",
                line_from=opened.line_from,
                line_to=line_to,
                eager=opened.event.eager,
            )
        )

    def finish(self) -> None:
        last = end_of(self.trace)
        while self.stack:
            self._end_turn(None, None, last)
        idle = self.idle
        if idle is None or self.trace.header.cut is None or not self.alive or not isinstance(idle.event, LoopIdle):
            return
        stuck = all(only_tasks_can_end(wait) for wait in self.waiting.values())
        if idle.event.until is None and stuck:
            self.items.append(Idle(start=idle.event.at, end=max(last, idle.event.at), index=idle.index, forever=True))
