"""The network's mast and its waves."""

from __future__ import annotations

import math

import manim as mn

from loopway.film.actors.shapes import disc, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.stage.path import arc
from loopway.theme import Theme
from loopway.theme.mixing import mix

WAVES = 4
NEAREST, FREE = 0.26, 0.62
"""The first wave's radius, and what is left of the way besides; in k."""
RUNGS = (0.30, 0.60, 0.86)
INK_BY_DAY = 0.30


def mast(look: Look, theme: Theme) -> mn.VGroup:
    """A lattice on a base, with its lamp."""
    colour = theme.text2 if theme.rim_contrast else theme.text
    base = rounded(0.80, 0.34, 0.08, (0.0, -0.52))
    parts = [inked(base, theme.colour("ground"), theme.colour("ground_edge"), 0.014)]
    legs = ([(0.0, 0.24), (side * 0.26, -0.46)] for side in (-1, 1))
    parts += [inked(polyline(leg), None, colour, 0.05) for leg in legs]
    for rung in RUNGS:
        half, y = 0.26 * rung, 0.24 - 0.70 * rung
        parts.append(inked(polyline([(-half, y), (half, y)]), None, colour, 0.034))
    return group(*parts, inked(disc(0.11, (0.0, 0.30)), theme.sign_srv, colour, 0.04))


def waves(look: Look, theme: Theme) -> mn.VGroup:
    """Arcs that open to +x, brightest in the middle of the way."""
    colour = theme.colour(look.colour)
    if theme.rim_contrast:
        colour = mix(colour, theme.ink, INK_BY_DAY)
    room = max(look.width - FREE * look.scale, 0.4 * look.scale)
    parts = []
    for number in range(WAVES):
        way = (number + look.level) / WAVES
        radius = NEAREST * look.scale + way * room
        strength = math.sin(math.pi * min(1.0, way)) * 0.9
        curve = polyline(arc((0.0, 0.0), radius, -0.5, 0.5))
        parts.append(inked(curve, None, colour, 0.055 * look.scale, edge_opacity=strength))
    return group(*parts)
