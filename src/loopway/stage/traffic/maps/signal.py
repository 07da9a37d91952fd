"""The lengths of the signal of an Event or a Barrier."""

from __future__ import annotations

import msgspec


class SignalMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in u; those in k say so."""

    above: float = 1.12
    """From the middle of the cars up to the gantry, in k."""
    aside: float = 0.20
    """From the edges of the outermost stalls' ground to the gantry's feet."""
    bar: float = 0.07
    foot: float = 0.15
    box: tuple[float, float] = (0.74, 0.38)
