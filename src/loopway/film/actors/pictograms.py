"""Pictograms of the service signs in a box of 1 x 1 round the origin: `ink` on `ground`, no detail finer than .08."""

from __future__ import annotations

import math
from collections.abc import Callable

import manim as mn

from loopway.film.actors.shapes import Point, disc, group, inked, polyline, rounded, words
from loopway.stage.path import arc, bezier

FINE = 0.085


def pump(ink: str, ground: str) -> mn.VGroup:
    """Sleep: a filling station."""
    hose = [(0.10, 0.02), (0.24, 0.02), (0.24, -0.20), (0.31, -0.28), (0.39, -0.20), (0.39, 0.20), (0.24, 0.38)]
    return group(
        inked(rounded(0.46, 0.74, 0.07, (-0.13, 0)), ink),
        inked(rounded(0.30, 0.20, 0.03, (-0.13, 0.19)), ground),
        _line((-0.42, -0.42), (0.16, -0.42), ink, 0.11),
        inked(polyline(hose), None, ink, 0.9 * FINE),
    )


def meeting(ink: str, ground: str) -> mn.VGroup:
    """Tasks that are waited for: arrows to one point."""
    parts = []
    for quarter in range(4):
        ux, uy = (math.cos(angle := math.pi / 4 + quarter * math.pi / 2), math.sin(angle))
        parts.append(_line((ux * 0.52, uy * 0.52), (ux * 0.25, uy * 0.25), ink, 0.10))
        tip = [(ux * 0.12, uy * 0.12), (ux * 0.31 - uy * 0.13, uy * 0.31 + ux * 0.13)]
        tip.append((ux * 0.31 + uy * 0.13, uy * 0.31 - ux * 0.13))
        parts.append(inked(polyline(tip, closed=True), ink))
    return group(*parts)


def question(ink: str, ground: str) -> mn.VGroup:
    """Anything else."""
    return group(words("?", "sans.bold", ink, 1.1, (0, -0.40), "centre"))


def toll_gate(ink: str, ground: str) -> mn.VGroup:
    """Locks: a post with its barrier down."""
    return group(
        inked(rounded(0.24, 0.56, 0.05, (-0.27, -0.10)), ink),
        inked(rounded(0.36, 0.12, 0.04, (-0.27, 0.22)), ink),
        _line((-0.22, 0.06), (0.44, 0.06), ink, 0.13),
        _line((-0.44, -0.42), (0.44, -0.42), ink, 0.09),
        *(_line((x - 0.04, 0.01), (x + 0.05, 0.11), ground, 0.06) for x in (0.02, 0.26)),
    )


def traffic_light(ink: str, ground: str) -> mn.VGroup:
    """Events: one light for all."""
    lamps = (inked(disc(0.095, (0.0, y)), ground) for y in (0.26, 0.0, -0.26))
    return group(inked(rounded(0.36, 0.88, 0.12), ink), *lamps)


def crates(ink: str, ground: str) -> mn.VGroup:
    """Queues: crates on a dock."""
    parts = []
    for x, y in ((-0.23, -0.20), (0.23, -0.20), (0.0, 0.22)):
        parts.append(inked(rounded(0.40, 0.36, 0.05, (x, y)), ink))
        parts.append(_line((x - 0.09, y), (x + 0.09, y), ground, 0.06))
    return group(*parts)


def antenna(ink: str, ground: str) -> mn.VGroup:
    """The network: a mast and its waves."""
    parts = [
        _line((0.0, -0.42), (0.0, 0.08), ink, 0.10),
        inked(disc(0.10, (0.0, 0.14)), ink),
        _line((-0.24, -0.42), (0.24, -0.42), ink, 0.10),
    ]
    waves = (arc((0.0, 0.14), radius, m - 0.62, m + 0.62) for radius in (0.24, 0.40) for m in (0.0, math.pi))
    return group(*parts, *(inked(polyline(wave), None, ink, FINE) for wave in waves))


def side_road(ink: str, ground: str) -> mn.VGroup:
    """Threads: a road beside the road, which leaves it and comes back."""
    way = [*bezier((-0.22, -0.36), (0.02, -0.30), (0.26, -0.26), (0.26, -0.08))]
    way += bezier((0.26, 0.10), (0.26, 0.28), (0.02, 0.30), (-0.22, 0.38))
    return group(_line((-0.22, -0.44), (-0.22, 0.44), ink, 0.13), inked(polyline(way), None, ink, 0.10))


PICTOGRAMS: dict[str, Callable[[str, str], mn.VGroup]] = {
    "sign.gate": toll_gate,
    "sign.signal": traffic_light,
    "sign.dock": crates,
    "sign.sleep": pump,
    "sign.network": antenna,
    "sign.thread": side_road,
    "sign.meet": meeting,
    "sign.other": question,
}


def _line(start: Point, end: Point, colour: str, width: float) -> mn.VMobject:
    return inked(polyline([start, end]), None, colour, width)
