"""From the child's records to a Trace."""

from __future__ import annotations

import os
import platform
import signal
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import structs

from loopway.errors import LoopwayError, MachineError, TraceError, UsageError
from loopway.record.clock import STEP
from loopway.record.decode import decode
from loopway.record.judge import doubts
from loopway.record.spool import Spooled
from loopway.trace.events import AnyEvent, CallBlocked, Clock, Header, LoopOpened
from loopway.trace.plain import plain_events, plain_record
from loopway.trace.trace import Trace


class Ran(NamedTuple):
    """A run that is over, as the parent saw it."""

    script: Path
    source: str
    clock: str
    timeout: float
    events: int
    """How many may be kept."""
    returncode: int
    overdue: bool
    """It was told that its time was up."""


class Ending(msgspec.Struct, frozen=True):
    """The child's last record; one that was killed leaves none."""

    exited: bool = True
    """The process ended as the script wanted it, and not because the recording had stopped."""
    error: str | None = None
    cut: str | None = None
    mixed: bool = False
    loops: int = 0
    why_not: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def assemble(spooled: Spooled, ran: Ran) -> Trace:
    """Make a Trace of what the child has written. Raises MachineError if nobody watched."""
    if not spooled.watched:
        raise _unwatched(ran)
    events, dropped = decode(spooled, ran.events, 0 if ran.clock == "real" else STEP)
    if any(isinstance(event, CallBlocked) for event in events):
        events = _joined(events)
    events = plain_events(events)
    ending = msgspec.convert(spooled.last, Ending) if spooled.last is not None else _abrupt(ran, events)
    try:
        return Trace(header=plain_record(_header(ran, ending, len(events), dropped)), events=tuple(events))
    except TraceError as error:
        what = "what the loop did is not what asyncio's loops do"
        todo = (
            "if nothing in the script replaces parts of asyncio, this is a fault of loopway: report it with the script"
        )
        raise TraceError(what, where=f"{ran.script}, {error.where} of its trace", why=error.why, todo=todo) from None


def _joined(events: list[AnyEvent]) -> list[AnyEvent]:
    """Make one of the pieces of a long computation: each look at the clock has ended one."""
    joined: list[AnyEvent] = []
    for event in events:
        last = joined[-1] if joined else None
        if isinstance(event, CallBlocked) and isinstance(last, CallBlocked) and _is_one(last, event):
            joined[-1] = structs.replace(last, seconds=round(last.seconds + event.seconds, 9))
        else:
            joined.append(event)
    return joined


def _is_one(first: CallBlocked, second: CallBlocked) -> bool:
    return first.call == second.call == "busy" and (first.task, first.where) == (second.task, second.where)


def _header(ran: Ran, ending: Ending, kept: int, dropped: int) -> Header:
    clock: Clock = "real" if ran.clock == "real" else "mixed" if ending.mixed else "virtual"
    why_not = ending.why_not + doubts(ran.source)
    if clock == "real":
        why_not = ("Real time is never the same twice.", *ending.why_not)
    return Header(
        script=_relative(ran.script),
        source=ran.source,
        python=platform.python_version(),
        clock=clock,
        step=0.0 if clock == "real" else STEP / 1e9,
        reproducible=not why_not,
        why_not=why_not,
        exit=_exit_code(ran) if ending.exited else 0,
        error=ending.error,
        cut=_filled(kept, ran.events) if dropped else ending.cut,
        dropped=dropped,
        notes=ending.notes,
    )


def _abrupt(ran: Ran, events: list[AnyEvent]) -> Ending:
    """Say how a process ended that left no ending."""
    if ran.overdue:
        cut = f"The recording stopped after {ran.timeout:g} s of real time."
        return Ending(exited=False, cut=cut, loops=_loops(events))
    if ran.returncode < 0:
        cut = f"The process was killed by {signal.Signals(-ran.returncode).name}."
    else:
        cut = f"The process ended at once, with the exit code {ran.returncode} (os._exit)."
    return Ending(cut=cut, loops=_loops(events))


def _filled(kept: int, most: int) -> str:
    if kept < most:
        return f"The recording stopped after {kept:,} events, for want of memory; the script went on."
    return f"The recording stopped after {most:,} events; the script went on."


def _loops(events: list[AnyEvent]) -> int:
    return sum(isinstance(event, LoopOpened) for event in events)


def _exit_code(ran: Ran) -> int:
    return ran.returncode if ran.returncode >= 0 else 128 - ran.returncode


def _relative(script: Path) -> str:
    path = os.path.relpath(script)
    return script.name if path.startswith(os.pardir) else path


def _unwatched(ran: Ran) -> LoopwayError:
    if ran.overdue:
        return UsageError(
            "the script had no time to begin",
            where=str(ran.script),
            why=f"it was stopped after {ran.timeout:g} s of real time, and Python needs longer to start",
            todo="give it more with --timeout",
        )
    return MachineError(
        "the script could not be watched",
        where=str(ran.script),
        why="Python did not start loopway's watcher before the script",
        todo="run loopway without the options -I, -E and -S of Python",
    )
