"""From the marks of a spool to events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import structs

from loopway.record import marks
from loopway.record.spool import Spooled
from loopway.trace import events as ev

_Events = Iterator[ev.AnyEvent]
_Stand = tuple[ev.Wait, tuple[ev.StackFrame, ...]]


def decode(spooled: Spooled, most: int, step: int = 0) -> tuple[list[ev.AnyEvent], int]:
    """Give the first events, at most so many, and how many more there are. Instants never fall.

    `step` is the length of a step in nanoseconds, if all have the same: what a mark tells of it lies at both its ends.
    """
    decoder = _Decoder(step)
    events: list[ev.AnyEvent] = []
    dropped = spooled.dropped
    for kind, a, at, b, c in spooled.marks(decoder.entries):
        if len(events) < most:
            decoder.tell(events, kind, a, at, b, c)
        else:
            dropped += marks.EVENTS.get(kind, 0)
    dropped += len(events[most:])
    del events[most:]
    return events, dropped


class _Decoder:
    def __init__(self, step: int) -> None:
        self.entries: dict[int, Any] = {}
        self._step = step
        self._stands: dict[int, _Stand] = {}
        self._deadlines: dict[str, float] = {}
        self._last = 0
        self._created = 0
        self._kinds: dict[int, Callable[[float, int, int, int], Any]] = {
            marks.CREATED: self._task_created,
            marks.SCHEDULED: self._task_scheduled,
            marks.STARTED: self._step_started,
            marks.SUSPENDED: self._task_suspended,
            marks.DONE: self._task_done,
            marks.LINE: self._line_reached,
            marks.TOLD: self._told,
        }

    def tell(self, events: list[ev.AnyEvent], kind: int, a: int, nanoseconds: int, b: int, c: int) -> None:
        if kind == marks.UNTIL:
            self._deadlines = _deadlines(marks.MARK.pack(kind, a, nanoseconds, b, c))
            return
        if kind == marks.NAMED:
            created = self._created
            events[created] = structs.replace(events[created], name=self.entries[b])
            return
        if kind == marks.YIELDED:
            yielded = max(self._last, nanoseconds - self._step)
            events.append(ev.TaskScheduled(at=yielded / 1e9, task=c, cause="yielded", by=c))
        self._last = max(self._last, nanoseconds)
        at = self._last / 1e9
        if kind in (marks.TURNED, marks.YIELDED):
            events.append(self._task_suspended(at, c, b, 0))
            events.append(ev.StepStarted(at=at, task=a))
            return
        if kind in (marks.CREATED, marks.BORN):
            self._created = len(events)
        if kind == marks.BORN:
            events.append(self._task_created(at, a, b, c))
            events.append(ev.TaskScheduled(at=at, task=a, cause="created", by=c))
            return
        events.append(self._kinds[kind](at, a, b, c))

    def _task_created(self, at: float, task: int, _: int, parent: int) -> ev.TaskCreated:
        loop, coro, where, internal, name = self.entries[0]
        return ev.TaskCreated(
            at=at,
            task=task,
            loop=loop,
            name=name,
            coro=coro,
            parent=parent or None,
            where=where,
            internal=internal,
        )

    def _task_scheduled(self, at: float, task: int, cause: int, by: int) -> ev.TaskScheduled:
        return ev.TaskScheduled(at=at, task=task, cause=marks.CAUSES[cause], by=self._by(by))

    def _by(self, by: int) -> ev.By:
        return by if by > 0 else self.entries[-by] if by else None

    def _step_started(self, at: float, task: int, flags: int, _: int) -> ev.StepStarted:
        return ev.StepStarted(
            at=at, task=task, eager=bool(flags & marks.EAGER), cancelled=bool(flags & marks.CANCELLED)
        )

    def _task_suspended(self, at: float, task: int, stand: int, variables: int) -> ev.TaskSuspended:
        wait, stack = self._stands.get(stand) or self._stand(stand)
        if variables:
            stack = (*stack[:-1], structs.replace(stack[-1], locals=self.entries[variables]))
        if self._deadlines:
            wait, self._deadlines = structs.replace(wait, **self._deadlines), {}
        return ev.TaskSuspended(at=at, task=task, wait=wait, stack=stack)

    def _stand(self, entry: int) -> _Stand:
        kind, label, on, frames = self.entries[entry]
        stack = tuple(ev.StackFrame(where=where, function=name) for where, name in frames)
        stand = self._stands[entry] = ev.Wait(kind=kind, label=label, on=on), stack
        return stand

    def _task_done(self, at: float, task: int, how: int, result: int) -> ev.TaskDone:
        swallowed, outcome = divmod(how, marks.SWALLOWED)
        return ev.TaskDone(
            at=at,
            task=task,
            outcome=marks.OUTCOMES[outcome],
            result=self.entries[result] if result else "",
            swallowed=bool(swallowed),
        )

    def _line_reached(self, at: float, place: int, _: int, task: int) -> ev.LineReached:
        return ev.LineReached(at=at, where=self.entries[place], task=task or None)

    def _told(self, at: float, shape: int, _: int, __: int) -> ev.AnyEvent:
        kind, *names = self.entries[shape]
        event: ev.AnyEvent = getattr(ev, kind)(at=at, **dict(zip(names, self.entries[0], strict=True)))
        return event


def _deadlines(mark: bytes) -> dict[str, float]:
    _, which, until, limit = marks.DEADLINES.unpack(mark)
    return ({"until": until} if which & marks.HAS_UNTIL else {}) | ({"limit": limit} if which & marks.HAS_LIMIT else {})
