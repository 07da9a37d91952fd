"""The laws of work in other threads and processes: what ends has begun."""

from __future__ import annotations

from loopway.trace import events as ev
from loopway.trace.ledger import Ledger


def work_started(ledger: Ledger, event: ev.WorkStarted) -> str | None:
    """Who asked for work exists."""
    ledger.works[event.thread, event.work, event.task] += 1
    return _unknown(ledger, event.task)


def work_finished(ledger: Ledger, event: ev.WorkFinished) -> str | None:
    """Work ends as often as it has begun, in the same thread."""
    key = event.thread, event.work, event.task
    if not ledger.works[key]:
        return f"{event.work} ends in {event.thread}, and has not begun there"
    ledger.works[key] -= 1
    return None


def _unknown(ledger: Ledger, task: int | None) -> str | None:
    return None if task is None or task in ledger.tasks else f"task {task} was never created"
