"""What one forward pass hands out: the film instants of everything, while they are being given away.

There may be a million of them, and none refers to itself: the garbage collector leaves them out (`gc=False`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from loopway.story.clock import Anchor
from loopway.story.story import LineMark, Road, State, Stretch, StretchKind
from loopway.story.things import Call, Print, ResourceMark, Work
from loopway.trace.events import By, Cause, Wait


class Mark(msgspec.Struct, gc=False):
    """The film instants of one span; its end is the next one's start."""

    state: State
    start: float
    leaves: float
    settled: float
    flash: bool = False
    eager: bool = False


class Flash(msgspec.Struct, frozen=True, gc=False):
    """The film instants of a turn of a streak or a fold: up to three spans in one value, as there may be very many."""

    since: float | None
    """The beginning of the READY span before it; None: it has none."""
    start: float
    end: float
    rests: bool
    """Whether a SUSPENDED span follows."""

    def marks(self) -> Iterator[Mark]:
        """Its spans."""
        if self.since is not None:
            yield Mark(State.READY, self.since, self.start, self.start, flash=True)
        yield Mark(State.RUNNING, self.start, self.start, self.end, flash=True)
        if self.rests:
            yield Mark(State.SUSPENDED, self.end, self.end, self.end, flash=True)


class Ready(msgspec.Struct, gc=False):
    """Since when a task is ready, and why."""

    since: float
    cause: Cause
    by: By
    event: int


class Standing(msgspec.Struct, gc=False):
    """Where one task stands in the film so far."""

    task: int
    born: float | None = None
    ready: Ready | None = None
    began: bool = False
    gate: float = 0.0
    parked: float = 0.0
    in_passing: bool = False
    """It has given up its turn, and may go straight to the line."""
    wait: Wait | None = None
    wait_event: int = 0
    done: bool = False
    asked: int | None = None
    """The place of the CancelRequested that it has not heard yet."""


@dataclass(slots=True)
class Reel:
    """Film instants in the order in which the pass found them."""

    marks: defaultdict[int, list[Mark | Flash]] = field(default_factory=lambda: defaultdict(list))
    born: dict[int, float] = field(default_factory=dict)
    gone: dict[int, float] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    roads: list[Road] = field(default_factory=list)
    lines: list[LineMark] = field(default_factory=list)
    prints: list[Print] = field(default_factory=list)
    resources: list[ResourceMark] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    waits_wanted: float = 1.0
    """How many times as long idle times should be, for their sentences."""
    blocks_wanted: float = 1.0
    """How many times as long blocking calls should be, for their sentences."""
    moving_until: float = 0.0
    """The last end of a movement so far."""
    action_end: float = 0.0
    length: float = 0.0

    def marks_of(self, task: int) -> list[Mark]:
        """All spans of a task."""
        found: list[Mark] = []
        for mark in self.marks.get(task, ()):
            if isinstance(mark, Mark):
                found.append(mark)
            else:
                found += mark.marks()
        return found

    def mark(self, task: int, state: State, start: float, leaves: float, settled: float) -> Mark:
        """Open the next span of a task."""
        mark = Mark(state, start, leaves, settled)
        self.marks[task].append(mark)
        self.moving_until = max(self.moving_until, settled)
        return mark

    def stretch(
        self,
        kind: StretchKind,
        film: tuple[float, float],
        trace: tuple[float, float],
        task: int | None = None,
        call: str = "",
        count: int = 0,
    ) -> None:
        """A part in which the clock is not in ordinary slow motion, with its two anchors."""
        (start, end), (begins_at, ends_at) = film, trace
        self.anchors += [(start, begins_at), (end, ends_at)]
        self.stretches.append(
            Stretch(
                kind=kind,
                start=start,
                end=end,
                begins_at=begins_at,
                ends_at=ends_at,
                task=task,
                call=call,
                count=count,
            )
        )
