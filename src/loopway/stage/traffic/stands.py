"""Where cars stand one behind the other: on the ramp, and in the finish lane; chips stand there two abreast."""

from __future__ import annotations

from loopway.stage.stage import Point
from loopway.stage.text import width
from loopway.stage.traffic.levels import Level
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.strip import number


class Stands:
    """The places of one film.

    Chips stand like the teeth of a zip: each half a pitch behind the one before it, in the other row. So the next one
    to go is always the foremost, and nobody changes rows while the line moves up.
    """

    def __init__(self, ring: Ring, lot: Lot, level: Level) -> None:
        self.ring, self.each, self.chips = ring, level.each, level.chips
        lengths, u = ring.lengths, ring.u
        crowds = [plaza.k for plaza in lot.plazas.values() if plaza.crowd]
        self.scale = min([lengths.chip_most * u, *crowds]) if level.chips else u
        """How large a car is that stands there."""
        chip = lengths.car[0] * self.scale
        self.pitch = lengths.chip_pitch * chip / 2 if level.chips else ring.pitch
        """From car to car along the line."""
        self.lane_pitch = lengths.chip_lane_pitch * chip / 2 if level.chips else ring.pitch
        self._aside = ring.narrow * lengths.chip_aside if level.chips else 0.0
        self._first = (lengths.chip_first if level.chips else lengths.first_place) * u
        words = width(lot.language.say("count.ready", n=number(level.cars)), lengths.count_of, "sans")
        counted = words + lengths.count_room if level.chips else 0.0
        end = ring.ramp_end - lengths.first_place * u - counted
        on_ramp = max(2, int((end - self.in_line(0.0)[0]) / self.pitch) + 1)
        self.drawn = on_ramp
        """So many cars or chips have room on the ramp."""
        self.places = on_ramp * self.each
        """So many cars stand on the ramp."""
        top = ring.y1 - lengths.lane_top * u
        self.lane_drawn = max(2, int((top - self.in_lane(0.0)[1]) / self.lane_pitch) + 1)
        self.lane_places = self.lane_drawn * self.each
        """So many cars stand in the finish lane."""

    def in_line(self, place: float, rank: int = 0) -> Point:
        """Where the car of this rank stands when it has the place `place` (0 the first, a real number) in line."""
        x = self.ring.stop_x + self._first + place / self.each * self.pitch
        return x, self.ring.ramp_y + self._row(rank)

    def in_lane(self, place: float, arrival: int = 0) -> Point:
        """Where the car that arrived as number `arrival` stands at the place `place`, 0 the lowest."""
        y = self.ring.foot + self.ring.lengths.lane_place * self.ring.u + place / self.each * self.lane_pitch
        return self.ring.lane_x - self._row(arrival), y

    def _row(self, number: int) -> float:
        return self._aside if number // self.each % 2 == 0 else -self._aside
