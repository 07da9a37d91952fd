"""The ways over the lot: from the road through an exit into a stall, and from there to the tail of the line."""

from __future__ import annotations

import math

from loopway.stage.path import bezier, rounded
from loopway.stage.stage import Point
from loopway.stage.traffic.lot import Lot, Plaza


class Ways:
    """All ways of one lot, as polylines in frame units."""

    def __init__(self, lot: Lot) -> None:
        self.ring, self.u, self.lengths = lot.ring, lot.u, lot.lengths
        self.apron_y = self.ring.ramp_y + self.lengths.apron_way * self.u

    def exit_curve(self, plaza: Plaza) -> list[Point]:
        """From the ring down to the gate."""
        right, up = self.lengths.exit_bends
        (x, y), start, u = plaza.gate, plaza.exit_x, self.u
        return bezier((start, self.ring.y1), (start + right * u, self.ring.y1), (x, y + up * u), (x, y))

    def to_gate(self, plaza: Plaza) -> list[Point]:
        """From the first place in line over the ring to a plaza's gate."""
        return [*self.ring.onto(), *self.exit_curve(plaza)]

    def into(self, plaza: Plaza, stall: int) -> list[Point]:
        """From the gate into a stall, nose down."""
        lengths, u = self.lengths, self.u
        (gx, gy), (x, y) = plaza.gate, plaza.cars[stall]
        if plaza.rows > 1:
            aisle = y + self._aisle(plaza)
            return rounded([(gx, gy), (gx, aisle), (x, aisle), (x, y)], lengths.turn * u)
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

    def out(self, plaza: Plaza, stall: int, tail_x: float) -> list[Point]:
        """From a stall over the apron to the tail of the line at x = `tail_x`."""
        lengths, u = self.lengths, self.u
        x, y = plaza.cars[stall]
        way = [(x, y)]
        if plaza.rows > 1 and stall // plaza.columns < plaza.rows - 1:
            aisle = y - self._aisle(plaza)
            x = plaza.box.x1 - lengths.park_lane / 2 * u
            way += [(way[0][0], aisle), (x, aisle)]
        return self._down(way, x, tail_x)

    def _aisle(self, plaza: Plaza) -> float:
        """From a car's middle to the middle of the aisle above or below it."""
        return plaza.box.height / plaza.rows / 2

    def across(self, plaza: Plaza, tail_x: float) -> list[Point]:
        """From the gate straight over the lot to the tail of the line."""
        lengths, u, (x, y) = self.lengths, self.u, plaza.gate
        lane = plaza.box.x0 + lengths.gate_lane * u
        across = y - lengths.strip_way * u
        way = [(x, y)] if x - lane < lengths.straight_in * u else [(x, y), (x, across), (lane, across)]
        return self._down(way, lane, tail_x)

    def _down(self, way: list[Point], x: float, tail_x: float) -> list[Point]:
        lengths, u, ramp_y = self.lengths, self.u, self.ring.ramp_y
        if x > tail_x + lengths.drop * u:
            way += [(x, ramp_y), (tail_x, ramp_y)]
        else:
            beyond = max(tail_x + lengths.round_tail * u, x + 0.45 * u)
            beyond = min(beyond, self.ring.ramp_end + 0.1 * u)
            way += [(x, self.apron_y), (beyond, self.apron_y), (beyond, ramp_y), (tail_x, ramp_y)]
        return rounded(way, lengths.turn * u)
