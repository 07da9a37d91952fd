"""The lengths of the mast that listens to the network."""

from __future__ import annotations

import msgspec


class NetworkMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in k, the scale of the cars that stand there."""

    below: float = 0.36
    """The cars stand so much lower than elsewhere, in u: the mast needs room."""
    mast: float = 1.28
    """From the middle of the cars up to the middle of the mast ..."""
    lamp: float = 0.30
    """... and on to its lamp."""
    tall: float = 0.70
    """The mast's height."""
    roof: tuple[float, float] = (0.10, 0.30)
    """Where on a car the waves end: towards the mast, and above its middle."""
    air: float = 0.16
    """Between the lamp and the plaza's top, at least."""
