"""The laws that every run of an asyncio loop obeys, as pure functions over its events, in linear time.

Each law reads one event against the ledger of all before it, writes the ledger on, and gives the reason of the
breach, or None. A recording that was cut may end anywhere, also inside a step; all else holds for it too.

Two sums follow from them. Of a task: it is ready from the instant at which it is made so, then by turns running,
suspended and ready, in one state at a time and without a gap: ready + running + suspended = its life, until it is done
or destroyed. Of a loop: its steps and its idle times lie apart (a step ends before the loop is idle, and nothing is
ready then), between its opening and its closing: running + idle <= wall time, and what is left is overhead, the loop's
own work and the plain functions that it calls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from loopway.trace import events as ev
from loopway.trace import laws_of_calls, laws_of_loops, laws_of_resources, laws_of_tasks, laws_of_work
from loopway.trace.bounds import LARGEST, LONGEST, outside
from loopway.trace.ledger import Ledger, TaskState


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
        ledger.line = line
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


def header_breach(header: ev.Header) -> Breach | None:
    """Find what no recorder writes into a header; None if it is lawful.

    >>> header_breach(Header(script="/etc/passwd", source="", ...)).why
    "'/etc/passwd' leads out of the script's folder"
    """
    why = outside(header.script)
    if why is None and not 0 <= header.step <= LONGEST:
        why = f"{header.step!r} seconds is no length of a step"
    if why is None and not -LARGEST <= header.exit <= LARGEST:
        why = "no process ends with such an exit code"
    if why is None and not 0 <= header.dropped <= LARGEST:
        why = "no recorder drops so many events"
    return None if why is None else Breach(1, why)


def _time(ledger: Ledger, at: float) -> str | None:
    if not 0 <= at <= LONGEST:  # also refuses nan
        return f"{at!r} is no instant of a run"
    if at < ledger.at:
        return f"time falls from {ledger.at!r} to {at!r}"
    ledger.at = at
    return None


_LAWS: dict[type, Callable[[Ledger, Any], str | None]] = {
    ev.LoopOpened: laws_of_loops.loop_opened,
    ev.LoopIdle: laws_of_loops.loop_idle,
    ev.LoopClosed: laws_of_loops.loop_closed,
    ev.TaskCreated: laws_of_tasks.task_created,
    ev.TaskScheduled: laws_of_tasks.task_scheduled,
    ev.StepStarted: laws_of_tasks.step_started,
    ev.TaskSuspended: laws_of_tasks.task_suspended,
    ev.TaskDone: laws_of_tasks.task_done,
    ev.TaskDestroyed: laws_of_tasks.task_destroyed,
    ev.ExceptionNeverRetrieved: laws_of_tasks.never_retrieved,
    ev.CancelRequested: laws_of_tasks.cancel_requested,
    ev.CallbackRan: laws_of_loops.callback_ran,
    ev.CoroutineMade: laws_of_loops.made_coroutine,
    ev.CoroutineNeverAwaited: laws_of_loops.made_coroutine,
    ev.LineReached: laws_of_loops.inside_step,
    ev.Printed: laws_of_loops.inside_step,
    ev.CallBlocked: laws_of_loops.call_blocked,
    ev.ResourceChanged: laws_of_resources.resource_changed,
    ev.WorkStarted: laws_of_work.work_started,
    ev.WorkFinished: laws_of_work.work_finished,
    ev.CallStarted: laws_of_calls.call_started,
    ev.CallReturned: laws_of_calls.call_returned,
}
