"""The signal of an Event: a gantry and its one lamp."""

from __future__ import annotations

import manim as mn

from loopway.film.actors.shapes import BUTT, disc, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.theme import Theme
from loopway.theme.mixing import mix

BEAM, FOOT = 0.42, 0.55
"""How much of the text's colour beam and feet have over the lot."""
DARK = 0.80
"""How much ink a lamp has that is out."""
GLOW = 0.20
WHITE = "#FFFFFF"


def gantry(look: Look, theme: Theme) -> mn.VGroup:
    """The beam with its feet."""
    side = look.height
    feet = (rounded(side, side, 0.27 * side, (x, y)) for x, y in look.points)
    beam = inked(polyline(look.points), None, mix(theme.bay, theme.text, BEAM), look.width, cap=BUTT)
    return group(beam, *(inked(foot, mix(theme.bay, theme.text, FOOT)) for foot in feet))


def lamp(look: Look, theme: Theme) -> mn.VGroup:
    """The housing with its two lights; red has a white bar."""
    u = look.scale
    housing = rounded(look.width, look.height, 0.12 * u)
    parts = [inked(housing, theme.ink, mix(theme.bay, theme.text, BEAM), 0.022 * u)]
    for x, colour, lit in ((-0.17 * u, theme.signal_red, 1.0 - look.level), (0.17 * u, theme.signal_green, look.level)):
        if lit:
            parts.append(inked(disc(0.26 * u, (x, 0.0)), colour, opacity=GLOW * lit))
        parts.append(inked(disc(0.125 * u, (x, 0.0)), mix(colour, theme.ink, DARK * (1.0 - lit))))
    bar = polyline([(-0.235 * u, 0.0), (-0.105 * u, 0.0)])
    parts.append(inked(bar, None, WHITE, 0.035 * u, edge_opacity=1.0 - look.level))
    return group(*parts)
