"""The service road of other threads, and the van that drives on it."""

from __future__ import annotations

import manim as mn

from loopway.film.actors.shapes import BUTT, disc, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.theme import Theme
from loopway.theme.mixing import mix

LOT_BY_NIGHT, LOT_BY_DAY = 0.25, 0.12
"""How much of the lot's colour a service road has: it is no main road."""
LONG, WIDE = 0.74, 0.40
SECOND = 0.50
"""The second box of a process."""
COUPLING = 0.06


def kerb(look: Look, theme: Theme) -> mn.VGroup:
    """The edge of a service road."""
    return group(inked(polyline(look.points), None, theme.road_edge, look.width, cap=BUTT))


def road(look: Look, theme: Theme) -> mn.VGroup:
    """Its asphalt."""
    share = LOT_BY_DAY if theme.rim_contrast else LOT_BY_NIGHT
    return group(inked(polyline(look.points), None, mix(theme.road, theme.bay, share), look.width, cap=BUTT))


def van(look: Look, theme: Theme) -> mn.VGroup:
    """Nose to +x; without its letter, which stays upright."""
    front = LONG / 2
    parts = [
        inked(rounded(LONG + 0.05, WIDE + 0.05, 0.10, (0.02, -0.03)), theme.shadow, opacity=0.25),
        inked(rounded(LONG, WIDE, 0.09), theme.steel, theme.steel_edge, 0.018),
        inked(rounded(0.13, WIDE * 0.94, 0.05, (front - 0.085, 0.0)), theme.colour(look.colour)),
        inked(rounded(0.11, WIDE * 0.76, 0.03, (front - 0.21, 0.0)), theme.glass),
    ]
    for side in (1, -1):
        parts.append(inked(rounded(0.04, 0.09, 0.015, (-front + 0.02, side * WIDE * 0.33)), theme.tail_on))
        parts.append(inked(disc(0.035, (front - 0.02, side * WIDE * 0.32)), theme.lamp))
    if look.level < 0.5:
        middle = -front - COUPLING - SECOND / 2
        parts.append(inked(polyline([(-front, 0.0), (-front - COUPLING, 0.0)]), None, theme.steel_edge, 0.05))
        parts.append(inked(rounded(SECOND, WIDE, 0.07, (middle, 0.0)), theme.steel, theme.steel_edge, 0.018))
    return group(*parts)
