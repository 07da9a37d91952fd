"""The lane's geometry and everything on it that does not move."""

from __future__ import annotations

import math
from collections.abc import Iterable

from loopway.stage.lane.lanemap import LaneMap
from loopway.stage.stage import Box, Piece, Point
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.signs import sign_width

UP = math.pi / 2

ACROSS = math.pi / 2
"""The finish lies across the lane: two rows of five on a lane that stands."""


class LaneRoad:
    """Places on the lane, from its foot to the finish and beyond; all in frame units."""

    def __init__(self, lengths: LaneMap) -> None:
        self.lengths, self.u = lengths, lengths.u
        u, last = lengths.u, lengths.foot + lengths.last * lengths.u
        self.head = last + (lengths.places - 1) * lengths.pitch * u
        self.pump = self.head + lengths.pump * u
        self.chequer = self.pump + lengths.chequer * u

    def at(self, along: float) -> Point:
        """A point of the lane's middle."""
        return (self.lengths.middle, along) if self.lengths.upright else (along, self.lengths.middle)

    @property
    def heading(self) -> float:
        """Where the cars drive to."""
        return UP if self.lengths.upright else 0.0

    def waits(self, place: float) -> float:
        """Where the call stands that has so many before it, a real number; 0 is the next one."""
        return self.head - place * self.lengths.pitch * self.u

    def rests(self, after: float) -> float:
        """Where a call rests that so many have followed; a real number."""
        lengths = self.lengths
        return self.chequer + (lengths.finished + after * lengths.finished_pitch) * self.u

    @property
    def bay(self) -> Box:
        """The stall across the lane."""
        (wide, high), u, (x, y) = self.lengths.bay, self.u, self.at(self.pump)
        x += self.lengths.bay_right * u
        return Box(x - wide / 2 * u, y - high / 2 * u, x + wide / 2 * u, y + high / 2 * u)

    @property
    def gauge(self) -> Point:
        """The middle of the gauge."""
        x, y = self.at(self.pump)
        return x + self.lengths.gauge_right * self.u, y

    def pieces(self, sign: str, rim: str = "rim") -> Iterable[Piece]:
        """Kerb and asphalt, marks, the finish, the stall with its sign; `rim` is the role of its edge."""
        lengths, u, bay = self.lengths, self.u, self.bay
        ends = (self.at(lengths.foot + lengths.road / 2 * u), self.at(lengths.far))
        road, kerb = lengths.road * u, lengths.kerb * u
        yield Piece(role=f"{rim}.glow", id="lane glow", points=ends, width=road, scale=u)
        yield Piece(role=rim, id="lane rim", points=ends, width=road + kerb, scale=u)
        yield Piece(role="road", id="lane", points=ends, width=road)
        yield from self._marks()
        yield Piece(
            role="chequer",
            id="finish line",
            points=(self.at(self.chequer),),
            height=lengths.chequer_side * u,
            heading=ACROSS - self.heading,
            scale=u,
        )
        corners = ((bay.x0, bay.y0), (bay.x1, bay.y1))
        yield Piece(role="lane.bay", id="bay", points=corners, width=lengths.bay_radius * u, scale=u)
        wide, high = lengths.gauge
        yield Piece(role="gauge.housing", id="gauge", points=(self.gauge,), width=wide * u, height=high * u, scale=u)
        yield self._sign(sign)

    def _sign(self, words: str) -> Piece:
        """Over the stall of a lane that lies, with its words; beside that of one that stands, without them."""
        lengths, u, bay = self.lengths, self.u, self.bay
        height = max(lengths.sign * u, lengths.sign_floor)
        if lengths.upright:
            words, width = "", sign_width("", height, RoadMap())
            left = (bay.x1 + lengths.aside_bay * u, self.pump + lengths.sign_up * u)
        else:
            width = sign_width(words, height, RoadMap())
            left = ((bay.x0 + bay.x1 - width) / 2, bay.y1 + lengths.sign_above * u + height / 2)
        return Piece(role="sign.sleep", id="lane sign", points=(left,), width=width, height=height, label=words)

    def _marks(self) -> Iterable[Piece]:
        lengths, u, bay = self.lengths, self.u, self.bay
        clear = lengths.chevron_clear * u
        busy = [self.waits(place) for place in range(lengths.places)]
        busy += [self.chequer, *(self.rests(after) for after in range(lengths.places))]
        begins, ends = (bay.y0, bay.y1) if lengths.upright else (bay.x0, bay.x1)
        along = lengths.foot + lengths.road * u
        while along < lengths.far:
            if min(abs(along - one) for one in busy) > clear and not begins - clear < along < ends + clear:
                yield Piece(
                    role="chevron",
                    id=f"lane chevron {along:.2f}",
                    points=(self.at(along),),
                    heading=self.heading,
                    scale=u,
                )
            along += lengths.chevron / 2 * u
