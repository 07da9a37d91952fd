"""Cars of a crowd, a few millimetres long: still cars, not bricks; and the car park that they leave bare."""

from __future__ import annotations

import manim as mn

from loopway.film.actors.car import LENGTH
from loopway.film.actors.shapes import BUTT, Point, disc, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.theme import Theme
from loopway.theme.mixing import mix

HALF, SIDE = LENGTH / 2, LENGTH * 0.28
EDGE = 0.036
"""Of the outline, which is so dark:"""
EDGE_INK = 0.45
WAITS, FINISHED = 0.62, 0.35
"""How much of the ground's colour a waiting and a finished chip have by night, ..."""
DAY_WAITS = 0.58
"""... and how much grey a waiting one by day, where the ground is too pale to tell it from a full tank."""
TANK = (-0.84 * HALF, 0.22 * HALF)
"""The back two thirds, from tail to windscreen."""
TANK_WIDTH = 0.66
TANK_LEAST = 0.02
UPWARD = "up"
"""The label of a chip whose nose points up the screen: there its tank has its foot at the tail."""
LAMP = 0.24
SPINE, TOOTH = 0.012, 0.010
SPINE_TEXT, TOOTH_TEXT = 0.16, 0.11


def waiting(look: Look, theme: Theme) -> mn.VGroup:
    """A chip that is its own gauge."""
    colour = theme.colour(look.colour)
    paint = mix(colour, theme.wait_to, DAY_WAITS) if theme.rim_contrast else mix(colour, theme.bay, WAITS)
    tank = [_tank(look.level, colour, upward=look.label == UPWARD)] if look.level > TANK_LEAST else []
    return group(_body(theme, paint), *tank, _windscreen(theme))


def ready(look: Look, theme: Theme) -> mn.VGroup:
    """A chip in full colour, with its left blinker."""
    lamp = [inked(disc(SIDE * LAMP, (HALF * 0.6, SIDE)), theme.blink)] if "l" in look.lamps else []
    return group(_body(theme, theme.colour(look.colour)), _windscreen(theme), *lamp)


def finished(look: Look, theme: Theme) -> mn.VGroup:
    """A chip in the finish lane."""
    return group(_body(theme, mix(theme.colour(look.colour), theme.road, FINISHED)), _windscreen(theme))


def comb(look: Look, theme: Theme) -> mn.VGroup:
    """The spine of a double row, with its teeth."""
    (x0, y), (x1, _) = look.points
    spine, teeth = mix(theme.bay, theme.text, SPINE_TEXT), mix(theme.bay, theme.text, TOOTH_TEXT)
    places = range(round((x1 - x0) / look.width) + 1)
    ends: list[tuple[Point, Point]] = [
        ((x0 + place * look.width, y - look.height / 2), (x0 + place * look.width, y + look.height / 2))
        for place in places
    ]
    return group(
        inked(polyline(look.points), None, spine, SPINE, cap=BUTT),
        *(inked(polyline(tooth), None, teeth, TOOTH, cap=BUTT) for tooth in ends),
    )


def _body(theme: Theme, paint: str) -> mn.VMobject:
    left = [(-1.0, 0.80), (-0.8, 1.0), (0.35, 1.0), (1.0, 0.52)]
    outline = [*left, *((x, -y) for x, y in reversed(left))]
    shape = polyline([(x * HALF, y * SIDE) for x, y in outline], closed=True)
    return inked(shape, paint, mix(paint, theme.ink, EDGE_INK), EDGE)


def _windscreen(theme: Theme) -> mn.VMobject:
    corners = [(0.34, 0.66), (0.60, 0.56), (0.60, -0.56), (0.34, -0.66)]
    return inked(polyline([(x * HALF, y * SIDE) for x, y in corners], closed=True), theme.glass, opacity=0.9)


def _tank(level: float, colour: str, *, upward: bool) -> mn.VMobject:
    foot, top = TANK
    least = SIDE * 0.2
    length = max((top - foot) * level, least)
    middle = foot + length / 2 if upward else top - length / 2
    return inked(rounded(length, SIDE * TANK_WIDTH * 2, min(SIDE * 0.14, length / 2.2), (middle, 0.0)), colour)
