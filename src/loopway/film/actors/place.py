"""The service area: its ground, stalls, gauges and bays."""

from __future__ import annotations

import manim as mn

from loopway.film.actors.shapes import BUTT, box, group, inked, polyline, rounded
from loopway.film.looks import Look
from loopway.stage.path import Path
from loopway.theme import Theme
from loopway.theme.mixing import mix

DASH_EVERY, DASH, DASH_STRENGTH = 0.24, 0.13, 0.55
BAY, BAY_EDGE = 0.10, 0.42
"""How much of the text's colour a stall across a road has, and its edge."""
TICKS = (0.25, 0.5, 0.75)


def lot_casing(look: Look, theme: Theme) -> mn.VGroup:
    """The edge of a part of the lot."""
    return group(inked(box(look.points, look.width), theme.bay_edge))


def lot(look: Look, theme: Theme) -> mn.VGroup:
    """The ground of the service area."""
    return group(inked(box(look.points, look.width), theme.bay))


def stall(look: Look, theme: Theme) -> mn.VGroup:
    """A place to park."""
    edge = theme.colour("ground_edge")
    return group(inked(box(look.points, look.width), theme.colour("ground"), edge, 0.014 * look.scale))


def lane_bay(look: Look, theme: Theme) -> mn.VGroup:
    """A stall across a road."""
    ground = theme.bay if theme.rim_contrast else theme.road
    edge = mix(theme.bay, theme.text, BAY_EDGE)
    plate = box(look.points, look.width)
    return group(inked(plate, mix(ground, theme.text, BAY), edge, 0.022 * look.scale))


def painted_way(look: Look, theme: Theme) -> mn.VGroup:
    """Dashes on the ground."""
    way, u = Path(look.points), look.scale
    starts = (DASH_EVERY * u * number for number in range(max(1, int(way.length / (DASH_EVERY * u)))))
    dashes = (polyline(way.part(start, start + DASH * u)) for start in starts)
    return group(*(inked(dash, None, theme.text3, 0.045 * u, edge_opacity=DASH_STRENGTH) for dash in dashes))


def gauge_housing(look: Look, theme: Theme) -> mn.VGroup:
    """An empty upright gauge with three ticks."""
    width, height, k = look.width, look.height, look.scale
    ticks = [polyline([(-width / 2, height * (t - 0.5)), (-width * 0.18, height * (t - 0.5))]) for t in TICKS]
    return group(
        inked(rounded(width, height, width / 2), theme.gauge_bg, theme.bay_edge, 0.016 * k),
        *(inked(tick, None, theme.text3, 0.012 * k, cap=BUTT) for tick in ticks),
    )


def gauge(look: Look, theme: Theme) -> mn.VGroup:
    """What fills a gauge, from its foot; the origin is the middle of the housing."""
    if look.level <= 0:
        return group()
    width = look.width - 0.045 * look.scale
    room = look.height - 0.04 * look.scale
    height = width + (room - width) * look.level
    foot = -look.height / 2 + 0.02 * look.scale
    bar = rounded(width, height, width / 2, (0, foot + height / 2))
    return group(inked(bar, theme.colour(look.colour)))


def bays(look: Look, theme: Theme) -> mn.VGroup:
    """The plate under numbered bays, with its thin walls."""
    edge = theme.colour("ground_edge")
    plate = rounded(look.width, look.height, 0.05 * look.scale)
    walls = zip(look.points[::2], look.points[1::2], strict=True)
    return group(
        inked(plate, theme.colour("ground"), edge, 0.014 * look.scale),
        *(inked(polyline(wall), None, edge, 0.012 * look.scale, cap=BUTT) for wall in walls),
    )
