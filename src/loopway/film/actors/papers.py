"""Plans: the drawing of a car that is not one yet."""

from __future__ import annotations

from functools import cache

import manim as mn
import numpy as np

from loopway.film.actors.car import HALF, body, windows
from loopway.film.actors.shapes import Point, curve, group, inked, polyline, straight
from loopway.film.lettering import Outline
from loopway.film.looks import Look
from loopway.theme import Theme

DASHES, DRAWN = 30, 0.62
"""So many dashes round the body, and how much of each is drawn."""
LINE, WINDOW = 0.026, 0.018
PAPER = 0.9
"""How opaque the paper is."""
SAMPLES = 12
"""Points on each curve of the body."""


def blueprint(look: Look, theme: Theme) -> mn.VGroup:
    """A dashed car on paper, filled with its colour from the rear up to `level`; dashes and windows stay."""
    ink = theme.blueprint
    ring = _ring()
    parts = [inked(body(), theme.paper, opacity=PAPER)]
    if look.level:
        parts.append(inked(polyline(_behind(ring, look.level), closed=True), theme.colour(look.colour)))
    parts.append(inked(curve(_dashes()), None, ink, LINE))
    parts += [inked(window, None, ink, WINDOW) for window in windows()]
    return group(*parts)


@cache
def _ring() -> np.ndarray:
    """The body's outline as many points, closed."""
    shape = body()
    curves = shape.points.reshape(-1, 4, 3)[:, :, :2]
    t = np.linspace(0, 1, SAMPLES, endpoint=False)[:, None]
    sampled = [(1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d for a, b, c, d in curves]
    return np.concatenate([*sampled, curves[:1, 0]])


def _behind(ring: np.ndarray, level: float) -> list[Point]:
    """The part of the outline behind the line that `level` of the length lies behind."""
    edge = -HALF + 2 * HALF * level
    kept: list[Point] = []
    for (ax, ay), (bx, by) in zip(ring[:-1].tolist(), ring[1:].tolist(), strict=True):
        if ax <= edge:
            kept.append((ax, ay))
        if (ax <= edge) != (bx <= edge):
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return kept


@cache
def _dashes() -> Outline:
    """All of them as one outline: drawn at once, they cost one path."""
    ring = _ring()
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(ring, axis=0).T))])
    begins = np.arange(DASHES)[:, None] * float(run[-1]) / DASHES
    at = begins + np.linspace(0, DRAWN * float(run[-1]) / DASHES, 6)
    dashes = np.stack([np.interp(at, run, ring[:, 0]), np.interp(at, run, ring[:, 1])], axis=2)
    return straight(dashes[:, :-1].reshape(-1, 2), dashes[:, 1:].reshape(-1, 2)).reshape(-1, 3)
