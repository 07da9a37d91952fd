"""The lengths of the tow truck."""

from __future__ import annotations

import msgspec


class TruckMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in k, the scale of the car that it tows."""

    ahead: float = 0.87
    """From a towed car's middle to that of its truck ..."""
    hook: float = 0.38
    """From the truck's middle back to its hook ..."""
    front: float = 0.78
    """... and on to its front; ..."""
    wheels: float = 1.0
    """... what is so far before the hook stays on the way."""
    air: float = 0.16
    """It keeps so far from the last one in line."""
    turns: float = 0.70
    """Radians: turned further, the truck would touch its car ..."""
    fades: float = 0.40
    """... and is gone before that: it fades so long."""
    comes_from: float = 0.45
    """It comes from so much further ahead."""
