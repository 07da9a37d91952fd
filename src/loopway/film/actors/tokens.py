"""Small things that stand for something else: a car's chip, a warning triangle, a warning plate."""

from __future__ import annotations

import manim as mn

from loopway.film.actors.shapes import Point, centred, disc, group, inked, polyline, rounded, words
from loopway.film.looks import Look
from loopway.theme import Theme
from loopway.theme.mixing import mix

ROUNDING, LETTER = 0.32, 0.82
"""A chip's corner and letter in heights."""
CARD_EDGE = 0.02
"""The edge of a chip on a card."""
COUNT = 3.2
"""A chip in the code is wider for every character; the letters of one with more than so many are smaller."""
HOLLOW_EDGE = 0.082
"""The edge of a hollow chip in heights."""
HOLLOW = 0.20
"""How much of the frame's colour a hollow chip has over the lot: a rope behind it must not be seen."""
DIM = 0.35
"""How much of the panel's colour a chip has whose car does not drive."""
DAY_EDGE = 0.35
"""How much ink the edge of a hollow chip has by day."""
SEAM = 0.03
"""The panel's colour round a chip in the code."""
ROPE_SEAM, ROPE_WIDER = 0.55, 1.63
"""How much ink the seam of a rope has, and how much wider than the rope it is."""
FRAME_INK = 0.20
RING_LINE, STRUCK = 0.17, 1.25
"""Line of a loop's small ring in its diameter, and how much longer than that it is struck out."""
PLATE_RADIUS, PLATE_EM, POLE = 0.17, 0.49, 0.035
MIDDLE = 0.34
"""Ems from the baseline to the middle of capitals and brackets."""


def chip(look: Look, theme: Theme) -> mn.VGroup:
    """A chip on a board: hollow at level 0, solid at 1."""
    width, height, level = look.width, look.height, look.level
    colour = theme.colour(look.colour)
    edge = mix(colour, theme.ink, DAY_EDGE * (1 - level)) if theme.rim_contrast else colour
    thick = HOLLOW_EDGE * height
    hollow = rounded(width - thick, height - thick, ROUNDING * height)
    ink = theme.ink if level > 0.5 else theme.text2
    parts = [inked(hollow, mix(theme.bay, theme.bg, HOLLOW), edge, thick)]
    if level:
        parts.append(inked(rounded(width, height, ROUNDING * height), colour, opacity=level))
    face = "sans.bold" if level > 0.5 else "sans.semibold"
    return group(*parts, centred(look.label, face, ink, LETTER * height))


def code_chip(look: Look, theme: Theme) -> mn.VGroup:
    """A chip in the code panel, with a seam in the panel's colour; level 1: its car drives, 0: it does not."""
    colour = mix(theme.colour(look.colour), theme.panel, DIM * (1 - look.level))
    plate = rounded(look.width, look.height, ROUNDING * look.height)
    seam = rounded(look.width + SEAM, look.height + SEAM, ROUNDING * look.height + SEAM / 2)
    return group(
        inked(seam, theme.panel),
        inked(plate, colour),
        centred(look.label, "sans.bold", theme.ink, LETTER * look.height * min(1.0, COUNT / max(1, len(look.label)))),
    )


def card_chip(look: Look, theme: Theme) -> mn.VGroup:
    """A chip on a card: solid, without a seam; by day its edge keeps a white one in sight."""
    plate = rounded(look.width, look.height, ROUNDING * look.height)
    em = LETTER * look.height * min(1.0, 1.6 / max(1, len(look.label)))
    solid = inked(plate, theme.colour(look.colour), theme.rim(look.colour), CARD_EDGE)
    return group(solid, centred(look.label, "sans.bold", theme.ink, em))


def warning(look: Look, theme: Theme) -> mn.VGroup:
    """A yellow triangle with an exclamation mark; the origin is its middle."""
    return group(*_triangle(look.height, theme.plate, theme.ink, (0, 0)))


def plate(look: Look, theme: Theme) -> mn.VGroup:
    """A yellow plate with a triangle and words, on a pole."""
    width, height = look.width, look.height
    em = PLATE_EM * height
    parts = [inked(polyline(look.points), None, theme.plate, POLE)] if look.points else []
    parts.append(inked(rounded(width, height, PLATE_RADIUS * height), theme.plate))
    left = -width / 2 + 0.55 * height
    parts += _triangle(0.66 * height, theme.ink, theme.plate, (left, 0))
    at = ((left + 0.40 * height + width / 2 - 0.20 * height) / 2, -MIDDLE * em)
    parts.append(words(look.label, "mono.bold", theme.ink, em, at, "centre"))
    return group(*parts)


def rope(look: Look, theme: Theme) -> mn.VGroup:
    """A rope with its hook and its knot, with a dark seam; red when it is taut."""
    colour = mix(theme.rope, theme.danger, look.level)
    line = polyline(look.points)
    (x, y), (end_x, end_y) = look.points[0], look.points[-1]
    return group(
        inked(line, None, mix(colour, theme.ink, ROPE_SEAM), look.width * ROPE_WIDER),
        inked(polyline(look.points), None, colour, look.width),
        inked(disc(0.58 * look.height, (x, y)), theme.ink, colour, 0.25 * look.height),
        inked(disc(look.height / 2, (end_x, end_y)), colour),
    )


def frame(look: Look, theme: Theme) -> mn.VGroup:
    """A frame round a stall; by day it stands off the ground in a darker tone."""
    colour = theme.colour(look.colour)
    if theme.rim_contrast:
        colour = mix(colour, theme.ink, FRAME_INK)
    edge = rounded(look.width, look.height, 0.16 * look.scale)
    return group(inked(edge, None, colour, 0.035 * look.scale))


def _triangle(height: float, colour: str, ink: str, at: Point) -> list[mn.VMobject]:
    x, y = at
    corners = [(x, y + 0.50 * height), (x + 0.56 * height, y - 0.46 * height), (x - 0.56 * height, y - 0.46 * height)]
    mark = centred("!", "sans.bold", ink, 0.72 * height, (x, y - 0.10 * height))
    return [inked(polyline(corners, closed=True), colour, colour, 0.10 * height), mark]


def loop_ring(look: Look, theme: Theme) -> mn.VGroup:
    """A loop in the header of the code: bright while it is open, then grey and struck out."""
    size = look.width
    colour = mix(theme.text3, theme.text, look.level)
    parts = [inked(disc((1 - RING_LINE) * size / 2), None, colour, RING_LINE * size)]
    if look.level < 1.0:
        reach = STRUCK * size / 2 * (1.0 - look.level)
        parts.append(inked(polyline([(-reach, -reach / 2), (reach, reach / 2)]), None, colour, RING_LINE * size / 1.6))
    return group(*parts)
