"""The lengths of what guards a wait: the dial of a timeout, the garage of a shield."""

from __future__ import annotations

import msgspec


class GuardMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in k, the scale of the car that waits."""

    dial: float = 0.20
    """Radius ..."""
    dial_at: tuple[float, float] = (-0.37, 0.36)
    """... and place, from the car's middle."""
    words_below: float = 1.10
    """From the car's middle down to the baseline of "limit 1 s"."""
    words_below_board: float = 1.52
    """The same for a parent with its board."""
    words_lowest: float = 0.20
    """No words stand further below the plaza's floor than this, in u: READY QUEUE is painted there."""
    garage: tuple[float, float] = (1.06, 1.34)
    words_apart: float = 0.10
    """Name and seconds stand so much further from a car in its garage."""
