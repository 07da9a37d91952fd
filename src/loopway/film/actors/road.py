"""Asphalt, kerbs, the rim, and what is painted or stands on the road. Pieces are drawn where they are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import manim as mn
import numpy as np

from loopway.film.actors.shapes import BUTT, ROUND, Point, box, curve, disc, group, inked, polyline, rounded, straight
from loopway.film.looks import Look
from loopway.theme import Theme
from loopway.theme.mixing import WHITE, mix

GLOW = ((0.42, 0.05), (0.30, 0.07), (0.20, 0.10))
"""The light of the rim: how much wider than the road in u, how strong."""
BROKEN_GLOW = ((0.36, 0.07), (0.22, 0.12))
DASH, GAP, BROADER = 0.22, 0.18, 0.10
"""The broken rim in u."""
LAMP, GLEAM = 0.075, 0.15
"""Radii of the signal's lamps and of the light round one that shines, in u."""
UNLIT = 0.78
"""How dark a lamp is that does not shine."""
TRAIL, TRAIL_STRENGTH = 24, 0.0252
"""So many nested strokes, so strong each: as strong as 15 of 4 %, with steps that nobody sees."""
NEARLY = 1e-6
STRAIGHT = 5e-4
"""Frame units: a point of a way that is so near to the straight line between its neighbours is not drawn."""


def infield(look: Look, theme: Theme) -> mn.VGroup:
    """The grass inside the ring."""
    return group(inked(box(look.points, look.width), theme.infield))


def strip(look: Look, theme: Theme) -> mn.VGroup:
    """A road or kerb with round ends, in its own colour; asphalt if it names none."""
    return group(_stroke(look.points, theme.colour(look.colour or "road"), look.width))


def exit_strip(look: Look, theme: Theme) -> mn.VGroup:
    """The green way of an exit: its ends are cut off straight."""
    return group(_stroke(look.points, theme.colour("exit"), look.width, BUTT))


def rim_glow(look: Look, theme: Theme) -> mn.VGroup:
    """The light on the kerb: three strokes; label "broken": two, in the colour of danger."""
    broken = look.label == "broken"
    colour = theme.danger if broken else theme.rim(look.colour)
    layers = BROKEN_GLOW if broken else GLOW
    return group(
        *(_stroke(look.points, colour, look.width + wider * look.scale, opacity=opacity) for wider, opacity in layers)
    )


def rim(look: Look, theme: Theme) -> mn.VGroup:
    """The kerb of the ring in the driver's colour; label "broken": dashes."""
    if look.label != "broken":
        return group(_stroke(look.points, theme.rim(look.colour), look.width))
    width = look.width + BROADER * look.scale
    dashes = _dashes(np.asarray(look.points), DASH * look.scale, GAP * look.scale)
    return group(
        _stroke(look.points, theme.ink, width),
        *(_stroke(dash, theme.danger, width, BUTT) for dash in dashes),
    )


def chevron(look: Look, theme: Theme) -> mn.VGroup:
    """An open angle on the road, pointing to +x."""
    angle = polyline([(-0.085, 0.106), (0.034, 0), (-0.085, -0.106)])
    return group(inked(angle, None, theme.mark, 0.032, edge_opacity=0.42))


def exit_arrow(look: Look, theme: Theme) -> mn.VGroup:
    """The white arrow on an exit, pointing to +x."""
    angle = polyline([(-0.09, 0.10), (0.03, 0), (-0.09, -0.10)])
    return group(inked(angle, None, theme.sign_exit_text, 0.05, edge_opacity=0.9))


def painted_line(look: Look, theme: Theme) -> mn.VGroup:
    """A line with straight ends, in its own colour; the road's mark if it names none."""
    return group(_stroke(look.points, theme.colour(look.colour or "mark"), look.width, BUTT))


def chequer(look: Look, theme: Theme) -> mn.VGroup:
    """The finish line: two rows of five, every second one painted."""
    side = look.height
    squares = [
        inked(rounded(side, side, 0, ((column - 2) * side, (0.5 - row) * side)), theme.mark, opacity=0.9)
        for column in range(5)
        for row in range(2)
        if (column + row) % 2 == 0
    ]
    return group(*squares)


def signal(look: Look, theme: Theme) -> mn.VGroup:
    """The light at the stop line; the label says which lamp shines: red, green or none ("dark")."""
    u = look.scale
    housing = inked(rounded(look.width, look.height, 0.075 * u), theme.ink, theme.road_edge, 0.018 * u)
    parts = [housing]
    for state, x, colour in (("red", -0.10 * u, theme.signal_red), ("green", 0.10 * u, theme.signal_green)):
        shines = look.label == state
        if shines:
            parts.append(inked(disc(GLEAM * u, (x, 0)), colour, opacity=0.22))
        parts.append(inked(disc(LAMP * u, (x, 0)), colour if shines else mix(colour, theme.ink, UNLIT)))
    if look.label == "red":
        parts.append(_stroke([(-0.14 * u, 0), (-0.06 * u, 0)], WHITE, 0.022 * u))
    return group(*parts)


def trail(look: Look, theme: Theme) -> mn.VGroup:
    """The comet's tail behind the driver: nested strokes, so that no seams show on curves."""
    colour = theme.colour(look.colour)
    way = np.asarray(thinned(look.points))
    if len(way) < 2:
        return group()
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    shares = np.arange(TRAIL) / TRAIL
    begins = run[-1] * (1 - (1 - shares) ** 1.35)
    following = np.searchsorted(run, begins + NEARLY)
    firsts = np.stack([np.interp(begins, run, way[:, 0]), np.interp(begins, run, way[:, 1])], axis=1)
    openings, whole = straight(firsts, way[following]), straight(way[:-1], way[1:])
    widths = look.width * (0.30 + 0.70 * shares**0.5)
    return group(
        *(
            inked(
                curve(np.concatenate([opening, whole[after:]]).reshape(-1, 3)),
                edge=colour,
                width=width,
                edge_opacity=TRAIL_STRENGTH,
                cap=BUTT,
            )
            for opening, after, width in zip(openings[:, None], following.tolist(), widths.tolist(), strict=True)
        )
    )


def thinned(points: Sequence[Point]) -> list[Point]:
    """The same way without the points on its straight parts."""
    kept = list(points[:1])
    for (bx, by), (cx, cy) in pairwise(points[1:]):
        ax, ay = kept[-1]
        along, across = cx - ax, cy - ay
        off = abs(along * (by - ay) - across * (bx - ax))
        if off > STRAIGHT * math.hypot(along, across):
            kept.append((bx, by))
    return [*kept, *points[1:][-1:]]


def _dashes(way: np.ndarray, dash: float, gap: float) -> Iterator[list[Point]]:
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    count = max(1, round(float(run[-1]) / (dash + gap)))
    pitch = float(run[-1]) / count
    for number in range(count):
        begin, end = number * pitch, number * pitch + pitch * dash / (dash + gap)
        inner = run[(run > begin) & (run < end)]
        at = np.concatenate([[begin], inner, [end]])
        yield list(zip(np.interp(at, run, way[:, 0]).tolist(), np.interp(at, run, way[:, 1]).tolist(), strict=True))


def _stroke(
    points: Sequence[Point], colour: str, width: float, cap: mn.CapStyleType = ROUND, *, opacity: float = 1.0
) -> mn.VMobject:
    return inked(polyline(points), None, colour, width, edge_opacity=opacity, cap=cap)
