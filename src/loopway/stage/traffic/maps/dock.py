"""The lengths of a queue's dock."""

from __future__ import annotations

import msgspec


class DockMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in k, the scale of the cars that stand there; those in u say so."""

    room: float = 2.15
    """What a dock needs of the width, in u."""
    rooms: tuple[float, float] = (0.78, 0.95)
    """The parts of their whole width that several docks need and like to have."""
    lane_over: float = 0.56
    """Over several docks so much stays free, in u: cars drive there to the bays behind."""
    name_low: float = 0.44
    """From the plaza's top to the baseline of a queue's name, which is painted in that lane, in u."""
    left: float = 0.20
    """From the plaza's left edge to the dock."""
    free: float = 0.72
    """At the right so much ground stays free: cars leave there ..."""
    free_least: float = 0.48
    """... but no less than this in frame units: it has its count painted on it."""
    low: float = 0.06
    """The dock lies so far below the plaza's middle."""
    up: float = 1.20
    """From the dock's middle up to the middle of those who bring ..."""
    down: float = 1.06
    """... and down to the middle of those who take."""
    first: float = 0.36
    """From the dock's left end to the first car ..."""
    pitch: float = 0.70
    """... and on to the next."""
    stall: tuple[float, float] = (0.64, 0.98)
    tall: float = 3.55
    """What both rows need of the plaza's height."""
    least: float = 0.55
    """Smaller than this, in u, they stand in ordinary stalls."""
    lane: float = 0.32
    """From the plaza's right edge to the middle of the way out."""
    out: float = 0.60
    """Who brought something leaves so far below his stall's middle, between cars and dock."""
    into: float = 0.68
    """Who takes comes so far above his stall's middle."""
    bend: float = 0.22
    cell: float = 0.48
    gap: float = 0.10
    """A crate, and what is left between two."""
    rim: float = 0.22
    """The platform is higher than its crates by this."""
    ends: float = 0.30
    """What its two ends take of its length."""
    rail: tuple[float, float] = (0.09, 0.14)
    """The rails at its ends: their width, and how much higher they are than the platform."""
    cells_most: int = 12
    cell_least: float = 0.18
    """Where there are several docks, a cell and its gap never take less than this, in frame units."""
    tally: float = 0.26
    """A crate beside the sign, in u ..."""
    tally_gap: float = 0.06
    tally_apart: float = 0.16
    """... what is left behind it, and before the next one, in frame units ..."""
    tally_low: float = 0.36
    """... and how far its count's baseline is below its middle, in ems."""
    brought: float = 0.32
    brought_at: float = 0.58
    """The crate of who waits to put it down, and how far before his car's middle."""
    wanted: float = 0.28
    wanted_at: float = 0.55
    """The dashed place of a crate that is waited for, and how far behind the car's middle."""
    carried: float = 0.30
    carried_at: float = 0.47
    """A crate on a car, and how far behind its middle."""
    words: float = 0.20
    """Em of what is painted on the free ground, in frame units."""
    words_low: float = 0.08
    over: tuple[float, float] = (0.32, 0.20)
    """Crates come and go over a point so far left of and below the plaza's upper right corner."""
