"""The chips that stand one behind the other: in the ready line, and in the finish lane."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from loopway.stage.easing import clamp
from loopway.stage.stage import Lamps, Point, Pose
from loopway.stage.traffic.blinker import Blinker
from loopway.stage.traffic.line import FinishLane, ReadyLine
from loopway.stage.traffic.park import DOWN
from loopway.stage.traffic.parked import Rest
from loopway.stage.traffic.stands import Stands

LEFT = float(np.pi)


class Queued:
    """All chips in the ready line."""

    def __init__(self, rests: Sequence[Rest], line: ReadyLine, stands: Stands, blinker: Blinker) -> None:
        self._line, self._stands, self._blinker = line, stands, blinker
        rests = sorted(rests, key=lambda rest: rest.leg.rank)
        self._start = np.array([rest.leg.start for rest in rests])
        self._end = np.array([rest.end for rest in rests])
        self._rank = np.array([rest.leg.rank for rest in rests], dtype=int)
        self._colours = [rest.colour for rest in rests]

    def poses(self, t: float) -> list[Pose]:
        """The line at film second t, as far as the ramp has room; a chip fades as the cars leave that it stands for."""
        gone, each = self._line.gone(t), self._stands.each
        low = int(np.searchsorted(self._rank, gone))
        high = int(np.searchsorted(self._rank, gone + self._stands.places + each))
        part = slice(low, high)
        here = low + np.flatnonzero((self._start[part] <= t) & (t < self._end[part]))
        if not len(here):
            return []
        moved = self._line.place(gone, t) - gone
        chips, first, count = np.unique(self._rank[here] // each, return_index=True, return_counts=True)
        lamps = self._blinker.ready(t)
        out = []
        for chip, foremost, cars in zip(chips.tolist(), here[first].tolist(), count.tolist(), strict=True):
            place = max(0.0, chip * each + moved)
            alpha = cars / each * clamp(self._stands.drawn - place / each)
            if alpha > 0.0:
                x, y = self._stands.in_line(place, chip * each)
                out.append(_chip("ready", chip, (x, y), LEFT, self._stands, self._colours[foremost], lamps, alpha))
        return out


class Finished:
    """All chips in the finish lane of one loop."""

    def __init__(self, rests: Sequence[Rest], lane: FinishLane, stands: Stands) -> None:
        self._lane, self._stands = lane, stands
        arrived: dict[int, Rest] = {}
        for rest in sorted(rests, key=lambda rest: rest.leg.start):
            if rest.leg.arrival is not None:
                arrived.setdefault(rest.leg.arrival, rest)
        self._since = np.full(max(arrived, default=-1) + 1, np.inf)
        self._colours = [""] * len(self._since)
        for arrival, rest in arrived.items():
            self._since[arrival], self._colours[arrival] = rest.leg.start, rest.colour

    def poses(self, t: float) -> list[Pose]:
        """The lane at film second t; the oldest fade when there is no room."""
        each, lowest = self._stands.each, self._lane.place(0, t)
        low = max(0, int(-lowest) - each) // each * each
        part = slice(low, max(0, int(-lowest) + self._stands.lane_places + 2 * each))
        here = low + np.flatnonzero(self._since[part] <= t)
        kept = self._lane.kept(t)
        chips, first, count = np.unique(here // each, return_index=True, return_counts=True)
        out = []
        for chip, oldest, cars in zip(chips.tolist(), here[first].tolist(), count.tolist(), strict=True):
            place = chip * each + lowest
            alpha = kept * cars / each * clamp(1.0 + place / each)
            if alpha > 0.0:
                at = self._stands.in_lane(place, chip * each)
                out.append(_chip("finished", chip, at, DOWN, self._stands, self._colours[oldest], None, alpha))
        return out


def _chip(
    state: str, number: int, at: Point, heading: float, stands: Stands, colour: str, lamps: Lamps | None, alpha: float
) -> Pose:
    return Pose(
        role=f"crowd.{state}",
        id=f"chip {state} {number}",
        x=at[0],
        y=at[1],
        heading=heading,
        scale=stands.scale,
        colour=colour,
        level=0.0,
        lamps=lamps,
        alpha=alpha,
    )
