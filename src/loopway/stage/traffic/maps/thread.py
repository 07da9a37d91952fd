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
    name_above: float = 1.02
    """From the stall's middle to the baseline of the name: above the van."""
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
    marks: tuple[float, ...] = (0.16, 0.84)
    """Parts of the way at which an arrow is painted."""
    words_right: float = 0.26
    """From the plaza's right edge to the end of the words."""
    words_below: tuple[float, float] = (1.18, 1.45)
    """From the stall's middle down to the baselines of the call's name and of its seconds."""
