"""A drawing as exact cairo paths: Manim draws it once, and it is painted anywhere in constant time.

Stock Manim builds every path anew in Python for every frame; that, not the filling, is what takes its time.
Here the paths of a finished Mobject are captured once and appended under a transform.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import cairo
import manim as mn
import msgspec
import numpy as np
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

# cairo keeps path points as 24.8 fixed numbers of the device: captured in frame units they would be half a pixel off
CAPTURE_SCALE = 4096.0
STROKE_UNIT = 0.01
"""Frame units for one unit of Manim's stroke width (`Camera.cairo_line_width_multiple`)."""

NEAR, NEAR_SHARE = 1e-6, 1e-5
"""Manim takes points for the same that are not further apart: in frame units, and as a share of a coordinate."""
CORNER, SPIKE = 0.71, 5.0
"""How far a stroke may leave its path, in its own width: the corner of a square cap, and a miter (cairo's limit)."""

RASTER = "loopway_raster"
"""The attribute of a box that is to be painted with a PNG."""

Stops = tuple[tuple[float, float, float, float], ...]
Extent = tuple[float, float, float, float]
PixelBox = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels; x1 and y1 lie just outside."""
Context: TypeAlias = "cairo.Context[cairo.ImageSurface]"


class Paint(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One colour, or several from `start` to `end` (local coordinates); components 0 .. 1 in cairo's order."""

    stops: Stops
    start: tuple[float, float] = (0.0, 0.0)
    end: tuple[float, float] = (0.0, 0.0)

    def put_on(self, context: Context, alpha: float) -> None:
        """Make it the context's source, `alpha` times as opaque."""
        if len(self.stops) == 1:
            red, green, blue, opacity = self.stops[0]
            context.set_source_rgba(red, green, blue, opacity * alpha)
            return
        gradient = cairo.LinearGradient(*self.start, *self.end)
        for offset, (red, green, blue, opacity) in zip(np.linspace(0, 1, len(self.stops)), self.stops, strict=True):
            gradient.add_color_stop_rgba(float(offset), red, green, blue, opacity * alpha)
        context.set_source(gradient)


class Raster(Paint, frozen=True, kw_only=True, gc=False):
    """A PNG that fills the upright box from `start` (its upper left corner) to `end`."""

    png: bytes

    def put_on(self, context: Context, alpha: float) -> None:
        """Make it the context's source, `alpha` times as opaque."""
        surface = _raster(self.png, alpha)
        (x0, y1), (x1, y0) = self.start, self.end
        across, down = surface.get_width() / (x1 - x0), surface.get_height() / (y1 - y0)
        pattern = cairo.SurfacePattern(surface)
        pattern.set_matrix(cairo.Matrix(across, 0, 0, -down, -x0 * across, y1 * down))
        pattern.set_filter(cairo.Filter.BEST)
        context.set_source(pattern)


def raster_size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels; cairo.Error if it is none."""
    surface = _raster(png, 1.0)
    return surface.get_width(), surface.get_height()


@lru_cache(maxsize=64)
def _raster(png: bytes, alpha: float) -> cairo.ImageSurface:
    """The picture in Manim's order of colours, which is not cairo's."""
    read = cairo.ImageSurface.create_from_png(io.BytesIO(png))
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, read.get_width(), read.get_height())
    painter = cairo.Context(surface)
    painter.set_source_surface(read)
    painter.paint_with_alpha(alpha)
    surface.flush()
    pixels = np.ndarray((surface.get_height(), surface.get_stride() // 4, 4), np.uint8, surface.get_data())
    pixels[...] = pixels[..., [2, 1, 0, 3]]
    surface.mark_dirty()
    return surface


class Shape(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One path with what fills and what strokes it."""

    path: cairo.Path
    fill: Paint | None
    stroke: Paint | None
    width: float
    join: cairo.LineJoin
    cap: cairo.LineCap
    extent: Extent
    """The box that it stays within (local coordinates)."""

    def fill_on(self, context: Context) -> None:
        """Fill the context's path, and keep it."""
        context.fill_preserve()

    def stroke_on(self, context: Context) -> None:
        """Stroke the context's path, and keep it."""
        context.set_line_width(self.width)
        context.set_line_join(self.join)
        context.set_line_cap(self.cap)
        context.stroke_preserve()


class Ink(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All shapes of one actor in painter's order, and the box that they stay within (local coordinates)."""

    shapes: tuple[Shape, ...]
    extent: Extent

    @property
    def fades(self) -> bool:
        """Whether any of it changes its colour from one end to the other."""
        return any(len(paint.stops) > 1 for shape in self.shapes for paint in (shape.fill, shape.stroke) if paint)

    def paint(self, matrix: cairo.Matrix, context: Context, alpha: float = 1.0) -> None:
        """Paint it under `matrix` (local coordinates -> pixels)."""
        context.set_matrix(matrix)
        for shape in self.shapes:
            context.new_path()
            context.append_path(shape.path)
            if shape.fill is not None:
                shape.fill.put_on(context, alpha)
                shape.fill_on(context)
            if shape.stroke is not None:
                shape.stroke.put_on(context, alpha)
                shape.stroke_on(context)
        context.new_path()

    def reach(self, matrix: cairo.Matrix) -> Extent:
        """The upright box in pixels that it stays within under `matrix`."""
        return reach(self.extent, matrix)


def reach(extent: Extent, matrix: cairo.Matrix) -> Extent:
    """The upright box in pixels that a box in local coordinates stays within under `matrix`."""
    x0, y0, x1, y1 = extent
    corners = [matrix.transform_point(x, y) for x in (x0, x1) for y in (y0, y1)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def pixels(extent: Extent, matrix: cairo.Matrix) -> PixelBox:
    """The whole pixels that may be touched within a box in local coordinates, antialiased edges included."""
    x0, y0, x1, y1 = reach(extent, matrix)
    return math.floor(x0) - 1, math.floor(y0) - 1, math.ceil(x1) + 1, math.ceil(y1) + 1


def ink_of(drawing: mn.VMobject) -> Ink:
    """The shapes of a Manim drawing, in the order and with the numbers of the stock camera."""
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 1, 1))
    context.scale(CAPTURE_SCALE, CAPTURE_SCALE)
    shapes: list[Shape] = []
    for mobject in drawing.family_members_with_points():
        assert isinstance(mobject, mn.VMobject), mobject
        fill = _paint(mobject, mobject.fill_rgbas)
        width = float(mobject.stroke_width) * STROKE_UNIT
        stroke = _paint(mobject, mobject.stroke_rgbas) if width > 0 else None
        if fill is None and stroke is None:
            continue
        points = mobject.points[:, :2]
        _trace(context, points)
        join, cap = LINE_JOIN_MAP[mobject.joint_type], CAP_STYLE_MAP[mobject.cap_style]
        path = context.copy_path()
        if (png := getattr(mobject, RASTER, None)) is not None and fill is not None:
            left, right = mobject.get_left()[0], mobject.get_right()[0]
            top, foot = mobject.get_top()[1], mobject.get_bottom()[1]
            corners = {"start": (float(left), float(top)), "end": (float(right), float(foot))}
            fill = Raster(stops=fill.stops, png=png, **corners)
        margin = width * (SPIKE if join == cairo.LineJoin.MITER else CORNER) if stroke else 0.0
        (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()  # no curve leaves their hull
        extent = (x0 - margin, y0 - margin, x1 + margin, y1 + margin)
        shapes.append(Shape(path=path, fill=fill, stroke=stroke, width=width, join=join, cap=cap, extent=extent))
    return Ink(shapes=tuple(shapes), extent=_around(shape.extent for shape in shapes))


def _trace(context: Context, points: np.ndarray) -> None:
    """Lay cubic curves, four points each, on the context, closed where the stock camera closes them."""
    context.new_path()
    curves = points[: len(points) // 4 * 4].reshape(-1, 8).tolist()
    joints = enumerate(pairwise(curves), 1)
    gaps = [number for number, (one, other) in joints if one[6:] != other[:2] and not _touch(one[6:], other[:2])]
    for begin, end in pairwise([0, *gaps, len(curves)]):
        start = curves[begin][:2]
        context.move_to(*start)
        for _, _, *handles_and_end in curves[begin:end]:
            context.curve_to(*handles_and_end)
        if _touch(start, curves[end - 1][6:]):
            context.close_path()


def _touch(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether Manim takes them for the same point (`VMobject.consider_points_equals_2d`)."""
    (ax, ay), (bx, by) = one, other
    return abs(ax - bx) <= NEAR + NEAR_SHARE * abs(bx) and abs(ay - by) <= NEAR + NEAR_SHARE * abs(by)


def _paint(mobject: mn.VMobject, rgbas: np.ndarray) -> Paint | None:
    rows = rgbas.tolist()
    if all(row[3] <= 0 for row in rows):
        return None
    # Manim's pixels are red, green, blue, alpha in memory, where cairo writes blue first
    stops = tuple((blue, green, red, alpha) for red, green, blue, alpha in rows)
    if len(stops) == 1:
        return Paint(stops=stops)
    start, end = mobject.get_gradient_start_and_end_points()
    return Paint(stops=stops, start=(float(start[0]), float(start[1])), end=(float(end[0]), float(end[1])))


def _around(boxes: Iterable[Extent]) -> Extent:
    solid = [box for box in boxes if box[2] > box[0] or box[3] > box[1]]
    if not solid:
        return (0.0, 0.0, 0.0, 0.0)
    lows_x, lows_y, highs_x, highs_y = zip(*solid, strict=True)
    return min(lows_x), min(lows_y), max(highs_x), max(highs_y)


def posed(
    pixels_per_unit: float, centre: tuple[float, float], x: float, y: float, heading: float, scale: float
) -> cairo.Matrix:
    """Local coordinates -> pixels: y of the frame grows upwards, y of pixels downwards; `centre` in pixels."""
    along, across = math.cos(heading) * scale * pixels_per_unit, math.sin(heading) * scale * pixels_per_unit
    return cairo.Matrix(
        along, -across, -across, -along, centre[0] + x * pixels_per_unit, centre[1] - y * pixels_per_unit
    )
