"""An ink that stands still: its shapes as masks of coverage, each filled once and then only coloured.

A broad line round the whole ring takes a millisecond to trace, and a third of that to lay through its mask. What
comes out differs from the traced line by one level of 255 in a few pixels of a million.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import cairo
import numpy as np

from loopway.film.ink import Context, Ink, Paint, PixelBox, Shape, pixels
from loopway.film.tiles import Tiles


class Mask(NamedTuple):
    """Where one shape covers how much of each pixel, from which corner on, and what is laid through it."""

    coverage: cairo.ImageSurface
    corner: tuple[int, int]
    paint: Paint


class Stencil:
    """The masks of an ink under one matrix (local coordinates -> pixels), kept within a picture of `size` pixels.

    What fades or changes its colour needs no new one.
    """

    def __init__(self, ink: Ink, matrix: cairo.Matrix, size: tuple[int, int]) -> None:
        self._matrix = matrix
        self._size = size
        self._masks = [mask for shape in ink.shapes for mask in self._of(shape)]

    def paint(self, context: Context, alpha: float) -> None:
        """Paint it where it stands."""
        for coverage, corner, paint in self._masks:
            context.set_matrix(self._matrix)
            paint.put_on(context, alpha)
            context.identity_matrix()
            context.mask_surface(coverage, *corner)

    @cached_property
    def tiles(self) -> tuple[PixelBox, ...]:
        """Boxes of whole tiles outside of which it covers nothing: a ring has a hole."""
        tiles = Tiles(*self._size)
        for coverage, corner, _ in self._masks:
            width, height = coverage.get_width(), coverage.get_height()
            rows = np.frombuffer(coverage.get_data(), np.uint8).reshape(height, coverage.get_stride())
            tiles.mark_pixels(rows[:, :width], corner)
        return tiles.rectangles()

    def _of(self, shape: Shape) -> Iterator[Mask]:
        left, top, right, bottom = pixels(shape.extent, self._matrix)
        left, top, right, bottom = max(left, 0), max(top, 0), min(right, self._size[0]), min(bottom, self._size[1])
        if left >= right or top >= bottom:
            return
        for paint, lay in ((shape.fill, shape.fill_on), (shape.stroke, shape.stroke_on)):
            if paint is not None:
                coverage = cairo.ImageSurface(cairo.FORMAT_A8, right - left, bottom - top)
                coverage.set_device_offset(-left, -top)
                context = cairo.Context(coverage)
                context.set_matrix(self._matrix)
                context.append_path(shape.path)
                lay(context)
                coverage.set_device_offset(0, 0)
                coverage.flush()
                yield Mask(coverage, (left, top), paint)
