"""Pictograms of the service signs in a box of 1 x 1 round the origin: `ink` on `ground`, no detail finer than .08."""

from __future__ import annotations

import math
from collections.abc import Callable

import manim as mn

from loopway.film.actors.shapes import Point, group, inked, polyline, rounded, words

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


PICTOGRAMS: dict[str, Callable[[str, str], mn.VGroup]] = {
    "sign.sleep": pump,
    "sign.meet": meeting,
    "sign.other": question,
}


def _line(start: Point, end: Point, colour: str, width: float) -> mn.VMobject:
    return inked(polyline([start, end]), None, colour, width)
