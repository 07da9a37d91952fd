"""The laws of what makes a task ready: the cause lies before it, and what it waited for has happened."""

from __future__ import annotations

from loopway.trace import events as ev
from loopway.trace.bounds import FINEST
from loopway.trace.ledger import Ledger, TaskBook, TaskState

_WAITS_FOR_ALL = ("task", "gather", "taskgroup")
"""Kinds of wait that last until each task that is waited for is over; a gather's also until the first one fails."""


def no_cause(ledger: Ledger, event: ev.TaskScheduled, task: TaskBook) -> str | None:
    """Give why this cannot be what made the task ready, if it cannot."""
    if event.cause == "yielded" and (task.state is not TaskState.RUNNING or event.by not in (None, event.task)):
        return f"task {event.task} does not run: it cannot yield"
    if event.cause == "cancelled" and not task.asked:
        return f"task {event.task} was not asked to cancel"
    if isinstance(event.by, int):
        why = _no_waker(ledger, event, task, event.by)
        if why is not None:
            return why
    return _too_early(ledger, event, task) if event.cause == "woken" and task.wait is not None else None


def _no_waker(ledger: Ledger, event: ev.TaskScheduled, task: TaskBook, by: int) -> str | None:
    """A task makes another ready in a step, or in a callback that the loop still owes to that step or to its end.

    Such a step does not end before the waiter's own last step began: an older one cannot know of the wait. Only of a
    task that is over the callbacks run at any time.
    """
    waker = ledger.tasks.get(by)
    if waker is None or not waker.began:
        return f"task {by} has not run yet: it cannot have made task {event.task} ready"
    if waker.state is TaskState.RUNNING or waker.is_over() or by == event.task or waker.ended > task.began:
        return None
    return f"task {by} has not run since task {event.task} began to wait: it cannot have made it ready"


def _too_early(ledger: Ledger, event: ev.TaskScheduled, task: TaskBook) -> str | None:
    wait = task.wait
    if wait is None or task.state is not TaskState.SUSPENDED:
        return None
    if event.by == "timer" and wait.until is not None and event.at < wait.until - FINEST:
        return f"the timer of task {event.task} rings at {event.at!r}, before {wait.until!r}"
    if wait.kind in _WAITS_FOR_ALL:
        over = [(on, ledger.tasks[on]) for on in wait.on if isinstance(on, int)]
        open_ = [number for number, child in over if not child.is_over()]
        failed = wait.kind == "gather" and any(child.outcome in ("raised", "cancelled") for _, child in over)
        if open_ and not failed:
            return f"task {event.task} is woken although task {open_[0]}, which it waits for, is not done"
    return None
