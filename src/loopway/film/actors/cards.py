"""The bars of the ending card: driving bright and tall, ready hatched, waiting dim."""

from __future__ import annotations

from collections.abc import Iterator

import manim as mn

from loopway.film.actors.shapes import BUTT, Point, box, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.theme import Theme
from loopway.theme.mixing import mix

DIM, HATCH_GROUND = 0.55, 0.78
"""How much of the card's ground waiting and ready have."""
TALL = 1.39
"""A driving part is so much taller than the bar."""
BAR_RADIUS, END_RADIUS, END_EDGE = 0.03, 0.04, 0.01
HATCH, HATCH_WIDTH = 0.11, 0.035
"""From stripe to stripe, and how wide a stripe is."""
HAND, HAND_WIDE, HAND_TIP = 0.035, 0.20, 0.16
FADING = 5
"""In so many steps an open bar fades out at its right."""
FADING_WIDTH = 0.09


def waiting(look: Look, theme: Theme) -> mn.VGroup:
    """The dim part; its left middle is the origin. Label "open": it fades out at the right."""
    colour = mix(theme.rim(look.colour), theme.bg, DIM)  # by day a white car's bar would be lost on the card
    bar = inked(rounded(look.width, look.height, BAR_RADIUS, (look.width / 2, 0)), colour)
    return group(bar, *_fading(look, colour))


def ready(look: Look, theme: Theme) -> mn.VGroup:
    """The hatched part: it could have gone on, but the road was taken."""
    colour = theme.colour(look.colour)
    ground = mix(colour, theme.bg, HATCH_GROUND)
    bar = inked(rounded(look.width, look.height, BAR_RADIUS, (look.width / 2, 0)), ground)
    stripes = [
        inked(polyline(stripe), None, mix(colour, theme.bg, 0.25), HATCH_WIDTH, cap=BUTT)
        for stripe in _stripes(look.width, look.height)
    ]
    return group(bar, *stripes, *_fading(look, ground))


def driving(look: Look, theme: Theme) -> mn.VGroup:
    """The bright part, taller than the bar, for it is short; label "swatch": as tall as the others in the legend."""
    colour = theme.colour(look.colour)
    height = look.height * (1.0 if look.label == "swatch" else TALL)
    bar = rounded(look.width, height, END_RADIUS, (look.width / 2, 0))
    return group(inked(bar, colour, theme.ink, END_EDGE))


def track(look: Look, theme: Theme) -> mn.VGroup:
    """The ground of the bars under a lane."""
    return group(inked(box(look.points, look.width), theme.bay if theme.rim_contrast else theme.infield))


def fill(look: Look, theme: Theme) -> mn.VGroup:
    """As much of such a bar as has happened."""
    bar = rounded(look.width, look.height, min(look.scale, look.width / 2))
    return group(inked(bar, theme.colour(look.colour)))


def hand(look: Look, theme: Theme) -> mn.VGroup:
    """The clock's hand, with its triangle on top."""
    half = look.height / 2
    tip = [(0.0, half - HAND_TIP), (-HAND_WIDE / 2, half), (HAND_WIDE / 2, half)]
    line = polyline([(0.0, -half), (0.0, half - HAND_TIP)])
    return group(inked(line, None, theme.text, HAND, cap=BUTT), inked(polyline(tip, closed=True), theme.text))


def _fading(look: Look, colour: str) -> Iterator[mn.VMobject]:
    steps = FADING if look.label == "open" else 0
    for step in range(steps):
        middle = (look.width + (step + 0.5) * FADING_WIDTH, 0.0)
        slice_ = rounded(FADING_WIDTH * 0.7, look.height, 0.0, middle)
        yield inked(slice_, colour, opacity=1 - (step + 1) / (FADING + 1))


def _stripes(width: float, height: float) -> Iterator[tuple[Point, Point]]:
    """Lines at 45 degrees that end where the bar ends."""
    start = -height
    while start < width:
        x0, x1 = max(start, 0.0), min(start + height, width)
        if x1 - x0 > HATCH_WIDTH:
            yield (x0, x0 - start - height / 2), (x1, x1 - start - height / 2)
        start += HATCH
