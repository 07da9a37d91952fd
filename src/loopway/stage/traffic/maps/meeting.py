"""The lengths of the meeting point's rope and frames."""

from __future__ import annotations

import msgspec


class MeetingMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in k, the scale of the cars that stand there."""

    hook: float = 0.44
    """From a parent's middle down to the hook at its tail."""
    rope_below: float = 1.02
    """From a parent's middle down to the chips on its rope."""
    pitch: float = 0.44
    pitch_many: float = 0.40
    """From chip to chip: up to three children, and beyond."""
    slack: float = 0.11
    """The rope hangs so far through between two chips."""
    end: float = 0.26
    """It begins and ends so far beside the outermost chips."""
    bends: tuple[float, float, float] = (0.14, 0.10, 0.42)
    """From the hook: straight down first, then so far beside the rope's beginning and above it."""
    rope: float = 0.052
    knot: float = 0.06
    frame: tuple[float, float] = (0.90, 1.26)
    """Round the stall of a parent that is waited for itself."""
    frame_edge: float = 0.035
