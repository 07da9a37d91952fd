"""The two values between a Frame and a picture: what an actor looks like, and where it is put.

A Look is everything of an actor that changes its shape or colour, and it can be hashed: what has been drawn
once is kept. A Placed is a Look under a transform. Continuous values (paint, lamps, fillings) are rounded to
a fixed grid on the way into a Look, by `cast.py`, so that both ways of drawing show the same.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Look(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An actor in its own coordinates: nose to +x, its place at the origin, scale 1."""

    role: str
    colour: str = ""
    label: str = ""
    level: float = 1.0
    head: float = 0.0
    lamps: str = ""
    """Any of "t" (tail), "l", "r" (blinkers)."""
    width: float = 0.0
    height: float = 0.0
    scale: float = 1.0
    """Kept inside the look where strokes must not scale with the actor."""
    points: tuple[tuple[float, float], ...] = ()
    font: str = ""
    """Words only: a face, as in `Words.face`."""
    anchor: Literal["left", "centre", "right"] = "left"
    spans: tuple[tuple[int, int, str], ...] = ()
    """A line of code only: colours, as in `CodeLine.spans`."""


class Placed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A look at x, y (frame units), turned by `heading` (radians), `scale` times as large, `alpha` opaque.

    It is a similarity: the widths of strokes scale too. `alpha` multiplies the opacity of each shape.
    """

    look: Look
    x: float = 0.0
    y: float = 0.0
    heading: float = 0.0
    scale: float = 1.0
    alpha: float = 1.0
