"""A recording in short lines, for the tests of waits: who is ready, runs, waits and ends, and because of whom."""

from __future__ import annotations

from loopway.trace import Trace
from loopway.trace.events import CancelRequested, StepStarted, TaskCreated, TaskDone, TaskScheduled, TaskSuspended
from loopway.trace.wait import Wait

Told = TaskCreated | TaskScheduled | StepStarted | TaskSuspended | TaskDone | CancelRequested


def brief(trace: Trace, *, times: bool = True) -> list[str]:
    """Give each change in the life of a task of the user's in one line, from the first task's first step on.

    `2 ready, woken by 1` · `2 runs` (`!`: CancelledError is raised in it) · `2 waits: lock "lock" on lock1`
    """
    internal = {event.task for event in trace.events if isinstance(event, TaskCreated) and event.internal}
    lines = [
        f"{instant(event.at)}: {_line(event)}" if times else _line(event).split(" until ")[0].split(", limit ")[0]
        for event in trace.events
        if isinstance(event, Told) and event.task not in internal and not _is_creation(event)
    ]
    return lines[1:]


def _is_creation(event: Told) -> bool:
    return isinstance(event, TaskScheduled) and event.cause == "created"


def _line(event: Told) -> str:
    task = event.task
    match event:
        case TaskCreated():
            return f"{task} created, {event.coro}"
        case TaskScheduled():
            return f"{task} ready, {event.cause} by {event.by}"
        case StepStarted():
            return f"{task} runs{' eagerly' * event.eager}{'!' * event.cancelled}"
        case TaskSuspended():
            return f"{task} waits: {_wait(event.wait)}"
        case TaskDone():
            return f"{task} {event.outcome}{' ' * bool(event.result)}{event.result}{', swallowed' * event.swallowed}"
        case CancelRequested():
            return f"{task} asked to cancel by {event.by}"


def _wait(wait: Wait) -> str:
    on = f" on {', '.join(map(str, wait.on))}" if wait.on else ""
    until = "" if wait.until is None else f" until {instant(wait.until)}"
    limit = "" if wait.limit is None else f", limit {instant(wait.limit)}"
    label = "" if wait.label == wait.kind else f' "{wait.label}"'
    return f"{wait.kind}{label}{on}{until}{limit}"


def instant(at: float) -> str:
    """Write an instant as seconds and nominal steps; tenths of a second are the finest that the programs sleep."""
    tenths = int(at * 10 + 1e-6)
    steps = round((at - tenths / 10) / 20e-6)
    return f"{tenths / 10:g}" + (f"+{steps}" if steps else "")
