"""A trace as tracks beside each other, one a loop and one a task: in which state it was, and which step woke it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from loopway.publish.marks import PROCESS, Mark, Slice, Track, mark, micros
from loopway.trace import events as ev
from loopway.trace.trace import Trace

_COUNTED = {"lock": "locked", "semaphore": "free", "event": "set", "barrier": "waiting", "queue": "items"}
"""What the number that is a resource's state counts."""


def tracks(trace: Trace) -> Iterator[Mark]:
    """Give all marks: the names of the tracks first, then the rest in order of time."""
    drawing = _Drawing(trace)
    for event in trace.events:
        drawing.meet(event)
    return drawing.marks()


class _Task(Track):
    """A task's track."""

    __slots__ = ("again", "cause", "loop", "name", "step", "waker")

    def __init__(self, tid: int, name: str, loop: Track) -> None:
        super().__init__(tid)
        self.name = name
        self.loop = loop
        self.step: Slice | None = None
        """Its last step, also when that is over."""
        self.again = False
        """It was made ready in its own step, and does not wait when that ends."""
        self.cause: tuple[str, str | None] = ("created", None)
        """Why it is ready, and who made it so."""
        self.waker: Slice | None = None
        """The step of another task that made it ready."""


class _Drawing:
    """Reads the events one by one; a slice keeps its place among the marks and is ended later."""

    def __init__(self, trace: Trace) -> None:
        loops = (event.loop for event in trace.events if isinstance(event, ev.LoopOpened | ev.TaskCreated))
        self._script = trace.header.script
        self._loops = {number: Track(place) for place, number in enumerate(sorted({1, *loops}), PROCESS)}
        self._main = self._loops[1]
        self._tasks: dict[int, _Task] = {}
        self._calls: list[Slice] = []
        self._drawn: list[Slice | Mark] = []
        self._arrows = 0
        self._at = 0

    def meet(self, event: ev.AnyEvent) -> None:
        """Draw one event."""
        self._at = round(event.at * 1e9)
        draw = _DRAWN_BY.get(type(event))
        if draw is not None:
            draw(self, event)

    def marks(self) -> Iterator[Mark]:
        """Give the marks; whatever is still going on ends with the trace."""
        for track in (*self._loops.values(), *self._tasks.values()):
            track.end(self._at)
        for call in self._calls:
            call.end = self._at
        yield mark("M", PROCESS, "process_name", args={"name": self._script})
        named = {track.tid: f"loop {number}" for number, track in self._loops.items()}
        named |= {task.tid: task.name for task in self._tasks.values()}
        for tid, name in named.items():
            yield mark("M", tid, "thread_name", args={"name": name})
            yield mark("M", tid, "thread_sort_index", args={"sort_index": tid})
        for drawn in self._drawn:
            if isinstance(drawn, Slice):
                yield from drawn.marks()
            else:
                yield drawn

    # -- what there is to draw with

    def _begin(self, track: Track, name: str, cat: str, **args: Any) -> Slice:
        begun = Slice(track.tid, name, cat, self._at, args)
        self._drawn.append(begun)
        return begun

    def _instant(self, track: Track, name: str, cat: str, **args: Any) -> None:
        self._drawn.append(mark("i", track.tid, name, cat=cat, ts=micros(self._at), s="t", args=args))

    def _enter(self, track: Track, name: str, cat: str, **args: Any) -> None:
        track.end(self._at)
        track.state = self._begin(track, name, cat, **args)

    def _track(self, task: int | None) -> Track:
        return self._main if task is None else self._tasks[task]

    def _by(self, by: ev.By) -> str | None:
        return self._tasks[by].name if isinstance(by, int) else by

    # -- loops

    def loop_idle(self, event: ev.LoopIdle) -> None:
        self._enter(self._loops[event.loop], "idle", "idle")

    def loop_closed(self, event: ev.LoopClosed) -> None:
        self._loops[event.loop].end(self._at)

    def callback_ran(self, event: ev.CallbackRan) -> None:
        self._loops[event.loop].end(self._at)
        self._instant(self._loops[event.loop], event.call, "callback", where=event.where)

    # -- tasks

    def task_created(self, event: ev.TaskCreated) -> None:
        tid = len(self._loops) + event.task
        task = self._tasks[event.task] = _Task(tid, f"{event.name} {event.coro}", self._loops[event.loop])
        task.cause = ("created", self._by(event.parent))
        task.waker = None if event.parent is None else self._tasks[event.parent].step

    def task_scheduled(self, event: ev.TaskScheduled) -> None:
        task = self._tasks[event.task]
        task.loop.end(self._at)
        task.cause = (event.cause, self._by(event.by))
        task.waker = self._tasks[event.by].step if isinstance(event.by, int) and event.by != event.task else None
        task.again = task.state is not None and task.state.cat == "running"
        if not task.again:
            self._enter(task, "ready", "ready")

    def step_started(self, event: ev.StepStarted) -> None:
        task = self._tasks[event.task]
        task.loop.end(self._at)
        cause, by = task.cause
        made = {"cause": cause, "by": by, "eager": event.eager, "cancelled": event.cancelled}
        self._enter(task, "running", "running", **made)
        task.step = task.state
        if task.waker is not None and task.step is not None:
            self._arrows += 1
            task.waker.bind("s", cause, self._arrows)
            task.step.bind("f", cause, self._arrows)

    def task_suspended(self, event: ev.TaskSuspended) -> None:
        task, wait = self._tasks[event.task], event.wait
        self._finish(task, wait=wait.label)
        if task.again:
            task.again = False
            self._enter(task, "ready", "ready")
        else:
            on = [self._by(on) for on in wait.on]
            where = event.stack[-1].where if event.stack else None
            self._enter(task, wait.label, "suspended", kind=wait.kind, on=on, where=where)

    def task_done(self, event: ev.TaskDone) -> None:
        self._finish(self._tasks[event.task], outcome=event.outcome, result=event.result)

    def _finish(self, task: _Task, **how: Any) -> None:
        if task.state is not None:
            task.state.args |= how
        task.end(self._at)

    def task_destroyed(self, event: ev.TaskDestroyed) -> None:
        task = self._tasks[event.task]
        task.end(self._at)
        self._instant(task, "destroyed", "warning", warning=event.warning)

    def never_retrieved(self, event: ev.ExceptionNeverRetrieved) -> None:
        self._instant(self._track(event.task), "exception never retrieved", "warning", error=event.error)

    def never_awaited(self, event: ev.CoroutineNeverAwaited) -> None:
        self._instant(self._main, "never awaited", "warning", coro=event.coro, where=event.where)

    def cancel_requested(self, event: ev.CancelRequested) -> None:
        self._instant(self._tasks[event.task], "cancel requested", "cancel", by=self._by(event.by))

    # -- what runs inside a step, or outside of all tasks

    def printed(self, event: ev.Printed) -> None:
        self._instant(self._track(event.task), f"print: {event.text}", "print")

    def call_blocked(self, event: ev.CallBlocked) -> None:
        track = self._track(event.task)
        track.unblock(self._at)
        track.blocked = self._begin(track, event.call, "blocked", where=event.where)
        track.blocked.end = self._at + round(event.seconds * 1e9)

    def call_started(self, event: ev.CallStarted) -> None:
        self._calls.append(self._begin(self._main, event.call, "call", where=event.where))

    def call_returned(self, event: ev.CallReturned) -> None:
        self._main.unblock(self._at)
        if self._calls:
            call = self._calls.pop()
            call.end = self._at
            call.args |= {"outcome": event.outcome, "result": event.result}

    def resource_changed(self, event: ev.ResourceChanged) -> None:
        counted = {_COUNTED.get(event.kind, "state"): int(event.state)}
        self._drawn.append(mark("C", PROCESS, event.resource, cat=event.kind, ts=micros(self._at), args=counted))


_DRAWN_BY: dict[type, Callable[[_Drawing, Any], None]] = {
    ev.LoopIdle: _Drawing.loop_idle,
    ev.LoopClosed: _Drawing.loop_closed,
    ev.CallbackRan: _Drawing.callback_ran,
    ev.TaskCreated: _Drawing.task_created,
    ev.TaskScheduled: _Drawing.task_scheduled,
    ev.StepStarted: _Drawing.step_started,
    ev.TaskSuspended: _Drawing.task_suspended,
    ev.TaskDone: _Drawing.task_done,
    ev.TaskDestroyed: _Drawing.task_destroyed,
    ev.ExceptionNeverRetrieved: _Drawing.never_retrieved,
    ev.CoroutineNeverAwaited: _Drawing.never_awaited,
    ev.CancelRequested: _Drawing.cancel_requested,
    ev.Printed: _Drawing.printed,
    ev.CallBlocked: _Drawing.call_blocked,
    ev.CallStarted: _Drawing.call_started,
    ev.CallReturned: _Drawing.call_returned,
    ev.ResourceChanged: _Drawing.resource_changed,
}
"""What is drawn; the other events (lines, opened loops, coroutines that were made) have no mark."""
