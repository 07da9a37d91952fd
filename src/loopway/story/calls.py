"""A program without a loop: which of its calls are shown as the ones that follow each other on the single lane."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

import msgspec

from loopway.story.names import LETTERS, function_name
from loopway.story.timeline import end_of
from loopway.trace.events import CallBlocked, CallReturned, CallStarted, LoopOpened, Outcome
from loopway.trace.trace import Trace


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A call that is shown; places are those of its events in the trace."""

    number: int
    """1, 2, 3 in the order of the calls."""
    letter: str
    call: str
    function: str
    started: int
    returned: int | None
    """None: it never returned while it was watched."""
    begins_at: float
    ends_at: float
    outcome: Outcome | None
    result: str


class _Call:
    """A call while it is being read, with those inside it."""

    def __init__(self, place: int, event: CallStarted) -> None:
        self.place, self.event = place, event
        self.returned: tuple[int, CallReturned] | None = None
        self.inside: list[_Call] = []
        self.stands = False
        """It blocks by itself, not only in a call inside it."""


def shown(trace: Trace) -> tuple[Shown, ...]:
    """The calls that are shown: the outermost ones; but a single one that only calls others gives way to those.

    None if a loop ran. A script that calls no function of its own is one call itself, if it blocks.
    """
    if any(isinstance(event, LoopOpened) for event in trace.events):
        return ()
    level, stands = _read(trace)
    while len(level) == 1 and level[0].inside and not level[0].stands:
        level = level[0].inside
    end = end_of(trace)
    if not level and stands:
        return (_script(trace, end),)
    return tuple(_shown(number, call, end) for number, call in enumerate(level, 1))


def _read(trace: Trace) -> tuple[list[_Call], bool]:
    outermost: list[_Call] = []
    stack: list[_Call] = []
    stands = False
    for place, event in enumerate(trace.events):
        if isinstance(event, CallStarted):
            call = _Call(place, event)
            (stack[-1].inside if stack else outermost).append(call)
            stack.append(call)
        elif isinstance(event, CallReturned) and stack:
            stack.pop().returned = (place, event)
        elif isinstance(event, CallBlocked):
            stands = True
            if stack:
                stack[-1].stands = True
    return outermost, stands


def _shown(number: int, call: _Call, end: float) -> Shown:
    place, event = call.returned if call.returned is not None else (None, None)
    return Shown(
        number=number,
        letter=LETTERS[number - 1] if number <= len(LETTERS) else str(number),
        call=call.event.call,
        function=function_name(call.event.call),
        started=call.place,
        returned=place,
        begins_at=call.event.at,
        ends_at=event.at if event is not None else end,
        outcome=event.outcome if event is not None else None,
        result=event.result if event is not None else "",
    )


def _script(trace: Trace, end: float) -> Shown:
    name = PurePath(trace.header.script).name
    begins_at = trace.events[0].at if trace.events else 0.0
    last: int | None = len(trace.events) - 1
    outcome: Outcome | None = "raised" if trace.header.error is not None else "returned"
    if trace.header.cut is not None:
        last, outcome = None, None
    return Shown(
        number=1,
        letter=LETTERS[0],
        call=name,
        function=name,
        started=0,
        returned=last,
        begins_at=begins_at,
        ends_at=end,
        outcome=outcome,
        result=trace.header.error or "",
    )


def standing(trace: Trace, call: Shown) -> Iterator[CallBlocked]:
    """The times for which a call, or one inside it, blocked."""
    last = len(trace.events) if call.returned is None else call.returned + 1
    return (event for event in trace.events[call.started : last] if isinstance(event, CallBlocked))
