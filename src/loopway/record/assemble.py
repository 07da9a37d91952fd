"""From the child's records to a Trace."""

from __future__ import annotations

import os
import platform
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from loopway.errors import MachineError, TraceError
from loopway.record.clock import STEP
from loopway.record.judge import doubts, no_loop
from loopway.record.spool import Record
from loopway.trace.events import AnyEvent, CallBlocked, Clock, Header, LoopOpened
from loopway.trace.plain import plain_events, plain_record
from loopway.trace.trace import Trace


class Ran(NamedTuple):
    """A run that is over, as the parent saw it."""

    script: Path
    source: str
    clock: str
    timeout: float
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


def assemble(records: Iterable[Record], ran: Ran) -> Trace:
    """Make a Trace of the records. Raises ScriptError if there was no loop, MachineError if nobody watched."""
    kinds = iter(records)
    if next(kinds, None) is None:
        raise _unwatched(ran)
    told: list[dict[str, Any]] = []
    ending: Ending | None = None
    for kind, at, fields in kinds:
        if kind == "Ending":
            ending = msgspec.convert(fields, Ending)
        else:
            told.append({"type": kind, "at": at / 1e9, **fields})
    # all at once: one by one takes thirty times as long
    events = plain_events(_joined(msgspec.convert(told, list[AnyEvent])))
    ending = ending or _abrupt(ran, events)
    if not ending.loops and "asyncio" not in ran.source:
        raise no_loop(ran.script)
    try:
        return Trace(header=plain_record(_header(ran, ending)), events=tuple(events))
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


def _header(ran: Ran, ending: Ending) -> Header:
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
        cut=ending.cut,
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


def _loops(events: list[AnyEvent]) -> int:
    return sum(isinstance(event, LoopOpened) for event in events)


def _exit_code(ran: Ran) -> int:
    return ran.returncode if ran.returncode >= 0 else 128 - ran.returncode


def _relative(script: Path) -> str:
    path = os.path.relpath(script)
    return script.name if path.startswith(os.pardir) else path


def _unwatched(ran: Ran) -> MachineError:
    return MachineError(
        "the script could not be watched",
        where=str(ran.script),
        why="Python did not start loopway's watcher before the script",
        todo="run loopway without the options -I, -E and -S of Python",
    )
