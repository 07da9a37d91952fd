"""The card that ends a comparison of two programs, as a film shows it."""

from __future__ import annotations

import msgspec

from loopway.stage.stage import Box, Point, Words


class TrackView(msgspec.Struct, frozen=True, kw_only=True):
    """The bars of one program on the card that ends a comparison."""

    box: Box
    """The ground that they lie on."""
    bars: tuple[tuple[str, Box], ...]
    """(colour, box), each with corners of `radius`."""
    radius: float


class VersusCard(msgspec.Struct, frozen=True, kw_only=True):
    """What two programs took: both tracks on one axis, their totals, and one honest sentence."""

    tracks: tuple[TrackView, ...]
    grid: tuple[tuple[Point, Point], ...]
    """Lines at whole seconds, behind the tracks."""
    alpha: float
    texts: tuple[Words, ...]
    """All words of the card, placed."""
