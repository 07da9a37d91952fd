"""The toll gate: barrier, keys, and the badge of who has one."""

from __future__ import annotations

import manim as mn

from loopway.film.actors.shapes import Point, disc, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.film.pose import scaled
from loopway.theme import Theme
from loopway.theme.mixing import mix

WHITE = "#FFFFFF"
STRIPE = 0.20
"""From stripe to stripe of the arm, in u."""
FAINT = 0.70
"""How much of the lot's colour a key has that is out."""
BADGE_KEY = 2.70
"""The size of a badge's key in its radii."""
PLACE_EDGE = 0.07
"""The edge of an empty place in its heights."""


def post(look: Look, theme: Theme) -> mn.VGroup:
    """The barrier's post; its hinge is the origin."""
    return group(inked(rounded(0.26, 0.36, 0.06, (0.06, 0.0)), theme.ink, theme.bay_edge, 0.02))


def barrier(look: Look, theme: Theme) -> mn.VGroup:
    """The arm, shut: from the hinge to the left."""
    long, thick, u = look.width, look.height, look.scale
    half = thick / 2
    parts = [inked(rounded(long, thick, half, (-long / 2, 0.0)), WHITE, mix(theme.bay_edge, theme.ink, 0.2), 0.01)]
    count = max(2, int(long / (STRIPE * u)))
    step = (long - 2 * half) / count
    for number in range(count):
        left = -long + 0.06 * u + number * step
        corners = [(left, -half), (left + 0.08 * u, -half), (left + 0.14 * u, half), (left + 0.06 * u, half)]
        parts.append(inked(polyline(corners, closed=True), theme.danger))
    return group(*parts, inked(disc(0.055 * u, (-0.02 * u, 0.0)), theme.mark))


def key(look: Look, theme: Theme) -> mn.VGroup:
    """A key on a board: bright if it hangs there, faint if somebody has it."""
    return scaled(_key(mix(theme.bay, theme.key, 1.0 - FAINT * (1.0 - look.level))), look.height)


def place(look: Look, theme: Theme) -> mn.VGroup:
    """The empty place of a holder's chip."""
    thick = PLACE_EDGE * look.height
    edge = rounded(look.width - thick, look.height - thick, 0.32 * look.height)
    return group(inked(edge, None, theme.bay_edge, thick))


def badge(look: Look, theme: Theme) -> mn.VGroup:
    """A key on a dark disc: a car has it with it."""
    radius = look.width / 2
    ring = inked(disc(radius), theme.ink, theme.plate, 0.025 * look.scale)
    return group(ring, scaled(_key(theme.plate), BADGE_KEY * radius))


def _key(colour: str) -> mn.VGroup:
    """Bow, shaft and two teeth of a key .53 long."""

    def line(start: Point, end: Point) -> mn.VMobject:
        return inked(polyline([start, end]), None, colour, 0.055)

    bow = inked(disc(0.11, (-0.16, 0.0)), None, colour, 0.055)
    return group(
        bow, line((-0.05, 0.0), (0.26, 0.0)), line((0.14, 0.0), (0.14, -0.09)), line((0.24, 0.0), (0.24, -0.09))
    )
