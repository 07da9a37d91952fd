"""A layer of a picture: actors in painter's order, where each of them stands in pixels, and what of it has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

import cairo
import msgspec

from loopway.film.ink import Extent, Ink, posed
from loopway.film.looks import Look, Placed
from loopway.film.stencil import Stencil
from loopway.film.tiles import PixelBox

STENCILS = 128
"""So many are kept besides those in use: what fades from frame to frame is cut once."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """How frame units become pixels."""

    size: tuple[int, int]
    """Width and height in pixels."""
    frame_height: float
    """Of the picture, in frame units."""

    def matrix(self, placed: Placed) -> cairo.Matrix:
        """Local coordinates of a look -> pixels."""
        width, height = self.size
        centre = (width / 2, height / 2)
        return posed(height / self.frame_height, centre, placed.x, placed.y, placed.heading, placed.scale)


class Actor(msgspec.Struct, frozen=True, gc=False):
    """Something placed, ready to be painted."""

    placed: Placed
    reach: Extent
    """Pixels."""
    paint: Callable[[cairo.Context[cairo.ImageSurface], float], None]
    """Paints it on a context, so opaque (0 .. 1)."""

    def meets(self, box: PixelBox) -> bool:
        """Whether it may be seen in the box, antialiased edges included."""
        x0, y0, x1, y1 = self.reach
        return x0 < box[2] + 1 and x1 > box[0] - 1 and y0 < box[3] + 1 and y1 > box[1] - 1


class Layer:
    """What stands in one plane of the picture; empty at first. `ink(look)` gives the paths of a look.

    `still`: most of it stays where it is, and is painted through stencils.
    """

    def __init__(self, ink: Callable[[Look], Ink], view: View, *, still: bool = False) -> None:
        self._ink = ink
        self._view = view
        self._still = still
        self._stencil = lru_cache(maxsize=STENCILS)(self._cut)
        self._actors: list[Actor] = []

    def change(self, placed: Sequence[Placed]) -> list[Extent]:
        """Let this stand here from now on; gives the boxes (pixels) outside of which nothing looks different."""
        before = self._actors
        if len(before) == len(placed):
            pairs = zip(before, placed, strict=True)
            self._actors = [old if old.placed is new or old.placed == new else self._posed(new) for old, new in pairs]
            moved = [(old, new) for old, new in zip(before, self._actors, strict=True) if old is not new]
            return [actor.reach for pair in moved for actor in pair]
        known = {actor.placed: actor for actor in before}
        self._actors = [known.get(one) or self._posed(one) for one in placed]
        return [actor.reach for actor in _different(before, self._actors)]

    def paint(self, context: cairo.Context[cairo.ImageSurface], box: PixelBox) -> None:
        """Paint what is seen in the box, and nothing outside of it."""
        x0, y0, x1, y1 = box
        context.save()
        context.rectangle(x0, y0, x1 - x0, y1 - y0)
        context.clip()
        for actor in self._actors:
            if actor.meets(box):
                actor.paint(context, actor.placed.alpha)
        context.restore()

    def _posed(self, placed: Placed) -> Actor:
        ink, matrix = self._ink(placed.look), self._view.matrix(placed)
        if self._still or placed.look.font:
            paint = self._stencil(msgspec.structs.replace(placed, alpha=1.0)).paint
        else:
            paint = partial(ink.paint, matrix)
        return Actor(placed, ink.reach(matrix), paint)

    def _cut(self, placed: Placed) -> Stencil:
        return Stencil(self._ink(placed.look), self._view.matrix(placed), self._view.size)


def _different(before: Sequence[Actor], now: Sequence[Actor]) -> Iterable[Actor]:
    """Who stands in one of the two only, and who changed its place in the painter's order."""
    old, new = _numbered(before), _numbered(now)
    yield from (actor for one, actor in old.items() if one not in new)
    yield from (actor for one, actor in new.items() if one not in old)
    ranks = zip((one for one in old if one in new), (one for one in new if one in old), strict=True)
    yield from (old[one] for pair in ranks if pair[0] != pair[1] for one in pair)


def _numbered(actors: Sequence[Actor]) -> dict[tuple[Placed, int], Actor]:
    """Each with its number among its equals."""
    seen: Counter[Placed] = Counter()
    numbered = {}
    for actor in actors:
        seen[actor.placed] += 1
        numbered[actor.placed, seen[actor.placed]] = actor
    return numbered
