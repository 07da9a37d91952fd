"""The laws that every run of an asyncio loop obeys, as pure functions over its events, in linear time.

Each law reads one event against the ledger of all before it, writes the ledger on, and gives the reason of the
breach, or None. A recording that was cut may end anywhere, also inside a step; all else holds for it too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, NamedTuple

from loopway.trace import events as ev
from loopway.trace import laws_of_resources, laws_of_work
from loopway.trace.ledger import Ledger, TaskBook, TaskState

LONGEST = 1e10
"""No run lasts, and no deadline lies, more than three hundred years ahead."""


class Breach(NamedTuple):
    """Where and why a trace is unlawful; `line` counts the header as 1."""

    line: int
    why: str


def first_breach(events: Sequence[ev.AnyEvent], *, cut: bool) -> Breach | None:
    """Find the first event that breaks a law; None if the trace is lawful.

    >>> first_breach([ev.LoopOpened(at=0.0, loop=1), ev.LoopOpened(at=0.0, loop=1)], cut=False)
    Breach(line=3, why='loop 1 was opened before')
    """
    ledger = Ledger()
    for line, event in enumerate(events, 2):
        why = _time(ledger, event.at)
        law = _LAWS.get(type(event))
        if why is None and law is not None:
            why = law(ledger, event)
        if why is not None:
            return Breach(line, why)
    if not cut:
        for number, task in ledger.tasks.items():
            if task.state is TaskState.RUNNING:
                return Breach(len(events) + 1, f"the trace ends inside a step of task {number}")
    return None


def _time(ledger: Ledger, at: float) -> str | None:
    if not 0 <= at <= LONGEST:  # also refuses nan
        return f"{at!r} is no instant of a run"
    if at < ledger.at:
        return f"time falls from {ledger.at!r} to {at!r}"
    ledger.at = at
    return None


def _loop_opened(ledger: Ledger, event: ev.LoopOpened) -> str | None:
    loop = ledger.loop(event.loop)
    if loop.opened:
        return f"loop {event.loop} was opened before"
    loop.opened = True
    return None


def _open_loop(ledger: Ledger, number: int) -> str | None:
    loop = ledger.loop(number)
    if not loop.opened:
        return f"loop {number} was never opened"
    return f"loop {number} is closed" if loop.closed else None


def _loop_idle(ledger: Ledger, event: ev.LoopIdle) -> str | None:
    loop = ledger.loop(event.loop)
    if loop.stack:
        return f"loop {event.loop} is idle inside a step of task {loop.stack[-1]}"
    if loop.line:
        return f"loop {event.loop} is idle although task {loop.line[0]} is ready"
    return _open_loop(ledger, event.loop) or _deadline(event.until)


def _loop_closed(ledger: Ledger, event: ev.LoopClosed) -> str | None:
    why = _open_loop(ledger, event.loop)
    loop = ledger.loop(event.loop)
    if why is None and loop.stack:
        why = f"loop {event.loop} is closed inside a step of task {loop.stack[-1]}"
    loop.closed = True
    return why


def _task_created(ledger: Ledger, event: ev.TaskCreated) -> str | None:
    if event.task != len(ledger.tasks) + 1:
        return f"task {event.task} comes after task {len(ledger.tasks)}: the numbers are 1, 2, 3 in order of creation"
    if event.parent is not None and not ledger.is_running(event.parent):
        return f"task {event.parent} does not run: it cannot create task {event.task}"
    if ledger.loop(event.loop).closed:
        return f"loop {event.loop} is closed"
    ledger.tasks[event.task] = TaskBook(event.loop)
    return None


def _task_scheduled(ledger: Ledger, event: ev.TaskScheduled) -> str | None:
    task = ledger.tasks.get(event.task)
    if task is None:
        return f"task {event.task} was never created"
    if task.state is TaskState.DONE:
        return f"task {event.task} is done"
    if task.state is TaskState.READY or task.awaits_step:
        return f"task {event.task} is ready already"
    if (event.cause == "created") != (task.state is TaskState.NEW):
        return f"task {event.task} is {task.state.value}: the cause cannot be {event.cause!r}"
    if event.cause == "yielded" and task.state is not TaskState.RUNNING:
        return f"task {event.task} does not run: it cannot yield"
    if isinstance(event.by, int):
        cause = ledger.tasks.get(event.by)
        if cause is None or not cause.stepped:
            return f"task {event.by} has not run yet: it cannot have made task {event.task} ready"
    if task.state is TaskState.RUNNING:
        task.awaits_step = True
    else:
        task.state = TaskState.READY
    ledger.loop(task.loop).line.append(event.task)
    return None


def _step_started(ledger: Ledger, event: ev.StepStarted) -> str | None:
    task = ledger.tasks.get(event.task)
    if task is None:
        return f"task {event.task} was never created"
    wanted = TaskState.NEW if event.eager else TaskState.READY
    if task.state is not wanted:
        return f"task {event.task} is {task.state.value}, not {wanted.value}: it cannot begin this step"
    loop = ledger.loop(task.loop)
    if loop.closed:
        return f"loop {task.loop} is closed"
    if not event.eager:
        if loop.stack:
            return f"task {event.task} begins a step inside a step of task {loop.stack[-1]}"
        if loop.line[0] != event.task:
            return f"task {loop.line[0]} was ready before task {event.task}: first made ready, first stepped"
        loop.line.popleft()
    loop.stack.append(event.task)
    task.state = TaskState.RUNNING
    task.stepped = True
    return None


def _step_ended(ledger: Ledger, number: int) -> str | None:
    task = ledger.tasks.get(number)
    if task is None:
        return f"task {number} was never created"
    stack = ledger.loop(task.loop).stack
    if not stack or stack[-1] != number:
        return f"task {number} does not run: its step cannot end"
    stack.pop()
    return None


def _task_suspended(ledger: Ledger, event: ev.TaskSuspended) -> str | None:
    why = _step_ended(ledger, event.task) or _deadline(event.wait.until)
    if why is None:
        unknown = [on for on in event.wait.on if isinstance(on, int) and on not in ledger.tasks]
        if unknown:
            return f"task {event.task} waits for task {unknown[0]}, which was never created"
        task = ledger.tasks[event.task]
        task.state = TaskState.READY if task.awaits_step else TaskState.SUSPENDED
        task.awaits_step = False
    return why


def _task_done(ledger: Ledger, event: ev.TaskDone) -> str | None:
    why = _step_ended(ledger, event.task)
    if why is None:
        task = ledger.tasks[event.task]
        if task.awaits_step:
            return f"task {event.task} is done although it is ready for another step"
        task.state = TaskState.DONE
    return why


def _cancel_requested(ledger: Ledger, event: ev.CancelRequested) -> str | None:
    task = ledger.tasks.get(event.task)
    if task is None:
        return f"task {event.task} was never created"
    if task.state is TaskState.DONE:
        return f"task {event.task} is done: it cannot be cancelled"
    return None


def _runs(ledger: Ledger, event: ev.LineReached) -> str | None:
    if event.task is not None and not ledger.is_running(event.task):
        return f"task {event.task} does not run: it cannot reach a line"
    return None


def _known(ledger: Ledger, event: ev.Printed) -> str | None:
    if event.task is not None and event.task not in ledger.tasks:
        return f"task {event.task} was never created"
    return None


def _call_blocked(ledger: Ledger, event: ev.CallBlocked) -> str | None:
    if not 0 <= event.seconds <= LONGEST:
        return f"{event.seconds!r} seconds is no length of a call"
    if event.task is not None and not ledger.is_running(event.task):
        return f"task {event.task} does not run: it cannot block"
    return None


def _call_started(ledger: Ledger, event: ev.CallStarted) -> None:
    ledger.calls.append(event.call)


def _call_returned(ledger: Ledger, event: ev.CallReturned) -> str | None:
    if not ledger.calls:
        return f"{event.call} has not been called: it cannot end"
    call = ledger.calls.pop()
    return None if call == event.call else f"{event.call} ends, but it is {call} that was called last"


def _deadline(until: float | None) -> str | None:
    if until is not None and not (isfinite(until) and abs(until) <= LONGEST):
        return f"{until!r} is no deadline"
    return None


_LAWS: dict[type, Callable[[Ledger, Any], str | None]] = {
    ev.LoopOpened: _loop_opened,
    ev.LoopIdle: _loop_idle,
    ev.LoopClosed: _loop_closed,
    ev.TaskCreated: _task_created,
    ev.TaskScheduled: _task_scheduled,
    ev.StepStarted: _step_started,
    ev.TaskSuspended: _task_suspended,
    ev.TaskDone: _task_done,
    ev.CancelRequested: _cancel_requested,
    ev.LineReached: _runs,
    ev.Printed: _known,
    ev.ResourceChanged: laws_of_resources.resource_changed,
    ev.WorkStarted: laws_of_work.work_started,
    ev.WorkFinished: laws_of_work.work_finished,
    ev.CallBlocked: _call_blocked,
    ev.CallStarted: _call_started,
    ev.CallReturned: _call_returned,
}
