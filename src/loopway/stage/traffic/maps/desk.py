"""The lengths of papers: drawing boards, envelopes, slips."""

from __future__ import annotations

import msgspec

from loopway.stage.stage import Point


class DeskMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in the scale s of the papers, which follows from their room; those in u or frame units say so."""

    room: tuple[float, float] = (2.90, 2.30)
    """What papers take of the lot's width, in u, beside one plaza, and beside more ..."""
    least: float = 2.10
    """... but no less than this in frame units: Python's longest words have room."""
    above: tuple[float, float] = (0.40, 0.10)
    """From the ramp to the papers, in u: over READY QUEUE, or beside it."""
    gap: float = 0.30
    """Between two papers, and to the ground's edges, in u."""
    most: int = 3
    """So many papers lie side by side; more are only counted."""
    sheet: Point = (2.0, 1.35)
    board: float = 0.36
    """A board is larger than its sheet by this."""
    born: float = 0.45
    """A plan at its line of code is so much smaller."""
    whole: Point = (3.5, 2.75)
    """An envelope with the drawing that looks out of it."""
    envelope: Point = (3.5, 1.75)
    postmark: Point = (0.93, 0.66)
    """From the middle of the envelope's foot to the postmark's middle."""
    radius: float = 0.47
    turned: float = -0.14
    """Radians."""
    slip_em: float = 0.20
    slip_floor: float = 0.18
    slip_leading: float = 1.55
    slip_pad: Point = (0.19, 0.10)
    slip_lines: int = 4
    """Frame units, ems, and lines at most."""
    slip_gap: float = 0.12
    """Between a board and its slip, in u ..."""
    slip_aside: float = 0.10
    """... and between slips side by side."""
    strike: float = 0.25
    """A postmark comes so much larger than it stays."""
