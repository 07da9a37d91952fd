"""An ink in one pose as pixels: painted once, then laid on the picture as often as something near it changes."""

from __future__ import annotations

import cairo

from loopway.film.ink import Context, Ink, pixels


class Sprite:
    """An ink under one matrix, so opaque (0 .. 1), as pixels."""

    def __init__(self, ink: Ink, matrix: cairo.Matrix, alpha: float) -> None:
        left, top, right, bottom = pixels(ink.extent, matrix)
        self._corner = left, top
        self._pixels = cairo.ImageSurface(cairo.FORMAT_ARGB32, right - left, bottom - top)
        self._pixels.set_device_offset(-left, -top)
        ink.paint(matrix, cairo.Context(self._pixels), alpha)
        self._pixels.set_device_offset(0, 0)

    def paint(self, context: Context) -> None:
        """Paint it where it stands."""
        context.identity_matrix()
        context.set_source_surface(self._pixels, *self._corner)
        context.paint()
