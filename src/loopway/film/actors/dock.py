"""A queue's dock and its crates."""

from __future__ import annotations

import manim as mn

from loopway.film.actors.shapes import box, centred, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.stage.path import Path
from loopway.theme import Theme
from loopway.theme.mixing import mix

PLATFORM, PLATFORM_EDGE, CELL_EDGE = 0.20, 0.34, 0.30
"""How much of the text's colour they have over the lot."""
RAIL, TALLER = 0.09, 0.14
ROUND = 0.13
"""Of a crate's side."""
LID, LID_LIGHT = 0.74, 0.16
LABEL, LABEL_MANY = 0.56, 0.42
CELL_NIGHT = 0.45
DASHES, DASHED = 16, 0.55


def dock(look: Look, theme: Theme) -> mn.VGroup:
    """The platform between its rails."""
    (x0, y0), (x1, y1) = look.points
    k, y, tall = look.scale, (y0 + y1) / 2, y1 - y0 + TALLER * look.scale
    edge = mix(theme.bay, theme.text, PLATFORM_EDGE)
    platform = inked(box(look.points, 0.07 * k), mix(theme.bay, theme.text, PLATFORM), edge, 0.02 * k)
    rails = (rounded(RAIL * k, tall, 0.04 * k, (x, y)) for x in (x0, x1))
    return group(platform, *(inked(rail, theme.crate) for rail in rails))


def crate(look: Look, theme: Theme) -> mn.VGroup:
    """A full crate."""
    side = look.width
    parts = [
        inked(rounded(side, side, ROUND * side), theme.crate, theme.crate_edge, 0.045 * side),
        inked(rounded(LID * side, LID * side, 0.06 * side), mix(theme.crate, theme.lamp, LID_LIGHT)),
    ]
    if look.label:
        em = (LABEL if len(look.label) == 1 else LABEL_MANY) * side
        return group(*parts, centred(look.label, "sans.bold", theme.ink, em))
    line = polyline([(-0.20 * side, 0.0), (0.20 * side, 0.0)])
    return group(*parts, inked(line, None, theme.crate_edge, 0.09 * side))


def cell(look: Look, theme: Theme) -> mn.VGroup:
    """An empty cell of the dock."""
    side = look.width
    ground = theme.bay if theme.rim_contrast else mix(theme.bay, theme.bg, CELL_NIGHT)
    edge = mix(theme.bay, theme.text, CELL_EDGE)
    return group(inked(rounded(side, side, ROUND * side), ground, edge, 0.03 * side))


def wanted(look: Look, theme: Theme) -> mn.VGroup:
    """The dashed place of a crate."""
    side = look.width
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    way = Path([(x * side / 2, y * side / 2) for x, y in corners])
    step = way.length / DASHES
    dashes = (polyline(way.part(number * step, (number + DASHED) * step)) for number in range(DASHES))
    return group(*(inked(dash, None, theme.text2, 0.074 * side) for dash in dashes))
