"""The events that a film shows, one by one: who lines up, drives, waits, is done; finer than its captions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from loopway.story.compare import Comparison
from loopway.story.joint import LANE, RING
from loopway.story.story import Life, Span, State, Story
from loopway.story.things import Call
from loopway.trace.events import Outcome

Kind = Literal[
    "opening", "created", "woken", "yielded", "cancelled", "drives", "awaits", "done", "raised", "stopped",
    "printed", "call", "stands", "returned", "told", "ending",
]  # fmt: skip
"""What happens. From created to cancelled: why a task lines up; done, raised, stopped: how it ends; call, stands,
returned: a plain function on the single lane; told: a caption without an event of its own."""

AWAIT: Kind = "awaits"
_ENDS: dict[Outcome, Kind] = {"returned": "done", "raised": "raised", "cancelled": "stopped"}
SNAP = 0.25
"""Film seconds: a caption that comes so near an event speaks of it."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One event, at film second `at`."""

    at: float
    kind: Kind
    who: str = ""
    """The letter of the task or call."""
    what: str = ""
    """The wait's label, the exception, the printed text, the call, the caption."""
    task: int | None = None
    line: int | None = None
    """Where it happens: the await that begins or ends, the line that creates, the last line; None: not known."""
    program: int = 0
    """Of a comparison: 0 the plain program, 1 the one with a loop."""


def moments(story: Story) -> tuple[Moment, ...]:
    """All events of a film in order, its cards included; of turns told in a streak or a fold only the caption."""
    found = [Moment(at=one.at, kind="printed", what=one.text, task=one.task) for one in story.prints if one.text]
    for life in story.timeline.lives:
        found += _of_life(life)
    for call in story.calls:
        found += _of_call(call)
    told = [Moment(at=beat.at, kind="told", what=beat.caption) for beat in story.beats if beat.caption]
    cards = (
        Moment(at=0.0, kind="opening", what=story.title),
        Moment(at=story.action_end, kind="ending", what=story.ending.sentence),
    )
    return _woven(found, told, cards)


def compared(told: Comparison) -> tuple[Moment, ...]:
    """All events of two programs on their one clock, in order."""
    found = [
        replace(one, at=told.joint.when(film, story.clock, one.at), program=program)
        for program, (film, story) in enumerate(((LANE, told.lane), (RING, told.ring)))
        for one in moments(story)
        if one.kind not in ("told", "opening", "ending")
    ]
    beats = [Moment(at=beat.at, kind="told", what=beat.caption) for beat in told.beats]
    cards = (
        Moment(at=0.0, kind="opening", what=told.verdict.title),
        Moment(at=told.action_end, kind="ending", what=told.verdict.sentence),
    )
    return _woven([one for one in found if one.at < told.action_end], beats, cards)


def _woven(found: list[Moment], told: list[Moment], cards: tuple[Moment, Moment]) -> tuple[Moment, ...]:
    instants = [one.at for one in (*found, *cards)]
    lonely = [one for one in told if all(abs(at - one.at) > SNAP for at in instants)]
    return tuple(sorted((*cards, *found, *lonely), key=lambda one: (one.at, one.task or 0)))


def _of_life(life: Life) -> Iterator[Moment]:
    who = life.letter
    before: Span | None = None
    for span in life.spans:
        if not span.flash:
            yield _of_span(span, before, life.task, who)
        before = span
    if before is not None and before.outcome is not None and not before.flash:
        kind = _ENDS[before.outcome]
        yield Moment(at=before.end, kind=kind, who=who, what=life.result, task=life.task, line=before.stop_line)


def _of_span(span: Span, before: Span | None, task: int, who: str) -> Moment:
    match span.state:
        case State.READY:
            line = before.line if before is not None and span.line is None else span.line
            return Moment(at=span.start, kind=span.cause or "woken", who=who, task=task, line=line)
        case State.RUNNING:
            return Moment(at=span.start, kind="drives", who=who, task=task, line=span.line)
        case State.SUSPENDED:
            label = span.wait.label if span.wait else ""
            return Moment(at=span.start, kind=AWAIT, who=who, what=label, task=task, line=span.line)


def _of_call(call: Call) -> Iterator[Moment]:
    who = call.letter
    yield Moment(at=call.start, kind="call", who=who, what=call.call, task=call.number)
    for stop in call.stops:
        yield Moment(at=stop.start, kind="stands", who=who, what=stop.call, task=call.number)
    if call.outcome is not None:
        kind: Kind = "raised" if call.outcome == "raised" else "returned"
        yield Moment(at=call.leaves, kind=kind, who=who, what=call.result, task=call.number)
