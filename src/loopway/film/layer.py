"""A layer of a picture: actors in painter's order, where each of them stands in pixels, and what of it has changed.

A path that is cut off by the edge of what is repainted comes out a little different, so none ever is: an actor is
laid down from pixels that it was painted to before, or it is repainted whole. What a picture shows does not depend
on the pictures before it, to the last bit.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import takewhile

import cairo
import msgspec
import numpy as np
import numpy.typing as npt

from loopway.film.ink import Context, Extent, Ink, PixelBox, posed
from loopway.film.looks import Look, Placed
from loopway.film.sprite import Sprite
from loopway.film.stencil import Stencil
from loopway.film.tiles import around, meet, together

FAINT = frozenset({"trail"})
"""Roles of many layers that are hardly seen: rounded to pixels of their own they would look different."""
STENCILS = 256
"""So many are kept besides those in use: what fades from frame to frame is cut once."""

Painter = Callable[[Context], None]


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
    tiles: tuple[PixelBox, ...]
    """Boxes of whole tiles outside of which it is not seen."""
    paint: Painter
    whole: bool = False
    """It is painted whole or not at all; its tiles are one box."""


class Layer(ABC):
    """What stands in one plane of the picture; empty at first. `ink(look)` gives the paths of a look."""

    def __init__(self, ink: Callable[[Look], Ink], view: View) -> None:
        self._ink = ink
        self._view = view
        self._cut = lru_cache(maxsize=STENCILS)(self._stencil)
        self._actors: list[Actor] = []
        self._reaches: npt.NDArray[np.float64] | None = None

    @abstractmethod
    def _laid(self, placed: Placed, ink: Ink, reach: Extent) -> Actor:
        """It, ready to be laid down from pixels."""

    def change(self, placed: Sequence[Placed]) -> tuple[PixelBox, ...]:
        """Let this stand here from now on; gives the boxes of whole tiles outside of which nothing looks different."""
        before, self._actors, self._reaches = self._actors, self._recognized(placed), None
        return tuple(box for actor in _different(before, self._actors) for box in actor.tiles)

    def paint(self, context: Context, boxes: Iterable[PixelBox], ground: cairo.Pattern) -> tuple[PixelBox, ...]:
        """Paint the boxes anew, over the ground; gives those that really were, so that nothing is cut off."""
        painted = self._uncut(boxes)
        for (x0, y0, x1, y1), seen in zip(painted, self._seen(painted), strict=True):
            context.identity_matrix()
            context.rectangle(x0, y0, x1 - x0, y1 - y0)
            context.clip()
            context.set_operator(cairo.OPERATOR_SOURCE)
            context.set_source(ground)
            context.paint()
            context.set_operator(cairo.OPERATOR_OVER)
            for number in np.flatnonzero(seen).tolist():
                self._actors[number].paint(context)
            context.reset_clip()
        return painted

    def _recognized(self, placed: Sequence[Placed]) -> list[Actor]:
        """Their actors: the old ones where they stand as before."""
        same = {id(actor.placed): actor for actor in self._actors}  # hashing takes long, and equals are mostly the same
        kept = {id(one) for one in placed}
        equal = {actor.placed: actor for number, actor in same.items() if number not in kept}
        return [same.get(id(one)) or equal.get(one) or self._actor(one) for one in placed]

    def _actor(self, placed: Placed) -> Actor:
        ink, matrix = self._ink(placed.look), self._view.matrix(placed)
        reach = ink.reach(matrix)
        if placed.look.role in FAINT or ink.fades:
            return Actor(placed, reach, (around(*reach),), partial(ink.paint, matrix, alpha=placed.alpha), whole=True)
        return self._laid(placed, ink, reach)

    def _stencil(self, placed: Placed) -> Stencil:
        return Stencil(self._ink(placed.look), self._view.matrix(placed), self._view.size)

    def _uncut(self, boxes: Iterable[PixelBox]) -> tuple[PixelBox, ...]:
        """Boxes that cover these, and of which each holds an actor that is painted whole, or does not meet it."""
        uncut = list(boxes)
        wholes = [box for actor in self._actors if actor.whole for box in actor.tiles]
        for box in wholes:
            met = [one for one in uncut if meet(one, box)]
            if met and met != [(joined := together(*met, box))]:
                return self._uncut([joined, *(one for one in uncut if one not in met)])
        width, height = self._view.size
        return tuple((x0, y0, min(x1, width), min(y1, height)) for x0, y0, x1, y1 in uncut)

    def _seen(self, boxes: Sequence[PixelBox]) -> npt.NDArray[np.bool_]:
        """Boxes x actors: who may be seen where, antialiased edges included."""
        if self._reaches is None:
            self._reaches = np.array([actor.reach for actor in self._actors]).reshape(-1, 4)
        x0, y0, x1, y1 = self._reaches.T
        left, top, right, bottom = np.array(boxes).reshape(-1, 4).T[..., None]
        seen: npt.NDArray[np.bool_] = (x0 < right + 1) & (x1 > left - 1) & (y0 < bottom + 1) & (y1 > top - 1)
        return seen


class Backdrop(Layer):
    """What mostly stays, laid down through stencils: the rim changes its colour, and everything fades."""

    def _laid(self, placed: Placed, ink: Ink, reach: Extent) -> Actor:
        stencil = self._cut(msgspec.structs.replace(placed, alpha=1.0))
        return Actor(placed, reach, stencil.tiles, partial(stencil.paint, alpha=placed.alpha))


class Players(Layer):
    """What comes, goes and moves: sprites, for they stand in each other's way; words are stencils, for they fade."""

    def _laid(self, placed: Placed, ink: Ink, reach: Extent) -> Actor:
        paint: Painter
        if placed.look.font:
            paint = partial(self._cut(msgspec.structs.replace(placed, alpha=1.0)).paint, alpha=placed.alpha)
        else:
            paint = Sprite(ink, self._view.matrix(placed), placed.alpha).paint
        return Actor(placed, reach, (around(*reach),), paint)


def _different(before: Sequence[Actor], now: Sequence[Actor]) -> Iterable[Actor]:
    """Who stands in one of the two only, and who changed its place in the painter's order."""
    first = _agreeing(zip(before, now, strict=False))
    last = _agreeing(zip(before[:first:-1], now[:first:-1], strict=False))
    old, new = _numbered(before[first : len(before) - last]), _numbered(now[first : len(now) - last])
    yield from (actor for one, actor in old.items() if one not in new)
    yield from (actor for one, actor in new.items() if one not in old)
    ranks = zip((one for one in old if one in new), (one for one in new if one in old), strict=True)
    yield from (old[one] for pair in ranks if pair[0] != pair[1] for one in pair)


def _agreeing(pairs: Iterable[tuple[Actor, Actor]]) -> int:
    """How many pairs there are before the first one of two different actors."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], pairs))


def _numbered(actors: Sequence[Actor]) -> dict[tuple[int, int], Actor]:
    """Each with its number among those that are the same."""
    seen: Counter[int] = Counter()
    numbered = {}
    for actor in actors:
        one = id(actor)
        seen[one] += 1
        numbered[one, seen[one]] = actor
    return numbered
