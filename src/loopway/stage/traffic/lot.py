"""The service area: one plaza a kind of wait, its exit, its stalls, and the ways in and out of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from loopway.stage.path import bezier, rounded
from loopway.stage.stage import Box, Point
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.signs import ORDER, PlazaKind


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What a plaza has to offer."""

    stalls: int
    children: int = 0
    """The most tasks that somebody waits for there."""
    gauges: bool = False
    lane: bool = False
    """The way under the gate stays free for those who only give up their turn."""


class Plaza(msgspec.Struct, frozen=True, kw_only=True):
    """One plaza. `cars[i]` is where the car in stall i stands, nose down; `k` is its scale."""

    kind: PlazaKind
    box: Box
    gate: Point
    exit_x: float
    k: float
    rows: int
    columns: int
    cars: tuple[Point, ...]
    stalls: tuple[Box, ...]
    gauges: tuple[Point, ...]
    """Centres; empty if nobody knows how long it takes."""
    gauge: Point
    """Width and height of a gauge."""


class Lot:
    """All plazas between the ring's inner edge and the ramp."""

    def __init__(self, ring: Ring, needs: Mapping[PlazaKind, Need]) -> None:
        self.ring, self.u, self.lengths = ring, ring.u, ring.lengths
        lengths, u = self.lengths, self.u
        strip = max(lengths.strip * u, lengths.strip_floor)
        self.top = ring.inner.y1 - strip
        self.strip_y = self.top + strip / 2
        self.floor = ring.ramp_y + ring.narrow / 2 + lengths.apron * u
        self.apron_y = ring.ramp_y + lengths.apron_way * u
        kinds = [kind for kind in ORDER if kind in needs]
        self.plazas = {kind: self._plaza(kind, needs[kind], box) for kind, box in self._boxes(kinds, needs).items()}

    def _boxes(self, kinds: Sequence[PlazaKind], needs: Mapping[PlazaKind, Need]) -> dict[PlazaKind, Box]:
        lengths, u, inner = self.lengths, self.u, self.ring.inner
        left, right = inner.x0 + lengths.lot_left * u, inner.x1 - lengths.lot_right * u
        gap = lengths.plaza_gap * u
        weights = {kind: _weight(needs[kind], lengths) for kind in kinds}
        room = right - left - gap * (len(kinds) - 1)
        boxes = {}
        for kind in kinds:
            width = room * weights[kind] / sum(weights.values())
            boxes[kind] = Box(left, self.floor, left + width, self.top)
            left += width + gap
        return boxes

    def _plaza(self, kind: PlazaKind, need: Need, box: Box) -> Plaza:
        rows, k = self._rows(need, box)
        columns = math.ceil(need.stalls / rows)
        side = self.lengths.park_lane * self.u
        in_lane, out_lane = (side if rows > 1 or need.lane else 0.0), (side if rows > 1 else 0.0)
        gate, exit_x = self._gate(box, in_lane > 0)
        pitch = (box.width - in_lane - out_lane) / columns
        middles = [
            (box.x0 + in_lane + pitch * (stall % columns + 0.5), self._row_y(box, rows, stall // columns, k))
            for stall in range(need.stalls)
        ]
        shape = self._shape(need, rows, pitch, k)
        return Plaza(
            kind=kind,
            box=box,
            gate=gate,
            exit_x=exit_x,
            k=k,
            rows=rows,
            columns=columns,
            cars=tuple((x + shape.car, y) for x, y in middles),
            stalls=tuple(
                Box(x - shape.width / 2, y - shape.height / 2, x + shape.width / 2, y + shape.height / 2)
                for x, y in middles
            ),
            gauges=tuple((x + shape.gauge, y) for x, y in middles) if need.gauges else (),
            gauge=shape.size,
        )

    def _rows(self, need: Need, box: Box) -> tuple[int, float]:
        """The number of rows that makes the cars largest, and their scale."""
        lengths, u = self.lengths, self.u
        best = (1, 0.0)
        for rows in range(1, need.stalls + 1):
            lanes = (2 if rows > 1 else 1 if need.lane else 0) * lengths.park_lane * u
            columns = math.ceil(need.stalls / rows)
            across = (box.width - lanes) / columns
            if rows == 1:
                k = min(u, across / (lengths.column_least if need.gauges else lengths.column_pitch))
            else:
                k = min(u, across / lengths.column_pitch, (box.height + 0.10 * u) / rows / lengths.row_pitch)
            if k > best[1] + 1e-9:
                best = (rows, k)
        return best

    def _gate(self, box: Box, lane: bool) -> tuple[Point, float]:
        lengths, u, ring = self.lengths, self.u, self.ring
        x = box.x0 + (lengths.gate_lane if lane else lengths.gate) * u
        corner_end = ring.x0 + ring.corner + lengths.exit_straight
        exit_x = max(x - lengths.exit_run * u, corner_end)
        if exit_x + lengths.exit_least * u > x:
            x = exit_x + lengths.exit_least * u
        return (x, box.y1), exit_x

    def _row_y(self, box: Box, rows: int, row: int, k: float) -> float:
        lengths, u = self.lengths, self.u
        if rows == 1:
            above, below = lengths.row_air
            return ((box.y1 - above * u) + (box.y0 + below * u)) / 2
        height = box.height / rows
        return box.y1 - height * (row + 1) + lengths.car[0] / 2 * k + 0.02 * u

    def _shape(self, need: Need, rows: int, pitch: float, k: float) -> _Shape:
        lengths = self.lengths
        if rows > 1:
            width, height = lengths.park_stall
            return _Shape(
                width=width * k,
                height=height * k,
                car=-lengths.park_off_centre * k if need.gauges else 0.0,
                gauge=(lengths.park_gauge_right - lengths.park_off_centre) * k,
                size=(lengths.park_gauge[0] * k, lengths.park_gauge[1] * k),
            )
        size = (lengths.gauge[0] * k, lengths.gauge[1] * k)
        if not need.gauges:
            width = min(lengths.narrow[0] * k, pitch - lengths.stall_air)
            return _Shape(width=width, height=lengths.narrow[1] * k, car=0.0, gauge=0.0, size=size)
        width = min(lengths.stall[0] * k, pitch - lengths.stall_air)
        if width < lengths.stall[0] * k - 1e-9:
            car, gauge = lengths.narrow_car * k - width / 2, width / 2 - lengths.narrow_gauge * k
        else:
            car, gauge = -lengths.off_centre * k, (lengths.gauge_right - lengths.off_centre) * k
        return _Shape(width=width, height=lengths.stall[1] * k, car=car, gauge=gauge, size=size)

    # -- ways ---------------------------------------------------------------------------------------------------

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
        lengths, u, k = self.lengths, self.u, plaza.k
        (gx, gy), (x, y) = plaza.gate, plaza.cars[stall]
        if plaza.rows > 1:
            aisle = y + lengths.aisle_in * k
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
        lengths, u, k = self.lengths, self.u, plaza.k
        x, y = plaza.cars[stall]
        way = [(x, y)]
        if plaza.rows > 1 and stall // plaza.columns < plaza.rows - 1:
            aisle = y - lengths.aisle_out * k
            x = plaza.box.x1 - lengths.park_lane / 2 * u
            way += [(way[0][0], aisle), (x, aisle)]
        return self._down(way, x, tail_x)

    def across(self, plaza: Plaza, tail_x: float) -> list[Point]:
        """From the gate straight over the lot to the tail of the line."""
        return self._down([plaza.gate], plaza.gate[0], tail_x)

    def _down(self, way: list[Point], x: float, tail_x: float) -> list[Point]:
        lengths, u, ramp_y = self.lengths, self.u, self.ring.ramp_y
        if x > tail_x + lengths.drop * u:
            way += [(x, ramp_y), (tail_x, ramp_y)]
        else:
            beyond = max(tail_x + lengths.round_tail * u, x + 0.45 * u)
            beyond = min(beyond, self.ring.ramp_end + 0.1 * u)
            way += [(x, self.apron_y), (beyond, self.apron_y), (beyond, ramp_y), (tail_x, ramp_y)]
        return rounded(way, lengths.turn * u)


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A stall around its middle: car and gauge are so far right of it."""

    width: float
    height: float
    car: float
    gauge: float
    size: Point


def _weight(need: Need, lengths: RoadMap) -> float:
    stalls = need.stalls * lengths.stall_weight + lengths.stall_base
    if need.stalls > 4:
        stalls = lengths.many_weight
    shown = need.children if need.children <= lengths.bays_most else 0
    pitch = lengths.bay_pitch if shown <= 3 else lengths.bay_pitch_many
    bays = need.stalls * (shown * pitch + 2 * lengths.board[0]) if shown else 0.0
    return max(stalls, bays, lengths.sign_weight)
