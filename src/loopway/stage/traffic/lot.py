"""The service area: one plaza a kind of wait, with its gate and its stalls."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec

from loopway.stage.stage import Box, Point
from loopway.stage.traffic.layouts import LAYOUTS, LOWERED, ROOMS
from loopway.stage.traffic.levels import Level
from loopway.stage.traffic.park import Cell, car_park
from loopway.stage.traffic.plaza import Need, Plaza
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.signs import ORDER, PlazaKind, sign_width
from loopway.stage.traffic.verges import ends_before_exit, ends_before_ring
from loopway.story.language import Language

ONE_ROW = 4
"""So many stalls always stand in one row, if there is no better way."""

LANES_FITTED = 3
"""So often the lanes of a car park and its cars are fitted to each other."""


class Lot:
    """All plazas between the ring's inner edge and the ramp."""

    def __init__(
        self,
        ring: Ring,
        needs: Mapping[PlazaKind, Need],
        level: Level,
        *,
        papers: bool = False,
        limits: bool = False,
        language: Language,
    ) -> None:
        self.ring, self.u, self.lengths, self.level = ring, ring.u, ring.lengths, level
        self.language = language
        lengths, u = self.lengths, self.u
        strip = max(lengths.strip * u, lengths.strip_floor)
        self.top = ring.inner.y1 - strip
        self.strip_y = self.top + strip / 2 - lengths.sign_low * u
        self.floor = ring.ramp_y + ring.narrow / 2 + lengths.apron * u
        self.papers, self.limits = papers, limits
        kinds = [kind for kind in ORDER if kind in needs]
        boxes = self._boxes(kinds, needs) if kinds else {}
        self.plazas = {kind: self._plaza(kind, needs[kind], box) for kind, box in boxes.items()}

    def _boxes(self, kinds: Sequence[PlazaKind], needs: Mapping[PlazaKind, Need]) -> dict[PlazaKind, Box]:
        lengths, u, inner = self.lengths, self.u, self.ring.inner
        left, right = inner.x0 + lengths.lot_left * u, inner.x1 - lengths.lot_right * u
        if self.papers:
            right -= self._desk_room(len(kinds)) + lengths.plaza_gap * u
        gap = lengths.plaza_gap * u
        room = right - left - gap * (len(kinds) - 1)
        widths = self._widths(kinds, needs, room)
        boxes = {}
        for kind in kinds:
            boxes[kind] = Box(left, self.floor, left + widths[kind], self.top)
            left += widths[kind] + gap
        return boxes

    @property
    def desk(self) -> Box:
        """The ground for papers: beside the plazas, or if there are none all of it."""
        lengths, u, inner = self.lengths, self.u, self.ring.inner
        right, left = inner.x1 - lengths.lot_right * u, inner.x0 + lengths.lot_right * u
        over, beside = lengths.desk.above
        ramp = self.ring.ramp_y + self.ring.narrow / 2
        top, foot = inner.y1, ramp + over * u
        if self.plazas:
            foot = ramp + beside * u
            left, top = right - self._desk_room(len(self.plazas)), self.top
        return Box(left, foot, right, top)

    def _desk_room(self, plazas: int) -> float:
        """Frame units."""
        alone, beside = self.lengths.desk.room
        return max((alone if plazas <= 1 else beside) * self.u, self.lengths.desk.least)

    def _widths(
        self, kinds: Sequence[PlazaKind], needs: Mapping[PlazaKind, Need], room: float
    ) -> dict[PlazaKind, float]:
        """Each plaza's share of the room: what it likes to have, or if that is too much, at least what it needs."""
        lengths, u = self.lengths, self.u
        places = {kind: _places(kind, needs[kind], lengths)[0] * u for kind in kinds}
        if sum(places.values()) > room:
            # children are counted rather than that others get less than they need
            counted = {kind: msgspec.structs.replace(needs[kind], children=0) for kind in kinds}
            places = {kind: _places(kind, counted[kind], lengths)[0] * u for kind in kinds}
        signs = {kind: self._sign_room(needs[kind], kind == kinds[0], kind == kinds[-1]) for kind in kinds}
        while sum(max(places[kind], signs[kind]) for kind in kinds) > room and any(signs.values()):
            # the longest sign goes first: a pictogram alone will do
            signs[max(signs, key=lambda kind: signs[kind])] = 0.0
        bare = {kind: self._beside_exit("", kind == kinds[0], kind == kinds[-1]) for kind in kinds}
        least = {kind: max(places[kind], signs[kind], bare[kind]) for kind in kinds}
        liked = {
            kind: max(least[kind], _places(kind, needs[kind], lengths)[1] * u, lengths.sign_weight * u)
            for kind in kinds
        }
        if sum(liked.values()) <= room:
            # what is left over goes to car parks, if there are any
            parks = [kind for kind in kinds if needs[kind].stalls > ONE_ROW] or kinds
            spare = (room - sum(liked.values())) / sum(liked[kind] for kind in parks)
            return {kind: liked[kind] * (1.0 + (spare if kind in parks else 0.0)) for kind in kinds}
        if sum(least.values()) <= room:
            share = (room - sum(least.values())) / (sum(liked.values()) - sum(least.values()))
            return {kind: least[kind] + (liked[kind] - least[kind]) * share for kind in kinds}
        return {kind: least[kind] * room / sum(least.values()) for kind in kinds}

    def _sign_room(self, need: Need, first: bool, last: bool) -> float:
        """The width at which a sign with words, however small, has room beside its exit."""
        words = [word for word in need.words if word]
        return min((self._beside_exit(word, first, last) for word in words), default=0.0)

    def _beside_exit(self, word: str, first: bool, last: bool) -> float:
        """The width of a plaza whose exit leaves room for a small sign with this word."""
        lengths, u = self.lengths, self.u
        sign = sign_width(word, lengths.sign_floor, lengths)
        before = lengths.gate + (lengths.first_gate if first else 0.0) + lengths.ramp / 2 + lengths.sign_gap
        half = lengths.sign_floor / 2
        band = (self.strip_y - half, self.strip_y + half)
        if last:
            beyond = ends_before_ring(self.ring, band) - (self.ring.inner.x1 - lengths.lot_right * u)
        else:
            gate = (lengths.plaza_gap + lengths.gate) * u
            beyond = ends_before_exit(self.ring, (gate, self.top), gate - lengths.exit_run * u, band)
        return before * u - beyond + sign

    def _plaza(self, kind: PlazaKind, need: Need, box: Box) -> Plaza:
        gate, exit_x = self._gate(box, need.lane or need.stalls > ONE_ROW)
        if self.level.parks(need.stalls):
            return self._double_rows(kind, need, box, (gate, exit_x))
        own = LAYOUTS[kind](need, box, (gate, exit_x), self.u, self.lengths) if kind in LAYOUTS else None
        if own is not None:
            return own
        rows, k = self._rows(need, box, gate)
        columns = math.ceil(need.stalls / rows)
        in_lane, out_lane = self._lanes(need, box, gate, rows)
        pitch = (box.width - in_lane - out_lane) / columns
        lower = LOWERED[kind](self.lengths) * self.u if kind in LOWERED and rows == 1 else 0.0
        middles = [
            (box.x0 + in_lane + pitch * (stall % columns + 0.5), self._row_y(box, rows, stall // columns, k) - lower)
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
            words=need.words,
            through=need.lane,
        )

    def _double_rows(self, kind: PlazaKind, need: Need, box: Box, way_in: tuple[Point, float]) -> Plaza:
        """A car park with a lane down each side; chips stand so close that several stalls may be one place."""
        lengths, crowd = self.lengths, self.level.crowds(need.stalls)
        each = self.level.each if crowd else 1
        count = math.ceil(need.stalls / each)
        (length, width), aisle = (
            (lengths.crowd, lengths.crowd_aisle) if crowd else (lengths.double, lengths.double_aisle)
        )
        cell = Cell(length=length, width=width, aisle=aisle, spine=lengths.double_spine)
        below, above = lengths.double_air
        park = car_park(Box(box.x0, box.y0 + below, box.x1, box.y1 - above), count, cell, self.u)
        for _ in range(LANES_FITTED):
            # the lanes are as wide as the cars ask, and the cars as large as the lanes allow
            lane = lengths.double_lane * park.k
            inner = Box(box.x0 + lane, box.y0 + below, box.x1 - lane, box.y1 - above)
            park = car_park(inner, count, cell, self.u)
        gauges = need.gauges and not crowd
        k = park.k
        return Plaza(
            kind=kind,
            box=box,
            gate=way_in[0],
            exit_x=way_in[1],
            k=k,
            rows=park.last_row + 1,
            columns=park.columns,
            cars=tuple((x + (lengths.double_car * k if gauges else 0.0), y) for x, y in park.spots),
            gauges=tuple((x + lengths.double_gauge * k, y) for x, y in park.spots) if gauges else (),
            gauge=(lengths.double_filling[0] * k, lengths.double_filling[1] * k),
            words=need.words,
            park=park,
            each=each,
            crowd=crowd,
        )

    def _lanes(self, need: Need, box: Box, gate: Point, rows: int) -> tuple[float, float]:
        """What the lanes at the left and the right side take of a plaza's width."""
        side = self.lengths.park_lane * self.u
        if rows > 1:
            # straight down from the gate: a car that turned there would touch the one that is parked below it
            return gate[0] - box.x0 + side / 2 + self.lengths.lane_air * self.u, side
        return (side if need.lane else 0.0), 0.0

    def _rows(self, need: Need, box: Box, gate: Point) -> tuple[int, float]:
        """The number of rows that makes the cars largest, and their scale."""
        lengths, u = self.lengths, self.u
        best = (1, 0.0)
        for rows in range(1, need.stalls + 1):
            columns = math.ceil(need.stalls / rows)
            across = (box.width - sum(self._lanes(need, box, gate, rows))) / columns
            if rows == 1:
                k = min(u, across / (lengths.column_least if need.gauges else lengths.column_pitch))
            else:
                k = min(u, across / lengths.column_pitch, box.height / rows / lengths.row_pitch)
            if rows == 1 and need.stalls <= ONE_ROW and k >= lengths.one_row * u:
                return 1, k
            if k > best[1] + 1e-9:
                best = (rows, k)
        return best

    def _gate(self, box: Box, lane: bool) -> tuple[Point, float]:
        """Gate and beginning of the exit; never before the ring's corner ends, so that the road there is straight."""
        lengths, u, ring = self.lengths, self.u, self.ring
        x = box.x0 + (lengths.gate_lane if lane else lengths.gate) * u
        corner_end = ring.x0 + ring.corner + lengths.exit_straight
        exit_x = max(x - lengths.exit_run * u, corner_end)
        return (max(x, exit_x + lengths.exit_least * u), box.y1), exit_x

    def _row_y(self, box: Box, rows: int, row: int, k: float) -> float:
        lengths, u = self.lengths, self.u
        if rows == 1:
            above, below = lengths.row_air
            low, seconds = lengths.row_low
            midway, lower = ((box.y1 - above * u) + (box.y0 + below * u)) / 2, box.y1 - low * u
            return lower if box.y0 + seconds * u <= lower < midway else midway
        height, half = box.height / rows, lengths.car[0] / 2 * k
        least, most = lengths.park_lift
        lift = min(most * u, max(least * u, height / 2 - half - lengths.park_air * k))
        return box.y1 - height * (row + 1) + half + lift

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


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A stall around its middle: car and gauge are so far right of it."""

    width: float
    height: float
    car: float
    gauge: float
    size: Point


def _places(kind: PlazaKind, need: Need, lengths: RoadMap) -> tuple[float, float]:
    """What stalls and boards need of a plaza's width, and what they like, in u."""
    if kind in ROOMS and need.stalls <= ONE_ROW:
        return ROOMS[kind](need, lengths)
    shown = need.children if need.children <= lengths.bays_most else 0
    pitch = lengths.bay_pitch if shown <= 3 else lengths.bay_pitch_many
    bays = need.stalls * (shown * pitch + 2 * lengths.board[0]) if shown else 0.0
    if need.stalls > ONE_ROW:
        return (max(lengths.many_weight, bays),) * 2
    if not need.gauges:
        return (max(need.stalls * lengths.narrow_least, bays),) * 2
    return max(need.stalls * lengths.stall_least, bays), max(need.stalls * lengths.stall_weight, bays)
