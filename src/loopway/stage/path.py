"""Ways through the plane: polylines that know their length, and the curves they are made of."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from loopway.stage.stage import Point

LOOK = 0.09
"""Frame units before and behind: the heading is that of the chord between them, so corners turn gently."""

SAME = 1e-7
"""Points closer than this are one point."""


class Path:
    """A polyline by arc length.

    >>> way = Path([(0.0, 0.0), (3.0, 0.0), (3.0, 4.0)])
    >>> way.length, way.point(5.0)
    (7.0, (3.0, 2.0))
    """

    __slots__ = ("_at", "_backs", "_x", "_y", "length")

    def __init__(self, points: Sequence[Point], backs: float = math.inf) -> None:
        """From the distance `backs` on it is driven tail first."""
        along = np.asarray(points, dtype=float).reshape(-1, 2)
        steps = np.hypot(*np.diff(along, axis=0).T)
        along = along[np.r_[True, steps > SAME]]
        at = np.r_[0.0, np.cumsum(np.hypot(*np.diff(along, axis=0).T))]
        self._x: list[float] = along[:, 0].tolist()
        self._y: list[float] = along[:, 1].tolist()
        self._at: list[float] = at.tolist()
        self.length: float = self._at[-1]
        self._backs = backs

    @property
    def points(self) -> tuple[Point, ...]:
        """All corners, in order."""
        return tuple(zip(self._x, self._y, strict=True))

    @property
    def end(self) -> Point:
        """The last corner."""
        return self._x[-1], self._y[-1]

    def point(self, distance: float) -> Point:
        """The point `distance` from the start; the ends beyond them."""
        at = self._at
        if distance <= 0.0 or len(at) == 1:
            return self._x[0], self._y[0]
        if distance >= self.length:
            return self._x[-1], self._y[-1]
        place = bisect_right(at, distance) - 1
        share = (distance - at[place]) / (at[place + 1] - at[place])
        x, y = self._x, self._y
        return x[place] + (x[place + 1] - x[place]) * share, y[place] + (y[place + 1] - y[place]) * share

    def heading(self, distance: float) -> float:
        """Where the nose points there, radians: the direction of travel, or if it backs the opposite one."""
        backs = distance >= self._backs
        low, high = (self._backs, self.length) if backs else (0.0, min(self._backs, self.length))
        before = self.point(max(low, min(distance, high) - LOOK))
        behind = self.point(min(high, max(distance, low) + LOOK))
        along = math.atan2(behind[1] - before[1], behind[0] - before[0])
        return along if not backs else along + math.pi if along <= 0.0 else along - math.pi

    def part(self, start: float, end: float) -> tuple[Point, ...]:
        """The corners between two distances, with both ends."""
        start, end = max(0.0, start), min(self.length, end)
        first, last = bisect_right(self._at, start), bisect_right(self._at, end - SAME)
        corners = zip(self._x[first:last], self._y[first:last], strict=True)
        return (self.point(start), *corners, self.point(end))

    def __add__(self, other: Path) -> Path:
        """This way, and then the other one."""
        return Path((*self.points, *other.points), backs=self.length + other._backs)


def bezier(start: Point, first: Point, second: Point, end: Point, parts: int = 40) -> list[Point]:
    """A cubic Bézier curve as a polyline."""
    t = np.linspace(0.0, 1.0, parts + 1)[:, None]
    a, b, c, d = (np.asarray(p, dtype=float) for p in (start, first, second, end))
    curve = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t**3 * d
    return [(float(x), float(y)) for x, y in curve]


def arc(centre: Point, radius: float, start: float, end: float, parts: int = 24) -> list[Point]:
    """A circular arc between two angles as a polyline."""
    turns = np.linspace(start, end, parts + 1)
    return [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in turns]


def rounded(corners: Sequence[Point], radius: float, parts: int = 10) -> list[Point]:
    """A polyline whose corners are cut round: a parabola over at most `radius` on either side.

    Two corners share the piece between them; the first and the last piece belong to one corner alone.
    """
    kept = [corners[0], *(p for before, p in pairwise(corners) if math.dist(before, p) >= SAME)]
    lengths = [math.dist(a, b) for a, b in pairwise(kept)]
    rooms = [length / (1 if place in (0, len(lengths) - 1) else 2) for place, length in enumerate(lengths)]
    out = [kept[0]]
    for place in range(1, len(kept) - 1):
        corner = kept[place]
        cut = min(radius, rooms[place - 1], rooms[place])
        start = _towards(corner, kept[place - 1], cut / lengths[place - 1])
        end = _towards(corner, kept[place + 1], cut / lengths[place])
        for part in range(parts + 1):
            s = part / parts
            out.append(
                (
                    (1 - s) ** 2 * start[0] + 2 * s * (1 - s) * corner[0] + s * s * end[0],
                    (1 - s) ** 2 * start[1] + 2 * s * (1 - s) * corner[1] + s * s * end[1],
                )
            )
    out.append(kept[-1])
    return out


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
