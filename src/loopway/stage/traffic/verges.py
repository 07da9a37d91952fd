"""How far a sign may reach to the right: up to a ring or an exit that bends towards it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from loopway.stage.path import Path
from loopway.stage.stage import Point
from loopway.stage.traffic.ring import Ring

Band = tuple[float, float]
"""The heights that a sign takes, lowest first."""

SAMPLED = 0.02
"""A road is looked at so often (frame units)."""


def ends_before_exit(ring: Ring, gate: Point, start: float, band: Band) -> float:
    """The x at which a sign ends that stands left of an exit."""
    return _ends_before(ring.exit(gate, start), ring.narrow / 2, band, ring.lengths.sign_air)


def ends_before_ring(ring: Ring, band: Band) -> float:
    """The x at which the last sign ends, at the ring's upper right corner."""
    corner = [point for point in ring.circuit.points if point[0] >= ring.x1 - ring.corner and point[1] >= ring.y0]
    return _ends_before(corner, ring.road / 2, band, ring.lengths.sign_air)


def _ends_before(way: Sequence[Point], half: float, band: Band, air: float) -> float:
    """The x up to which a band keeps `air` from a road with its centre line at the right, `half` on each side of it."""
    path, clear, (low, high) = Path(way), half + air, band
    count = max(1, int(path.length / SAMPLED))
    ends = []
    for number in range(count + 1):
        x, y = path.point(path.length * number / count)
        aside = max(low - y, y - high, 0.0)
        if aside < clear:
            ends.append(x - math.sqrt(clear * clear - aside * aside))
    return min(ends)
