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

from loopway.film.ink import Extent, Ink
from loopway.film.layer import Layer, View
from loopway.film.looks import Look, Placed
from loopway.film.tiles import PixelBox, Tiles, around

Pixels = npt.NDArray[np.uint8]

WORTH_COMPARING = 0.5
"""Up to this share of the picture a changed backdrop is looked at closely: the rim is broad, and thin."""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of a film; `pixels` is the sampler's own canvas and changes with the next picture."""

    pixels: Pixels
    """height x width x 4, red, green, blue, 255."""
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
    `frame_height` in frame units, `background` red, green, blue as 0 .. 1.
    """

    def __init__(
        self,
        tableau: Callable[[float], Tableau],
        ink: Callable[[Look], Ink],
        *,
        size: tuple[int, int],
        frame_height: float,
        background: tuple[float, float, float],
    ) -> None:
        self._tableau = tableau
        self._size = size
        colour = [*(int(255 * part) for part in background), 255]  # cut, as Manim does it
        self._blank = np.array(colour, np.uint8).view(np.uint32)
        view = View(size=size, frame_height=frame_height)
        self._backdrop, self._ground = Layer(ink, view, still=True), self._new()
        self._cast, self._canvas = Layer(ink, view), self._new()
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
            self._lay_ground(now.backdrop, tiles)
        for reach in self._cast.change(now.cast):
            tiles.mark(*reach)
        boxes = tiles.rectangles()
        self._repaint(boxes)
        self._shown = now
        return Picture(pixels=self._canvas, changed=boxes)

    def _lay_ground(self, backdrop: tuple[Placed, ...], tiles: Tiles) -> None:
        """Paint the part of the backdrop that may have changed, and mark the tiles in which it has."""
        reaches = self._backdrop.change(backdrop)
        if not reaches:
            return
        x0, y0, x1, y1 = box = self._together(reaches)
        part = self._ground[y0:y1, x0:x1]
        before = part.copy() if part.size < WORTH_COMPARING * self._ground.size else None
        part.view(np.uint32)[...] = self._blank
        with _drawn_on(self._ground) as context:
            self._backdrop.paint(context, box)
        if before is None:
            tiles.mark(*box)
        else:
            tiles.mark_difference(before, part, (x0, y0))

    def _together(self, reaches: Sequence[Extent]) -> PixelBox:
        lefts, tops, rights, bottoms = zip(*(around(*reach) for reach in reaches), strict=True)
        width, height = self._size
        return min(*lefts, width), min(*tops, height), min(max(rights), width), min(max(bottoms), height)

    def _repaint(self, boxes: Sequence[PixelBox]) -> None:
        with _drawn_on(self._canvas) as context:
            for x0, y0, x1, y1 in boxes:
                self._canvas[y0:y1, x0:x1] = self._ground[y0:y1, x0:x1]
                context.get_target().mark_dirty()
                self._cast.paint(context, (x0, y0, x1, y1))

    def _new(self) -> Pixels:
        width, height = self._size
        return np.full((height, width, 1), self._blank).view(np.uint8)


@contextmanager
def _drawn_on(pixels: Pixels) -> Iterator[cairo.Context[cairo.ImageSurface]]:
    height, width = pixels.shape[:2]
    surface = cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_ARGB32, width, height)
    yield cairo.Context(surface)
    surface.flush()
