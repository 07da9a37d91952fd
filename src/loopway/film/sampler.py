"""The fast way to the pictures of a film: ask the stage for each instant, paint only what has changed.

It shows what the stock Manim camera shows (a test compares them), with the same actors, without `Scene.play`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import cairo
import msgspec
import numpy as np
import numpy.typing as npt

from loopway.film.ink import Ink, PixelBox
from loopway.film.layer import Backdrop, Players, View
from loopway.film.looks import Look, Placed
from loopway.film.tiles import Tiles

Pixels = npt.NDArray[np.uint8]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of a film; `pixels` is the sampler's own canvas and changes with the next picture."""

    pixels: Pixels
    """height x width x 4, red, green, blue, 255; without a background alpha, and the others weighed with it."""
    changed: tuple[PixelBox, ...]
    """Where it differs from the picture before; empty: nowhere. Whoever wants to keep it copies it."""


class Tableau(msgspec.Struct, frozen=True, kw_only=True):
    """What one instant is made of."""

    backdrop: tuple[Placed, ...]
    """What rarely changes. Two instants with the same backdrop share the tuple itself."""
    cast: tuple[Placed, ...]
    """What moves, above the backdrop, in painter's order."""


class Sampler:
    """Paints the tableaux of a film one after the other on one canvas.

    `tableau(t)` gives the instant at film second t, `ink(look)` the paths of a look, drawn once; `size` is in pixels,
    `frame_height` in frame units, `background` red, green, blue as 0 .. 1, or nothing at all.
    """

    def __init__(
        self,
        tableau: Callable[[float], Tableau],
        ink: Callable[[Look], Ink],
        *,
        size: tuple[int, int],
        frame_height: float,
        background: tuple[float, float, float] | None,
    ) -> None:
        self._tableau = tableau
        self._size = size
        red, green, blue = (int(255 * part) / 255 for part in background or (0, 0, 0))  # cut, as Manim does it
        alpha = 0.0 if background is None else 1.0
        self._blank = cairo.SolidPattern(blue, green, red, alpha)  # Manim's pixels begin with red, cairo's with blue
        view = View(size=size, frame_height=frame_height)
        self._backdrop, self._ground = Backdrop(ink, view), self._new()
        self._players, self._canvas = Players(ink, view), self._new()
        self._shown: Tableau | None = None

    def pictures(self, times: Sequence[float]) -> Iterator[Picture]:
        """The pictures at these film seconds, in this order."""
        for time in times:
            yield self.picture(time)

    def picture(self, time: float) -> Picture:
        """The picture at film second `time`."""
        now = self._tableau(time)
        tiles = Tiles(*self._size)
        if self._shown is None:
            tiles.mark(0, 0, *self._size)
        if self._shown is None or self._shown.backdrop is not now.backdrop:
            tiles.mark_boxes(self._backdrop.change(now.backdrop))
            with _surface(self._ground) as ground:
                self._backdrop.paint(cairo.Context(ground), tiles.rectangles(), self._blank)
        tiles.mark_boxes(self._players.change(now.cast))
        with _surface(self._canvas) as canvas, _surface(self._ground) as ground:
            changed = self._players.paint(cairo.Context(canvas), tiles.rectangles(), cairo.SurfacePattern(ground))
        self._shown = now
        return Picture(pixels=self._canvas, changed=changed)

    def _new(self) -> Pixels:
        width, height = self._size
        return np.zeros((height, width, 4), np.uint8)


@contextmanager
def _surface(pixels: Pixels) -> Iterator[cairo.ImageSurface]:
    height, width = pixels.shape[:2]
    surface = cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_ARGB32, width, height)
    yield surface
    surface.flush()
