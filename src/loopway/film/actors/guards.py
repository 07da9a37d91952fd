"""What guards a wait: a timeout's dial, a shield's garage."""

from __future__ import annotations

import math

import manim as mn

from loopway.film.actors.shapes import Point, disc, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.stage.path import arc
from loopway.theme import Theme
from loopway.theme.mixing import mix

FACE = 0.74
"""Radius of the wedge and length of the hand, in those of the dial."""
WALL, FLOOR, SLAT = 0.055, 0.10, 0.62
SLATS, SLAT_EDGE, SLAT_STRENGTH = 7, 0.10, 0.55
SHIELD = 0.22
BADGE: tuple[Point, ...] = ((0, 1), (0.88, 0.66), (0.80, -0.20), (0, -1), (-0.80, -0.20), (-0.88, 0.66))


def dial(look: Look, theme: Theme) -> mn.VGroup:
    """The face with its wedge, its hand and its button."""
    radius, over = look.width / 2, look.level >= 1.0
    colour = theme.danger if over else theme.plate
    parts = [inked(disc(radius), theme.ink, colour, 0.16 * radius)]
    turn = math.tau * look.level
    if look.level > 0.0:
        edge = arc((0.0, 0.0), FACE * radius, math.pi / 2, math.pi / 2 - turn, 48)
        parts.append(inked(polyline([(0.0, 0.0), *edge], closed=True), colour, opacity=0.95))
    end = (FACE * radius * math.cos(math.pi / 2 - turn), FACE * radius * math.sin(math.pi / 2 - turn))
    parts.append(inked(polyline([(0.0, 0.0), end]), None, theme.lamp, 0.14 * radius))
    button = rounded(0.34 * radius, 0.20 * radius, 0.06 * radius, (0.0, 1.17 * radius))
    return group(*parts, inked(button, colour))


def garage(look: Look, theme: Theme) -> mn.VGroup:
    """Walls and floor."""
    walls = rounded(look.width, look.height, 0.10 * look.scale)
    return group(inked(walls, mix(theme.bay, theme.text, FLOOR), theme.text2, WALL * look.scale))


def roof(look: Look, theme: Theme) -> mn.VGroup:
    """Slats that leave the letter readable, and the shield."""
    k, half, top = look.scale, look.width / 2 - 0.08 * look.scale, look.height / 2 - SLAT_EDGE * look.scale
    colour = mix(theme.bay, theme.text, SLAT)
    parts = []
    for number in range(SLATS):
        y = top - number * 2 * top / (SLATS - 1)
        slat = polyline([(-half, y), (half, y)])
        parts.append(inked(slat, None, colour, 0.035 * k, edge_opacity=SLAT_STRENGTH))
    x, y = look.width / 2 - 0.02 * k, look.height / 2 - 0.04 * k
    below = y - SHIELD * k  # no higher than the wall: a name stands above it
    shield = polyline([(x + SHIELD * k * a, below + SHIELD * k * b) for a, b in BADGE], closed=True)
    return group(*parts, inked(shield, theme.sign_srv, theme.sign_srv_text, 0.03 * k))
