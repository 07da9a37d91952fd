"""Two films on one clock: what runs in slow motion runs at its own film speed, and time hurries only for both at once.

Each film is a row of parts: slow ones, in which its picture moves, and hurried ones, in which its clock does. A slow
part plays as it is, beside whatever the other one has to show; while anybody is in slow motion, a hurried part stands
where the clock stands. So the clock is one, it never falls, and nobody is ever ahead of it by more than `TOGETHER`.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from loopway.story.clock import Clock
from loopway.story.story import FilmClock, Story, StretchKind

RING, LANE = 0, 1
"""The places of the two films in the joint one: if both are in slow motion, the ring road leads the clock."""

TOGETHER = 1e-3
"""Trace seconds: what is nearer than this happens at the same time; the one does not wait until the other is over."""

SHORT = 0.1
"""... but no more than this part of a hurried one: a wait of 500 µs is not skipped."""

HURRIED = (StretchKind.IDLE, StretchKind.BLOCK, StretchKind.FOLD)
"""In these the clock runs on, whatever the other one does. A streak is driven: it is slow motion."""

SETTLES = 0.25
"""Film seconds: small motions that begin with a hurried part (a chip that slides) go on while the clock stands, as long
as the film is not ahead of it by more than `TOGETHER`."""

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
    """A film in a piece of the joint one: it runs on from `start`, or it follows the clock up to `end`."""

    start: float
    end: float
    runs: bool
    since: float = 0.0
    """Joint film seconds: from then on it follows the clock from `start` on."""


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
        now = self.clock.at(t)
        settled = run.start + min(max(0.0, t - run.since), SETTLES)
        follows = first(clock, now, run.start, run.end)
        return max(follows, min(settled, first(clock, now + TOGETHER, run.start, run.end)))

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
