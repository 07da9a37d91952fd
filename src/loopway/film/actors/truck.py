"""The tow truck."""

from __future__ import annotations

import manim as mn

from loopway.film.actors.shapes import disc, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.theme import Theme
from loopway.theme.mixing import mix

BED = 0.55
"""How much of the steel's edge its bed has."""
BEACON_GLOW = 0.35


def truck(look: Look, theme: Theme) -> mn.VGroup:
    """Cab at +x; the hook at -.38, where the towed car's nose is."""
    steel, edge = theme.steel, theme.steel_edge
    parts = [
        inked(rounded(1.12, 0.46, 0.10, (0.24, -0.03)), theme.shadow, opacity=0.25),
        inked(rounded(0.66, 0.36, 0.06, (0.09, 0.0)), mix(steel, edge, BED), edge, 0.016),
    ]
    booms = ([(0.26, side * 0.12), (-0.36, side * 0.035)] for side in (1, -1))
    parts += [inked(polyline(boom), None, theme.plate, 0.055) for boom in booms]
    parts += [
        inked(rounded(0.40, 0.46, 0.11, (0.58, 0.0)), steel, edge, 0.018),
        inked(rounded(0.11, 0.36, 0.04, (0.66, 0.0)), theme.glass),
        inked(rounded(0.09, 0.40, 0.035, (0.44, 0.0)), theme.blink),
    ]
    for side in (1, -1):
        parts.append(inked(disc(0.085, (0.44, side * 0.13)), theme.blink, opacity=BEACON_GLOW))
        parts.append(inked(disc(0.035, (0.77, side * 0.14)), theme.lamp))
    return group(*parts, inked(disc(0.07, (-0.38, 0.0)), edge, theme.plate, 0.03))
