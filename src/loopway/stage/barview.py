"""A row of the ending card."""

from __future__ import annotations

import msgspec

from loopway.stage.stage import Box


class BarView(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the ending card. Spans are (state, x0, x1) in frame units, states "ready", "running", "suspended"."""

    y: float
    height: float
    letter: str
    colour: str
    label: str
    spans: tuple[tuple[str, float, float], ...]
    open_ended: bool
    chip: Box | None = None
    """Of the chip with the letter, at the row's left."""
    failed: bool = False
    """Whether an exception ended one of those that it stands for: a warning triangle stands on its chip."""
