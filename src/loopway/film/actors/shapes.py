"""The few shapes that everything is drawn with, in frame units: widths of strokes too."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

import manim as mn
import numpy as np

from loopway.film.ink import STROKE_UNIT
from loopway.film.lettering import Outline
from loopway.film.text import Anchor, outline
from loopway.theme.mixing import components

Point = tuple[float, float]
ORIGIN: Point = (0.0, 0.0)
BLACK = "#000000"
ROUND, BUTT = mn.CapStyleType.ROUND, mn.CapStyleType.BUTT

CORNER = 4 / 3 * math.tan(math.pi / 8)
"""How far the handles of a quarter circle reach, in radii."""


def inked(
    shape: mn.VMobject,
    fill: str | None = None,
    edge: str | None = None,
    width: float = 0.0,
    *,
    opacity: float = 1.0,
    edge_opacity: float = 1.0,
    cap: mn.CapStyleType = ROUND,
) -> mn.VMobject:
    """The shape filled with one colour, then stroked with another, `width` wide; None: not at all."""
    shape.fill_rgbas = _rgbas(fill or edge or BLACK, opacity if fill else 0.0)
    shape.stroke_rgbas = _rgbas(edge or fill or BLACK, edge_opacity if edge else 0.0)
    shape.fill_opacity, shape.stroke_opacity = opacity if fill else 0.0, edge_opacity if edge else 0.0
    shape.stroke_width = width / STROKE_UNIT if edge else 0.0
    shape.cap_style = cap
    shape.joint_type = mn.LineJointType.ROUND
    return shape


def curve(points: Outline) -> mn.VMobject:
    """Finished cubic curves, four points each."""
    shape = _copy_of(_shape)
    shape.points = np.asarray(points, dtype=np.float64)
    return shape


def polyline(points: Sequence[Point] | Outline, *, closed: bool = False) -> mn.VMobject:
    """Straight from point to point, and back to the first one if `closed`."""
    corners = np.asarray([*points, points[0]] if closed else points, dtype=np.float64)
    return curve(straight(corners[:-1], corners[1:]).reshape(-1, 3))


def straight(starts: Outline, ends: Outline) -> Outline:
    """Straight lines from `starts` to `ends` (n x 2) as cubic curves: n x 4 x 3."""
    curves = np.zeros((len(starts), 4, 3))
    for place, share in enumerate((0.0, 1 / 3, 2 / 3, 1.0)):
        curves[:, place, :2] = starts * (1 - share) + ends * share
    return curves


def smooth(points: Iterable[Point]) -> mn.VMobject:
    """A smooth curve through the points."""
    return curve(_smooth(tuple(points)))


def rounded(width: float, height: float, radius: float, centre: Point = ORIGIN) -> mn.VMobject:
    """An upright rectangle with round corners."""
    return curve(_rounded(width, height, radius, centre))


def box(corners: Sequence[Point], radius: float = 0.0, grow: float = 0.0) -> mn.VMobject:
    """The upright rectangle between two opposite corners, `grow` larger on every side."""
    (x0, y0), (x1, y1) = corners
    width, height = abs(x1 - x0) + 2 * grow, abs(y1 - y0) + 2 * grow
    return rounded(width, height, radius + grow, ((x0 + x1) / 2, (y0 + y1) / 2))


def ellipse(width: float, height: float, centre: Point = ORIGIN) -> mn.VMobject:
    """An upright ellipse."""
    shape = rounded(2.0, 2.0, 1.0)
    shape.points = shape.points * [width / 2, height / 2, 0] + [*centre, 0]
    return shape


def disc(radius: float, centre: Point = ORIGIN) -> mn.VMobject:
    """A circle."""
    return ellipse(2 * radius, 2 * radius, centre)


def words(
    text: str, face: str, colour: str, em: float, at: Point, anchor: Anchor = "left", *, font: bytes = b""
) -> mn.VMobject:
    """Words with their baseline at `at`; `font` is that of a brand."""
    shape = curve(outline(text, face, anchor, font) * em + np.array([*at, 0.0]))
    return inked(shape, colour)


def centred(text: str, face: str, colour: str, em: float, at: Point = ORIGIN) -> mn.VMobject:
    """Words whose ink has its middle at `at`: for single letters on round things."""
    points = outline(text, face)
    if len(points):
        middle = (points.min(axis=0) + points.max(axis=0)) / 2
        points = (points - middle) * em + np.array([*at, 0.0])
    return inked(curve(points), colour)


def group(*shapes: mn.VMobject) -> mn.VGroup:
    """Shapes in painter's order."""
    together = _copy_of(_group)
    together.submobjects = list(shapes)
    return together


@lru_cache(maxsize=512)
def _rounded(width: float, height: float, radius: float, centre: Point) -> Outline:
    right, top = width / 2, height / 2
    r = max(0.0, min(radius, right, top))
    k = r * CORNER
    corners = (
        ((right, top - r), (right, top - r + k), (right - r + k, top), (right - r, top)),
        ((r - right, top), (r - right - k, top), (-right, top - r + k), (-right, top - r)),
        ((-right, r - top), (-right, r - top - k), (r - right - k, -top), (r - right, -top)),
        ((right - r, -top), (right - r + k, -top), (right, r - top - k), (right, r - top)),
    )
    points: list[Point] = []
    for corner, following in zip(corners, (*corners[1:], corners[0]), strict=True):
        (ax, ay), (bx, by) = corner[-1], following[0]
        points += [*corner, (ax, ay), ((2 * ax + bx) / 3, (2 * ay + by) / 3), ((ax + 2 * bx) / 3, (ay + 2 * by) / 3)]
        points.append((bx, by))
    x, y = centre
    return _kept(np.array([(x + px, y + py, 0.0) for px, py in points]))


@lru_cache(maxsize=64)
def _smooth(points: tuple[Point, ...]) -> Outline:
    shape = mn.VMobject()
    shape.set_points_smoothly([(x, y, 0.0) for x, y in points])
    return _kept(shape.points)


def _kept(points: Outline) -> Outline:
    points.flags.writeable = False  # many shapes share it
    return points


def _rgbas(colour: str, opacity: float) -> np.ndarray:
    return np.array([[*_components(colour), opacity]])


_components = lru_cache(maxsize=256)(components)
_shape, _group = mn.VMobject(), mn.VGroup()
AnyShape = TypeVar("AnyShape", bound=mn.VMobject)


def _copy_of(blank: AnyShape) -> AnyShape:
    """A new one like it, ten times as quick as Manim's own way, which sets colours thrice that are then set again."""
    shape = type(blank).__new__(type(blank))
    vars(shape).update(vars(blank))
    shape.submobjects, shape.updaters = [], []
    shape.fill_rgbas, shape.stroke_rgbas = blank.fill_rgbas.copy(), blank.stroke_rgbas.copy()
    shape.background_stroke_rgbas = blank.background_stroke_rgbas.copy()
    return shape
