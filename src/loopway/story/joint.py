"""Two films on one clock: what runs in slow motion runs at its own film speed, and time hurries only for both at once.

Each film is a row of parts: slow ones, in which its picture moves, and hurried ones, in which its clock does. A slow
part plays as it is, beside whatever the other one has to show; while anybody is in slow motion, a hurried part stands
where the clock stands. So the clock is one, it never falls, and nobody is ever ahead of it by more than `TOGETHER`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from loopway.story.clock import Anchor, Clock, solve
from loopway.story.curves import block_length
from loopway.story.pace import Pace
from loopway.story.story import FilmClock, Story, StretchKind

RING, LANE = 0, 1
"""The places of the two films in the joint one: if both are in slow motion, the ring road leads the clock."""

TOGETHER = 1e-3
"""Trace seconds: what is nearer than this happens at the same time; the one does not wait until the other is over."""

SHORT = 0.1
"""... but no more than this part of a hurried one: a wait of 500 µs is not skipped."""

HURRIED = (StretchKind.IDLE, StretchKind.BLOCK, StretchKind.FOLD)
"""In these the clock runs on, whatever the other one does. A streak is driven: it is slow motion."""

WAITS = 2.2
"""Time that hurries for two roads takes so many times as long as on one of them: both are to be watched."""

SURELY = 1e-9
"""Film seconds are exact to less than this."""

ROUNDS = 60
"""Halvings of a bisection: far beyond what a float can tell."""


class Part(msgspec.Struct, frozen=True):
    """`start` .. `end` in the film's own seconds, `begins_at` .. `ends_at` in trace seconds."""

    start: float
    end: float
    begins_at: float
    ends_at: float
    hurried: bool

    @property
    def near(self) -> float:
        """Trace seconds before its end from which on it is over, if something else is to begin."""
        return min(TOGETHER, SHORT * (self.ends_at - self.begins_at))


class Run(msgspec.Struct, frozen=True):
    """Where one film stands in a piece of the joint one: it runs on from `start`, or it follows the clock up to `end`."""

    start: float
    end: float
    runs: bool


class Joint(msgspec.Struct, frozen=True, kw_only=True):
    """Two films as one: `at` gives, for a joint film second, each film's own one, so that both show the same clock."""

    clock: Clock
    starts: tuple[float, ...]
    """When each piece begins, in joint film seconds."""
    runs: tuple[tuple[Run, ...], ...]
    """For each piece: of each film."""
    over: tuple[float, ...]
    """When each film has shown everything, in joint film seconds."""

    @property
    def end(self) -> float:
        """Joint film seconds: both have shown everything."""
        return max(self.over)

    def at(self, film: int, clock: FilmClock, t: float) -> float:
        """The second of a film (0 the first) at joint film second t; `clock` is that film's own."""
        place = max(0, bisect_right(self.starts, t) - 1)
        run = self.runs[place][film]
        if run.runs:
            return min(run.end, run.start + max(0.0, t - self.starts[place]))
        return first(clock, self.clock.at(t), run.start, run.end)

    def when(self, film: int, clock: FilmClock, second: float) -> float:
        """The first joint film second at which a film has reached a second of its own, or `end`."""
        early, late = 0.0, self.end
        for _ in range(ROUNDS):
            middle = (early + late) / 2
            if self.at(film, clock, middle) < second - SURELY:
                early = middle
            else:
                late = middle
        return late


def first(clock: FilmClock, trace: float, start: float, end: float) -> float:
    """The first film second between `start` and `end` at which a clock shows the trace second, or `end`."""
    if start >= end or clock.at(start) >= trace:
        return start
    if clock.at(end) < trace:
        return end
    for _ in range(ROUNDS):
        middle = (start + end) / 2
        if clock.at(middle) < trace:
            start = middle
        else:
            end = middle
    return end


def parts(story: Story, start: float, end: float) -> tuple[Part, ...]:
    """A film from `start` to `end`, slow and hurried parts in order, without a gap."""
    cuts: list[tuple[float, float, bool]] = []
    reached = start
    for stretch in story.stretches:
        left, right = max(reached, stretch.start), min(end, stretch.end)
        if stretch.kind in HURRIED and left < right:
            cuts += [(reached, left, False), (left, right, True)]
            reached = right
    cuts.append((reached, end, False))
    at = story.clock.at
    return tuple(Part(left, right, at(left), at(right), hurried) for left, right, hurried in cuts if left < right)


class _Side:
    """One film while the joint one is made."""

    def __init__(self, clock: FilmClock, row: Sequence[Part], begins_at: float) -> None:
        self.clock, self.row = clock, row
        self.place, self.film = 0, row[0].start
        self.over = 0.0
        if row[0].begins_at > begins_at + TOGETHER:
            self.row = (Part(self.film, self.film, begins_at, row[0].begins_at, True), *row)

    @property
    def part(self) -> Part | None:
        return self.row[self.place] if self.place < len(self.row) else None

    def follows(self) -> Run:
        """It stands where the clock stands."""
        part = self.part
        return Run(self.film, self.film if part is None else part.end, False)

    def step_on(self, film: float) -> None:
        self.place += 1
        self.film = film


class _Weaver:
    def __init__(self, sides: tuple[_Side, ...], lead: float, begins_at: float, pace: Pace) -> None:
        self.sides, self.pace = sides, pace
        self.t, self.trace = lead, begins_at
        self.anchors: list[Anchor] = [(0.0, begins_at), (lead, begins_at)]
        self.hurried: set[float] = set()
        self.starts = [0.0]
        self.runs = [tuple(Run(side.film, side.film, False) for side in sides)]

    def weave(self) -> None:
        """Piece by piece, until both films are over."""
        while any(side.part for side in self.sides):
            self._skip()
            slow = [side for side in self.sides if side.part is not None and not side.part.hurried]
            if slow:
                self._slow(slow)
            elif any(side.part for side in self.sides):
                self._hurry()

    def _skip(self) -> None:
        """Hurried parts that are as good as over are."""
        for side in self.sides:
            while (part := side.part) is not None and part.hurried and part.ends_at - self.trace <= part.near:
                side.step_on(part.end)
                side.over = self.t

    def _slow(self, slow: list[_Side]) -> None:
        """The first of them leads the clock, up to the end of a slow part or to where a hurried one is over."""
        leader = slow[0]
        length = min(side.part.end - side.film for side in slow if side.part is not None)
        for side in self.sides:
            if (part := side.part) is not None and part.hurried:
                due = first(leader.clock, part.ends_at - part.near, leader.film, leader.film + length)
                length = min(length, due - leader.film)
        self._piece(tuple(Run(s.film, s.film + length, True) if s in slow else s.follows() for s in self.sides))
        assert isinstance(leader.clock, Clock)
        films = leader.clock.films
        inside = films[bisect_right(films, leader.film) : bisect_left(films, leader.film + length)]
        for film in (*inside, leader.film + length):
            self._anchor(self.t + film - leader.film, leader.clock.at(film))
        self.t += length
        for side in slow:
            part = side.part
            assert part is not None
            side.film += length
            if side.film >= part.end - SURELY:
                side.step_on(part.end)
                side.over = self.t

    def _hurry(self) -> None:
        """Both wait: time runs on to whatever is over first."""
        alive = [(side, part) for side in self.sides if (part := side.part) is not None]
        until = min(part.ends_at for _, part in alive)
        until = max(part.ends_at for _, part in alive if part.ends_at - part.near <= until)
        leader = next((part for _, part in alive if part.end > part.start), None)
        seconds = until - self.trace
        if leader is None:
            length = block_length(self.pace, seconds)
        else:
            length = (leader.end - leader.start) * seconds / (leader.ends_at - leader.begins_at)
        length = max(self.pace.idle_floor, (WAITS if len(alive) > 1 else 1.0) * length)
        self.hurried.add(self.t)
        self._piece(tuple(side.follows() for side in self.sides))
        self.t += length
        self._anchor(self.t, until)

    def _piece(self, runs: tuple[Run, ...]) -> None:
        if self.starts[-1] == self.t:
            self.runs[-1] = runs
        else:
            self.starts.append(self.t)
            self.runs.append(runs)

    def _anchor(self, t: float, trace: float) -> None:
        self.trace = max(self.trace, trace)
        self.anchors.append((t, self.trace))


def joint(films: Sequence[tuple[FilmClock, Sequence[Part]]], lead: float, tail: float, pace: Pace) -> Joint:
    """The films side by side: all stand for `lead` film seconds, start together, and stand for `tail` at the end.

    The first of those in slow motion leads the clock.
    """
    begins_at = min(row[0].begins_at for _, row in films)
    weaver = _Weaver(tuple(_Side(clock, row, begins_at) for clock, row in films), lead, begins_at, pace)
    weaver.weave()
    weaver._piece(tuple(side.follows() for side in weaver.sides))
    weaver.anchors.append((weaver.t + tail, weaver.trace))
    hurried = frozenset(weaver.hurried)
    assert all(earlier[0] <= later[0] for earlier, later in pairwise(weaver.anchors))
    return Joint(
        clock=solve(weaver.anchors, hurried, pace),
        starts=tuple(weaver.starts),
        runs=tuple(weaver.runs),
        over=tuple(side.over for side in weaver.sides),
    )
