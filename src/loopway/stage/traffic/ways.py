"""The ways over the lot: from the road through an exit into a stall, and from there to the tail of the line."""

from __future__ import annotations

import math

from loopway.stage.path import Path, bezier, rounded
from loopway.stage.stage import Point
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.park import Park
from loopway.stage.traffic.plaza import Plaza


class Ways:
    """All ways of one lot, as polylines in frame units."""

    def __init__(self, lot: Lot) -> None:
        self.ring, self.u, self.lengths = lot.ring, lot.u, lot.lengths
        self.apron_y = self.ring.ramp_y + self.lengths.apron_way * self.u

    def exit_curve(self, plaza: Plaza) -> list[Point]:
        """From the ring down to the gate."""
        return self.ring.exit(plaza.gate, plaza.exit_x)

    def to_gate(self, plaza: Plaza, first: Point) -> list[Point]:
        """From the place `first` on the ramp over the ring to a plaza's gate."""
        return [*self.ring.onto(first), *self.exit_curve(plaza)]

    def into(self, plaza: Plaza, stall: int, at: Point) -> Path:
        """From the gate into a stall: nose down, in a car park of double rows tail first."""
        lengths, u = self.lengths, self.u
        (gx, gy), (x, y) = plaza.gate, at
        if plaza.park is not None:
            return self._tail_first(plaza, plaza.park, stall // plaza.each)
        if plaza.rows > 1:
            aisle = y + self._aisle(plaza)
            return Path(rounded([(gx, gy), (gx, aisle), (x, aisle), (x, y)], lengths.turn * u))
        bay = plaza.bay(stall)
        if bay is not None and bay.takes(y):
            return Path(self._past_the_dock(plaza, bay.aside, (x, y)))
        return Path(self._single_row(plaza, (x, y)))

    def _tail_first(self, plaza: Plaza, park: Park, spot: int) -> Path:
        """Down the left lane, along the aisle, past the place, and backwards into it."""
        (gx, gy), (x, y), top = plaza.gate, plaza.cars[spot], park.aisles[0]
        aisle, radius = park.aisle(spot), self.lengths.back_in * plaza.k
        way, left = [(gx, gy), (gx, top)], (plaza.box.x0 + park.box.x0) / 2
        if aisle != top:
            way += [(left, top), (left, aisle)]
        past = x + math.copysign(radius, x - way[-1][0])
        forwards = Path(rounded([*way, (past, aisle)], radius))
        turned = aisle + math.copysign(min(radius, abs(y - aisle)), y - aisle)
        backwards = bezier((past, aisle), (x, aisle), (x, aisle), (x, turned), 16)
        return Path([*forwards.points, *backwards, (x, y)], backs=forwards.length)

    def _single_row(self, plaza: Plaza, at: Point) -> list[Point]:
        lengths, u = self.lengths, self.u
        (gx, gy), (x, y) = plaza.gate, at
        if abs(x - gx) < lengths.straight_in * u:
            return [(gx, gy), (x, y)]
        bend = min(lengths.strip_way * u, abs(x - gx) / 2)
        across = gy - lengths.strip_way * u
        aside = math.copysign(bend, x - gx)
        return [
            *bezier((gx, gy), (gx, across), (gx, across), (gx + aside, across), 12),
            *bezier((x - aside, across), (x, across), (x, across), (x, across - bend), 12),
            (x, y),
        ]

    def out(self, plaza: Plaza, stall: int, tail: Point, start: Point) -> list[Point]:
        """From a stall over the apron to the tail of the line."""
        lengths, u = self.lengths, self.u
        x, y = start
        way = [(x, y)]
        if plaza.park is not None:
            park, spot = plaza.park, stall // plaza.each
            if park.row(spot) < park.last_row or park.row(spot) % 2 == 0:
                aisle, x = park.aisle(spot), (plaza.box.x1 + park.box.x1) / 2
                way += [(way[0][0], aisle), (x, aisle)]
            return self._down(way, x, tail, min(lengths.turn * u, lengths.back_in * plaza.k))
        bay = plaza.bay(stall)
        if bay is not None and not bay.takes(y):
            below = y - lengths.dock.out * plaza.k
            way += [(x, below), (bay.aside, below)]
            return self._down(way, bay.aside, tail, lengths.dock.bend * plaza.k)
        if plaza.rows > 1 and stall // plaza.columns < plaza.rows - 1:
            aisle = y - self._aisle(plaza)
            x = plaza.box.x1 - lengths.park_lane / 2 * u
            way += [(way[0][0], aisle), (x, aisle)]
        return self._down(way, x, tail, lengths.turn * u)

    def _past_the_dock(self, plaza: Plaza, aside: float, at: Point) -> list[Point]:
        """Down the free ground at the right, and back to the stall from above."""
        (gx, gy), (x, y), quay, k = plaza.gate, at, self.lengths.dock, plaza.k
        across, above = gy - self.lengths.strip_way * self.u, y + quay.into * k
        return rounded([(gx, gy), (gx, across), (aside, across), (aside, above), (x, above), (x, y)], quay.bend * k)

    def _aisle(self, plaza: Plaza) -> float:
        """From a car's middle to the middle of the aisle above or below it."""
        return plaza.box.height / plaza.rows / 2

    def across(self, plaza: Plaza, tail: Point) -> list[Point]:
        """From the gate straight over the lot to the tail of the line."""
        lengths, u, (x, y) = self.lengths, self.u, plaza.gate
        lane = plaza.box.x0 + lengths.gate_lane * u
        across = y - lengths.strip_way * u
        way = [(x, y)] if x - lane < lengths.straight_in * u else [(x, y), (x, across), (lane, across)]
        return self._down(way, lane, tail, lengths.turn * u)

    def _down(self, way: list[Point], x: float, tail: Point, turn: float) -> list[Point]:
        lengths, u, (tail_x, line_y) = self.lengths, self.u, tail
        if x > tail_x + lengths.drop * u:
            way += [(x, line_y), tail]
        else:
            beyond = max(tail_x + lengths.round_tail * u, x + 0.45 * u)
            beyond = min(beyond, self.ring.ramp_end + 0.1 * u)
            way += [(x, self.apron_y), (beyond, self.apron_y), (beyond, line_y), tail]
        return rounded(way, turn)
