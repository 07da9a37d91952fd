"""The lengths of the service road, on which other threads drive."""

from __future__ import annotations

import msgspec


class ThreadMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in k, the scale of the cars that stand there."""

    stall_x: float = 0.56
    """From the plaza's left edge to the middle of the stall."""
    road_x: float = 0.46
    """From the stall's middle to where the horseshoe begins ..."""
    low: float = 0.08
    """Stalls and roads lie so far below the plaza's middle, in u."""
    reach: float = 0.96
    """No van comes further above or below the stall's middle, wherever it is on its road."""
    words_air: float = 0.05
    """Frame units: between the van and words."""
    words_drop: float = 0.20
    words_rise: float = 0.73
    words_leading: float = 1.20
    """Ems: how far letters reach below and above their baseline, and from line to line."""
    right: float = 0.34
    """... and from its outermost point to the plaza's right edge."""
    half: float = 0.68
    """The horseshoe's centre line runs so far above and below the stall's middle."""
    road: float = 0.46
    """Its width."""
    kerb: float = 0.07
    room: float = 2.06
    needs: float = 1.40
    """What stall and horseshoe like of the width, and need of it ..."""
    rise: float = 2.45
    """... and of the height, words included."""
    least: float = 0.55
    """Smaller than this, in u, they are ordinary stalls."""
    short: float = 0.52
    """Where there are too many for horseshoes, van and road are so much smaller ..."""
    short_way: float = 0.34
    """... and the middle of the van goes so far, in the scale of the cars ..."""
    short_end: float = 0.46
    """... with so much road before and behind it, in its own."""
    marks: tuple[float, ...] = (0.16, 0.84)
    """Parts of the way at which an arrow is painted."""
    words_right: float = 0.26
    """From the plaza's right edge to the end of the words below the road."""
