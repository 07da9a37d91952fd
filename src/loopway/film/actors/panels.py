"""Panels and what stands in them: code lines, the bar over the current one, the clock's needle, words."""

from __future__ import annotations

from collections import defaultdict

import manim as mn

from loopway.film.actors.shapes import BUTT, ROUND, box, curve, disc, group, inked, polyline, rounded, words
from loopway.film.lettering import Outline
from loopway.film.looks import Look
from loopway.film.text import cells, joined
from loopway.stage.text import COLUMN, places
from loopway.theme import Theme

EDGE = 0.018
MIDDLE = 0.27
"""Ems from a code line's baseline to its middle."""
PLATE_HEIGHT, PLATE_PAD, PLATE_RADIUS = 1.16, 0.43, 0.20
"""The green plate under an await, in ems; the pad is added to the words' width."""
PLATE = "plate"
BAR_RADIUS, MARK_WIDTH, MARK_RADIUS = 0.05, 0.07, 0.03
NEEDLE = ((0.0, 0.05), (-0.085, 0.19), (0.085, 0.19))
NEEDLE_FOOT, NEEDLE_BAR = 0.05, 0.055


def text(look: Look, theme: Theme) -> mn.VGroup:
    """Words 1 em large, their baseline at the origin."""
    font = theme.brand.font if theme.brand is not None else b""
    return group(words(look.label, look.font, theme.colour(look.colour), 1.0, (0, 0), look.anchor, font=font))


def panel(look: Look, theme: Theme) -> mn.VGroup:
    """A panel's ground."""
    return group(inked(box(look.points, look.width), theme.panel, theme.panel_edge, EDGE))


def beak(look: Look, theme: Theme) -> mn.VGroup:
    """A beak at the panel's edge, pointing to +x; the origin is the middle of its foot, a little inside the panel."""
    half = look.height / 2
    sides = [(0.0, half), (look.width, 0.0), (0.0, -half)]
    ground = [(-EDGE, half), *sides, (-EDGE, -half)]
    edge = inked(polyline(sides), None, theme.panel_edge, EDGE)
    return group(inked(polyline(ground, closed=True), theme.panel), edge)


def legend_exit(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's green plate with the exit's arrow."""
    arrow = polyline([(-0.045, 0.06), (0.035, 0), (-0.045, -0.06)])
    return group(
        inked(rounded(0.40, 0.22, 0.05), theme.sign_exit),
        inked(arrow, None, theme.sign_exit_text, 0.03),
    )


def code_line(look: Look, theme: Theme) -> mn.VGroup:
    """A line of code 1 em large: first the green plates, then the characters, one outline a colour."""
    grid = places(look.label)
    plates = []
    for start, end, role in look.spans:
        if role == PLATE:
            left = COLUMN * grid[start] - _margin(look.label[start - 1 : start])
            right = COLUMN * grid[end] + _margin(look.label[end : end + 1])
            middle = ((left + right) / 2, MIDDLE)
            plates.append(inked(rounded(right - left, PLATE_HEIGHT, PLATE_RADIUS, middle), theme.sign_exit))
    roles = _roles(look)
    inks: dict[str, list[Outline]] = defaultdict(list)
    for place, points in cells(look.label, look.font):
        inks[roles[place]].append(points)
    return group(*plates, *(inked(curve(joined(ink)), _ink(theme, role)) for role, ink in inks.items()))


def code_bar(look: Look, theme: Theme) -> mn.VGroup:
    """The highlight of the current line: a pale bar, and a strong mark at its left end; the origin is its middle."""
    colour = theme.colour(look.colour)
    bar = rounded(look.width - 0.04, look.height, BAR_RADIUS)
    mark = rounded(MARK_WIDTH, look.height, MARK_RADIUS, (-look.width / 2 + 0.055, 0))
    return group(inked(bar, colour, opacity=theme.highlight), inked(mark, colour))


def needle(look: Look, theme: Theme) -> mn.VGroup:
    """The needle on the clock's ruler: a triangle over a dot at the origin."""
    colour = theme.colour(look.colour)
    return group(inked(polyline(NEEDLE, closed=True), colour), inked(disc(NEEDLE_FOOT), colour))


def needle_bar(look: Look, theme: Theme) -> mn.VGroup:
    """The bar from real speed, at the origin, to the needle."""
    bar = polyline(look.points)
    return group(inked(bar, None, theme.colour(look.colour), NEEDLE_BAR, cap=BUTT))


def rule(look: Look, theme: Theme) -> mn.VGroup:
    """A round line in its own colour."""
    return group(inked(polyline(look.points), None, theme.colour(look.colour), look.width, cap=ROUND))


def _margin(neighbour: str) -> float:
    """By how much a plate is wider than its word on the side of this character: it must not lie on a bracket."""
    return PLATE_PAD / 2 if not neighbour.strip() else 0.0


def _roles(look: Look) -> list[str]:
    roles = ["text"] * len(look.label)
    for start, end, role in look.spans:
        roles[start:end] = [role] * (end - start)
    return roles


def _ink(theme: Theme, role: str) -> str:
    return theme.sign_exit_text if role == PLATE else theme.colour(role)
