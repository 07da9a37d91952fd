"""The fast way to the pictures of a film: ask the stage for each instant, paint only what has changed.

It shows what the stock Manim camera shows (a test compares them), with the same actors, without `Scene.play`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import cairo
import msgspec
import numpy as np
import numpy.typing as npt

from loopway.film.ink import Extent, Ink, posed
from loopway.film.looks import Look, Placed
from loopway.film.tiles import PixelBox, Tiles

Pixels = npt.NDArray[np.uint8]

BACKDROPS_KEPT = 24
"""Painted backdrops in memory, 8 MB each at 1080p: every driver's rim and the steps of one cross-fade."""


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
        self._ink = ink
        self._width, self._height = size
        self._unit = self._height / frame_height
        self._background = background
        self._backdrops: dict[int, tuple[tuple[Placed, ...], Pixels]] = {}
        self._canvas = self._blank()
        self._shown: Tableau | None = None

    def pictures(self, times: Sequence[float]) -> Iterator[Picture]:
        """The pictures at these film seconds, in this order."""
        for time in times:
            yield self.picture(time)

    def picture(self, time: float) -> Picture:
        """The picture at film second `time`."""
        now = self._tableau(time)
        tiles = self._changes(now)
        boxes = tiles.rectangles()
        if boxes:
            self._repaint(now, tiles, boxes)
        self._shown = now
        return Picture(pixels=self._canvas, changed=boxes)

    def _changes(self, now: Tableau) -> Tiles:
        tiles = Tiles(self._width, self._height)
        before = self._shown
        if before is None:
            tiles.marked[:] = True
            return tiles
        if before.backdrop is not now.backdrop:
            tiles.mark_difference(self._backdrop(before.backdrop), self._backdrop(now.backdrop))
        for placed in _different(before.cast, now.cast):
            tiles.mark(*self._reach(placed))
        return tiles

    def _repaint(self, now: Tableau, tiles: Tiles, boxes: Sequence[PixelBox]) -> None:
        backdrop = self._backdrop(now.backdrop)
        surface = self._surface(self._canvas)
        context = cairo.Context(surface)
        for x0, y0, x1, y1 in boxes:
            self._canvas[y0:y1, x0:x1] = backdrop[y0:y1, x0:x1]
            context.rectangle(x0, y0, x1 - x0, y1 - y0)
        surface.mark_dirty()
        context.clip()
        for placed in now.cast:
            if tiles.touches(*self._reach(placed)):
                self._ink(placed.look).paint(context, self._matrix(placed), placed.alpha)
        surface.flush()

    def _backdrop(self, backdrop: tuple[Placed, ...]) -> Pixels:
        kept = self._backdrops.pop(id(backdrop), None)
        if kept is None or kept[0] is not backdrop:
            pixels = self._blank()
            surface = self._surface(pixels)
            context = cairo.Context(surface)
            for placed in backdrop:
                self._ink(placed.look).paint(context, self._matrix(placed), placed.alpha)
            surface.flush()
            kept = (backdrop, pixels)
        self._backdrops[id(backdrop)] = kept
        if len(self._backdrops) > BACKDROPS_KEPT:
            del self._backdrops[next(iter(self._backdrops))]
        return kept[1]

    def _reach(self, placed: Placed) -> Extent:
        return self._ink(placed.look).reach(self._matrix(placed))

    def _matrix(self, placed: Placed) -> cairo.Matrix:
        centre = (self._width / 2, self._height / 2)
        return posed(self._unit, centre, placed.x, placed.y, placed.heading, placed.scale)

    def _surface(self, pixels: Pixels) -> cairo.ImageSurface:
        return cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_ARGB32, self._width, self._height)

    def _blank(self) -> Pixels:
        colour = np.array([*(int(255 * part) for part in self._background), 255], np.uint8)  # cut, as Manim does it
        return np.full((self._height, self._width, 1), colour.view(np.uint32)[0]).view(np.uint8)


def _different(before: tuple[Placed, ...], now: tuple[Placed, ...]) -> set[Placed]:
    """What stands in one of the two only, and what changed its place in the painter's order."""
    old, new = set(before), set(now)
    common = old & new
    changed = old ^ new
    ranks_before = [placed for placed in before if placed in common]
    ranks_now = [placed for placed in now if placed in common]
    if ranks_before != ranks_now:
        changed.update(a for pair in zip(ranks_before, ranks_now, strict=False) if pair[0] != pair[1] for a in pair)
    return changed
