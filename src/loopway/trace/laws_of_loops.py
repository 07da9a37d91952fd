"""The laws of loops: opened, idle, closed; and of what runs on them or beside them without being a task."""

from __future__ import annotations

from loopway.trace import events as ev
from loopway.trace.bounds import LONGEST, no_deadline, no_place
from loopway.trace.ledger import Ledger


def mentioned(ledger: Ledger, number: int) -> str | None:
    """Loops are numbered 1, 2, 3 in the order of their first mention."""
    if number not in ledger.loops and number != len(ledger.loops) + 1:
        return f"loop {number} comes after loop {len(ledger.loops)}: the numbers are 1, 2, 3 in order of mention"
    return None


def loop_opened(ledger: Ledger, event: ev.LoopOpened) -> str | None:
    """A loop is opened once, and never after it was closed."""
    why = mentioned(ledger, event.loop)
    loop = ledger.loop(event.loop)
    if loop.opened:
        return f"loop {event.loop} was opened before"
    loop.opened = True
    return why


def is_open(ledger: Ledger, number: int) -> str | None:
    """What a loop does, it does between its opening and its closing."""
    loop = ledger.loops.get(number)
    if loop is None or not loop.opened:
        return f"loop {number} was never opened"
    return f"loop {number} is closed" if loop.closed else None


def loop_idle(ledger: Ledger, event: ev.LoopIdle) -> str | None:
    """A loop is idle outside of all steps, when nobody is ready."""
    why = is_open(ledger, event.loop) or no_deadline(event.until)
    if why is not None:
        return why
    loop = ledger.loop(event.loop)
    if loop.stack:
        return f"loop {event.loop} is idle inside a step of task {loop.stack[-1]}"
    if ledger.first_ready(loop) is not None:
        return f"loop {event.loop} is idle although task {loop.line[0]} is ready"
    return None


def loop_closed(ledger: Ledger, event: ev.LoopClosed) -> str | None:
    """A loop is closed once, outside of all steps."""
    why = is_open(ledger, event.loop)
    if why is None:
        loop = ledger.loop(event.loop)
        loop.closed = True
        if loop.stack:
            why = f"loop {event.loop} is closed inside a step of task {loop.stack[-1]}"
    return why


def callback_ran(ledger: Ledger, event: ev.CallbackRan) -> str | None:
    """The loop calls plain functions outside of all steps."""
    why = is_open(ledger, event.loop) or no_place(ledger, event.where)
    if why is None and ledger.loop(event.loop).stack:
        why = f"loop {event.loop} runs a callback inside a step of task {ledger.loop(event.loop).stack[-1]}"
    return why


def made_coroutine(ledger: Ledger, event: ev.CoroutineMade | ev.CoroutineNeverAwaited) -> str | None:
    """A call has its place in the script's folder."""
    return no_place(ledger, event.where)


def call_blocked(ledger: Ledger, event: ev.CallBlocked) -> str | None:
    """A blocking call is inside a step of its task; all of them together are told before the step ends."""
    if not 0 <= event.seconds <= LONGEST:
        return f"{event.seconds!r} seconds is no length of a call"
    if event.task is not None:
        if not ledger.is_running(event.task):
            return f"task {event.task} does not run: it cannot block"
        ledger.tasks[event.task].blocked += event.seconds
    return no_place(ledger, event.where)


def inside_step(ledger: Ledger, event: ev.LineReached | ev.Printed) -> str | None:
    """A line is reached, and a text printed, by the task that runs."""
    if event.task is not None and not ledger.is_running(event.task):
        doing = "reach a line" if isinstance(event, ev.LineReached) else "print"
        return f"task {event.task} does not run: it cannot {doing}"
    return no_place(ledger, event.where) if isinstance(event, ev.LineReached) else None
