"""How two films become one: piece by piece, slow motion at its own film speed, hurried time only for both at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from loopway.story.clock import Anchor, Clock, solve
from loopway.story.curves import block_length
from loopway.story.joint import LANE, SURELY, TOGETHER, Joint, Part, Run, first
from loopway.story.pace import Pace
from loopway.story.story import FilmClock

WAITS = 2.2
"""Time that hurries for two roads takes so many times as long as on one of them: both are to be watched."""


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
        return Run(self.film, self.film if part is None else part.end, False, self.over)

    def step_on(self, t: float) -> None:
        """The next part begins at joint film second t."""
        assert self.part is not None
        self.film, self.over = self.part.end, t
        self.place += 1


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
                side.step_on(self.t)

    def _slow(self, slow: list[_Side]) -> None:
        """The first of them leads the clock, up to the end of a slow part or to where a hurried one is over."""
        leader = slow[0]
        length = min(side.part.end - side.film for side in slow if side.part is not None)
        for side in self.sides:
            if (part := side.part) is not None and part.hurried:
                due = first(leader.clock, part.ends_at - part.near, leader.film, leader.film + length)
                length = min(length, due - leader.film)
        self.piece(tuple(Run(s.film, s.film + length, True) if s in slow else s.follows() for s in self.sides))
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
                side.step_on(self.t)

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
        if len(alive) > 1:
            length *= WAITS
        elif alive[0][0] is self.sides[LANE]:
            length *= min(1.0, self.pace.tempo)  # a call that blocks has one length at every tempo, for it is looked at
        length = max(self.pace.idle_floor, length)
        self.hurried.add(self.t)
        self.piece(tuple(side.follows() for side in self.sides))
        self.t += length
        self._anchor(self.t, until)

    def piece(self, runs: tuple[Run, ...]) -> None:
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
    weaver.piece(tuple(side.follows() for side in weaver.sides))
    weaver.anchors.append((weaver.t + tail, weaver.trace))
    hurried = frozenset(weaver.hurried)
    return Joint(
        clock=solve(weaver.anchors, hurried, pace),
        starts=tuple(weaver.starts),
        runs=tuple(weaver.runs),
        over=tuple(side.over for side in weaver.sides),
    )
