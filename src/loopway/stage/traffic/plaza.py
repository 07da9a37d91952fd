"""One exit with the ground behind it: what it needs, and where everything on it is."""

from __future__ import annotations

import msgspec

from loopway.stage.stage import Box, Point
from loopway.stage.traffic.park import DOWN, Park
from loopway.stage.traffic.signs import PlazaKind

WayIn = tuple[Point, float]
"""The gate, and x where its exit leaves the ring."""


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What a plaza has to offer."""

    stalls: int
    groups: tuple[tuple[str, int], ...] = ()
    """Its rows by name, with their stalls; in this order the stalls are numbered."""
    children: int = 0
    """The most tasks that somebody waits for there."""
    gauges: bool = False
    lane: bool = False
    """The way under the gate stays free for those who only give up their turn."""
    words: tuple[str, ...] = ("",)
    """What the sign could say, the best first."""


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A row of cars before a barrier, noses down."""

    group: str
    x: float
    left: float
    """The left edge of what belongs to this lane, board and all."""
    barrier: float
    """y of the barrier."""
    top: float
    """y of its upper end."""
    first: float
    """y of the first car's middle ..."""
    pitch: float
    """... and from one car to the next."""

    def at(self, place: float) -> Point:
        """The middle of the car that has so many before it, a real number."""
        return self.x, self.first + place * self.pitch


class Bay(msgspec.Struct, frozen=True, kw_only=True):
    """One queue's part of a plaza with docks."""

    queue: str
    box: Box
    """Without the lane over it, if there is one."""
    aside: float
    """x of the way down its right side that leads past the dock."""

    def takes(self, y: float) -> bool:
        """Whether a car at this height stands below the dock."""
        return y < (self.box.y0 + self.box.y1) / 2


class Plaza(msgspec.Struct, frozen=True, kw_only=True):
    """One plaza. `cars[i]` is where the cars stand that have place i; `k` is their scale."""

    kind: PlazaKind
    box: Box
    gate: Point
    exit_x: float
    k: float
    rows: int
    columns: int
    cars: tuple[Point, ...]
    stalls: tuple[Box, ...] = ()
    """Painted round each place; empty in a car park of double rows."""
    gauges: tuple[Point, ...]
    """Centres; empty if nobody knows how long it takes, or the cars are their own gauges."""
    gauge: Point
    """Width and height of a gauge."""
    words: tuple[str, ...] = ("",)
    park: Park | None = None
    """Its double rows; None: one row, or a grid."""
    each: int = 1
    """So many stalls are one place: that of a chip."""
    crowd: bool = False
    """Who stands here is a chip."""
    bays: tuple[Bay, ...] = ()
    """One for each queue, from left to right, if cars stand above and below its dock."""
    through: bool = False
    """A way leads through it, for those who only give up their turn."""
    grounds: tuple[Box, ...] = ()
    """What belongs to each stall, if that is more than its place: the ground of its service road."""
    lanes: tuple[Lane, ...] = ()
    """One for each group of stalls, if cars stand one behind the other."""

    def car(self, stall: int) -> Point:
        """Where the car in this stall stands."""
        return self.cars[stall // self.each]

    def lane(self, group: str) -> Lane | None:
        """The lane of this group; None: it has stalls."""
        return next((lane for lane in self.lanes if lane.group == group), None)

    def bay(self, stall: int) -> Bay | None:
        """The bay that a stall is in; None: there is no dock."""
        return next((bay for bay in self.bays if self.car(stall)[0] < bay.box.x1), None)

    def heading(self, stall: int) -> float:
        """Where its nose points."""
        return self.park.heading(stall // self.each) if self.park else DOWN
