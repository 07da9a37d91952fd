"""The grids that continuous values are rounded to on their way into a picture.

Fine enough that no step is seen, coarse enough that what has been drawn is used again; and both ways of drawing,
the quick one and the stock camera, get the very same numbers.
"""

from __future__ import annotations

PAINT = 32
HEAD = 16
FILLING = 256
ALPHA = 64
BLEND = 16
PLAN = 64
PLACE = 5
"""Decimals of positions, angles and scales: a hundredth of a pixel at 1080p is 7e-5."""


def steps(value: float, count: int) -> float:
    """The nearest of `count` steps between 0 and 1.

    >>> steps(0.3, 4)
    0.25
    """
    return round(min(max(value, 0.0), 1.0) * count) / count


def fine(value: float) -> float:
    """Without the noise of floating point.

    >>> fine(0.1 + 0.2)
    0.3
    """
    return round(value, PLACE) + 0.0
