"""The strip between ring and plazas: each plaza's sign, and the room beside it for how many wait there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from loopway.stage.stage import Piece, Point
from loopway.stage.text import width
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.plaza import Plaza
from loopway.stage.traffic.signs import PlazaKind, fitted_sign, sign_width
from loopway.stage.traffic.verges import ends_before_exit, ends_before_ring


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the strip above one plaza."""

    sign: Piece
    count: Point | None = None
    """Where the count of a car park begins, on its baseline; None: nobody counts there."""
    chip: Piece | None = None
    """The words that say how many cars a chip is."""
    free: tuple[float, float] = (0.0, 0.0)
    """From where to where the strip is free beside a sign that nothing is counted at."""


def number(count: int) -> str:
    """A count as it is written: with a thin space from five digits on.

    >>> number(9999), number(12345)
    ('9999', '12\\u2009345')
    """
    return str(count) if count < 10_000 else f"{count:,}".replace(",", "\u2009")


def posts(lot: Lot) -> dict[PlazaKind, Post]:
    """plaza -> its sign and counts; a sign gives way to the count beside it."""
    ring, lengths, u = lot.ring, lot.lengths, lot.u
    plazas = list(lot.plazas.values())
    found: dict[PlazaKind, Post] = {}
    for place, plaza in enumerate(plazas):
        left = plaza.gate[0] + ring.narrow / 2 + lengths.sign_gap * u
        found[plaza.kind] = _post(lot, plaza, left, _right(lot, plazas[place + 1 : place + 2]))
    return found


def _right(lot: Lot, following: Sequence[Plaza]) -> Callable[[float], float]:
    """height of a sign -> how far to the right it may reach."""

    def right(height: float) -> float:
        band = (lot.strip_y - height / 2, lot.strip_y + height / 2)
        for plaza in following:
            return ends_before_exit(lot.ring, plaza.gate, plaza.exit_x, band)
        return ends_before_ring(lot.ring, band)

    return right


def signs(found: Iterable[Post]) -> Iterator[Piece]:
    """The pieces among them."""
    for post in found:
        yield post.sign
        if post.chip is not None:
            yield post.chip


def _post(lot: Lot, plaza: Plaza, left: float, right: Callable[[float], float]) -> Post:
    lengths = lot.lengths
    room = _count_room(plaza, lot) if plaza.park else 0.0
    label, height = fitted_sign(plaza.words, lambda height: right(height) - left - room, lot.u, lengths)
    wide = sign_width(label, height, lengths)
    sign = Piece(
        role=f"sign.{plaza.kind}",
        id=f"sign {plaza.kind}",
        points=((left, lot.strip_y),),
        width=wide,
        height=height,
        label=label,
    )
    if plaza.park is None:
        return Post(sign=sign, free=(left + wide + lengths.sign_gap * lot.u, right(height)))
    at = (left + wide + lengths.count_before, lot.strip_y - lengths.count_low * lengths.count)
    if plaza.each == 1:
        return Post(sign=sign, count=at)
    behind = at[0] - lengths.count_before + room
    em = lengths.count_small
    words = Piece(
        role="words",
        id=f"chip {plaza.kind}",
        points=((behind, at[1]),),
        height=em,
        label=lot.language.say("count.chip", n=plaza.each),
        colour="text3",
    )
    if behind + width(words.label, em, "sans") > right(height):
        # then it is painted above the ramp, at its right end
        ring, u = lot.ring, lot.u
        above = ring.ramp_y + ring.narrow / 2 + lengths.ground_above * u
        words = replace(words, points=((ring.inner.x1 - lengths.ground_right * u, above),), anchor="right")
    return Post(sign=sign, count=at, chip=words)


def _count_room(plaza: Plaza, lot: Lot) -> float:
    """What the largest count takes, with what is left free before and behind it."""
    lengths, largest = lot.lengths, "0" * len(number(len(plaza.cars) * plaza.each))
    digits = width(largest, lengths.count, "mono.semibold")
    words = width(lot.language.say("count.waiting"), lengths.count_of, "sans")
    return 2 * lengths.count_before + digits + lengths.count_apart + words
