"""The road itself: ring, ramp, merge curve and finish lane, from one rectangle and one unit."""

from __future__ import annotations

import math

from loopway.stage.path import Path, arc, bezier
from loopway.stage.stage import Box, Point
from loopway.stage.traffic.roadmap import RoadMap

HALF = math.pi / 2


class Ring:
    """The geometry of the road inside `stage`, `u` large. `ring.at(0)` is where the merge curve meets it."""

    def __init__(self, stage: Box, u: float, lengths: RoadMap) -> None:
        self.u, self.lengths = u, lengths
        self.road, self.narrow = lengths.road * u, lengths.ramp * u
        half, margin = self.road / 2, lengths.margin * u
        self.x0 = stage.x0 + half + margin
        self.x1 = stage.x1 - (lengths.lane_width + lengths.lane_gap) * u - half
        self.y0, self.y1 = stage.y0 + half + margin, stage.y1 - half - margin
        self.corner = lengths.corner * u
        self.inner = Box(self.x0 + half, self.y0 + half, self.x1 - half, self.y1 - half)
        self.ramp_y = self.inner.y0 + lengths.verge * u + self.narrow / 2
        self.stop_x = self.x0 + lengths.stop * u
        self.ramp_end = self.inner.x1 - lengths.lot_right * u - self.narrow / 2
        self.merge_y = self.ramp_y + lengths.merge * u
        self.lane_x = stage.x1 - lengths.lane_width * u / 2
        self.foot = self.y0 - half
        self.circuit = Path(self._circuit())
        self.merge = self._merge()

    @property
    def pitch(self) -> float:
        """From car to car in line."""
        return self.lengths.pitch * self.u

    def _circuit(self) -> list[Point]:
        x0, x1, y0, y1, r = self.x0, self.x1, self.y0, self.y1, self.corner
        return [
            (x0, self.merge_y),
            *arc((x0 + r, y1 - r), r, math.pi, HALF),
            *arc((x1 - r, y1 - r), r, HALF, 0.0),
            *arc((x1 - r, y0 + r), r, 0.0, -HALF),
            *arc((x0 + r, y0 + r), r, -HALF, -math.pi),
            (x0, self.merge_y),
        ]

    def _merge(self) -> list[Point]:
        right, up = self.lengths.merge_bends
        start, end = (self.stop_x, self.ramp_y), (self.x0, self.merge_y)
        return bezier(start, (self.x0 + right * self.u, self.ramp_y), (self.x0, self.ramp_y + up * self.u), end)

    def onto(self, first: Point) -> list[Point]:
        """From the place `first` on the ramp over the merge curve to the end of the first corner."""
        corner = arc((self.x0 + self.corner, self.y1 - self.corner), self.corner, math.pi, HALF)
        return [first, *self.merge, *corner]

    @property
    def ramp(self) -> list[Point]:
        """The ramp's centre line, the merge curve with it, from its far end."""
        return [(self.ramp_end, self.ramp_y), *self.merge]

    def exit(self, gate: Point, start: float) -> list[Point]:
        """An exit's centre line: from the ring at x `start` down to its gate."""
        (right, up), (x, y), u = self.lengths.exit_bends, gate, self.u
        return bezier((start, self.y1), (start + right * u, self.y1), (x, y + up * u), (x, y))

    @property
    def lane_straight(self) -> Point:
        """Where the finish lane becomes straight."""
        return self.lane_x, self.y1 - self.lengths.lane_bend * self.u

    def off(self) -> list[Point]:
        """From the top right corner's beginning into the finish lane, up to its straight part."""
        start, u = (self.x1 - self.corner, self.y1), self.u
        return bezier(start, (self.x1 - 0.05 * u, self.y1), (self.lane_x, self.y1 + 0.02), self.lane_straight)

    @property
    def lane(self) -> list[Point]:
        """The finish lane's centre line."""
        return [*self.off(), (self.lane_x, self.foot + self.lengths.lane_foot * self.u)]
