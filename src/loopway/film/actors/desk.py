"""Papers: drawing boards, envelopes, postmarks, and slips with Python's own words."""

from __future__ import annotations

import math
from collections.abc import Iterator

import manim as mn
import numpy as np

from loopway.film.actors.car import body
from loopway.film.actors.papers import blueprint
from loopway.film.actors.shapes import Point, disc, group, inked, polyline, rounded, words
from loopway.film.looks import Look
from loopway.film.pose import parts_of, scaled
from loopway.stage.path import Path
from loopway.theme import Theme
from loopway.theme.mixing import WHITE, mix

GRID, GRID_LINE, GRID_STRENGTH = 0.30, 0.008, 0.40
BOARD = 0.36
CAR_WIDE, CAR_HIGH = 0.86, 0.50
"""The most that a drawn car takes of its sheet: .78 x .42 of its own scale."""
NAME, NAME_FLOOR = 0.15, 0.18
"""Em of a name in the sheet's heights, and at least in frame units."""
ENVELOPE_BROWN, FLAP = "#5A4E36", 0.30
FOLD, FLAP_UP = 0.42, 0.95
"""The front's notch reaches down to this part of its height; the open flap stands so far above it."""
SHEET_UP, SHEET_SIZE = 1.75, (2.9, 2.0)
DRAWN, DRAWN_UP = 2.15, 2.13
STAMP: tuple[float, float, float, float] = (0.46, 0.54, -0.36, 0.98)
WAVES = 3


def drawing(look: Look, theme: Theme) -> mn.VGroup:
    """A sheet pinned to its board, with a dashed car or the hole that it left, and a name at its foot."""
    s, wide, high = look.scale, look.width, look.height
    edge = mix(theme.wood, theme.text, 0.22)
    outer = BOARD * s
    parts = [
        inked(rounded(wide + outer, high + outer, 0.12 * s), theme.wood, edge, 0.026),
        inked(rounded(wide + outer - 0.16 * s, high + outer - 0.16 * s, 0.08 * s), None, edge, 0.012, edge_opacity=0.7),
        *_sheet(wide, high, (0.0, 0.0), theme, s),
    ]
    em = max(NAME_FLOOR, NAME * high)
    k = min(CAR_WIDE * wide / 0.78, CAR_HIGH * high / 0.42)
    up = 0.55 * em
    parts += _plan(theme, k, (0.0, up)) if look.level else [_hole(theme, k, (0.0, up))]
    pins = (disc(0.055 * s, (side * (wide / 2 - 0.13 * s), high / 2 - 0.12 * s)) for side in (-1, 1))
    parts += [inked(pin, theme.danger, WHITE, 0.012) for pin in pins]
    room = int(wide / (0.6 * em)) - 1
    name = look.label if len(look.label) <= room else f"{look.label[: room - 1]}…"
    parts.append(words(name, "mono.medium", theme.blueprint, em, (0.0, -high / 2 + 0.5 * em), "centre"))
    return group(*parts)


def envelope(look: Look, theme: Theme) -> mn.VGroup:
    """An open envelope, its drawing half out of it; the middle of its foot is the origin.

    No part lies under another one: a letter that fades would show what is inside.
    """
    s, wide, high = look.scale, look.width, look.height
    paper = "#FFFDF6" if theme.rim_contrast else "#E9E2D0"
    edge, inside = mix(paper, ENVELOPE_BROWN, 0.35), mix(paper, ENVELOPE_BROWN, FLAP)
    front = [(-wide / 2, 0.0), (-wide / 2, high), (0.0, FOLD * high), (wide / 2, high), (wide / 2, 0.0)]
    em = max(NAME_FLOOR, 0.25 * s)
    room = int((wide - 0.36 * s) / (0.6 * em))
    name = look.label if len(look.label) <= room else f"{look.label[: room - 1]}…"
    across, along, right, up = STAMP
    stamp = (wide / 2 + right * s, up * s)
    return group(
        *(inked(polyline(corner, closed=True), inside, edge, 0.02) for corner in _flap(wide, high, s)),
        *_half_sheet(wide, high, theme, s),
        *_plan(theme, DRAWN * s, (0.0, DRAWN_UP * s)),
        inked(polyline(front, closed=True), paper, edge, 0.02),
        words(name, "mono.semibold", theme.slip_text, em, (-wide / 2 + 0.18 * s, 0.20 * s)),
        *_dashed(across * s, along * s, stamp, mix(paper, ENVELOPE_BROWN, 0.65)),
    )


def postmark(look: Look, theme: Theme) -> mn.VGroup:
    """The stamp, 1 in radius: two rings, two words, three waves."""
    colour = theme.slip_error
    parts = [
        inked(disc(1.0), None, colour, 0.10),
        inked(disc(0.80), None, colour, 0.04),
        words("never", "sans.bold", colour, 0.36, (0.0, 0.05), "centre"),
        words("awaited", "sans.bold", colour, 0.33, (0.0, -0.33), "centre"),
    ]
    for wave in range(WAVES):
        xs = [1.06 + 0.56 * step / 29 for step in range(30)]
        way = [(x, 0.38 * (1 - wave) + 0.09 * math.sin((x - 1.0) * 9)) for x in xs]
        parts.append(inked(polyline(way), None, colour, 0.07))
    return group(*parts)


def slip(look: Look, theme: Theme) -> mn.VGroup:
    """Console paper with a red bar; red up to the first colon."""
    wide, high, em = look.width, look.height, look.scale
    left, lines = -wide / 2, look.label.split("\n")
    parts = [
        inked(rounded(wide + 0.02, high + 0.02, 0.04, (0.03, -0.04)), theme.shadow, opacity=0.28),
        inked(rounded(wide, high, 0.04), theme.slip, mix(theme.slip, theme.slip_text, 0.35), 0.014),
        inked(rounded(0.10, high, 0.02, (left + 0.05, 0.0)), theme.slip_error),
    ]
    leading = (high - 0.10) / len(lines)
    for row, line in enumerate(lines):
        x, y = left + 0.26, high / 2 - 0.05 - leading * (row + 0.5) - 0.35 * em
        head, colon, rest = line.partition(":") if row == 0 else ("", "", line)
        if colon:
            parts.append(words(head + colon, "mono.medium", theme.slip_error, em, (x, y)))
            x += 0.6 * em * len(head + colon)
        else:
            rest = head or rest
        parts.append(words(rest, "mono.medium", theme.slip_text, em, (x, y)))
    return group(*parts)


def survey(look: Look, theme: Theme) -> mn.VGroup:
    """Dashes where a road could be."""
    way = Path(look.points)
    count = max(1, round(way.length / (0.24 * look.scale)))
    step = way.length / count
    dashes = (polyline(way.part(number * step, (number + 0.5) * step)) for number in range(count))
    return group(*(inked(dash, None, theme.road_edge, 0.026, edge_opacity=0.8) for dash in dashes))


def legend_plan(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's coroutine object."""
    return blueprint(Look(role="blueprint", level=0.0), theme)


def _notch(x: float, wide: float, high: float) -> float:
    """How high the front of an envelope stands at x."""
    return high * (FOLD + (1.0 - FOLD) * 2 * abs(x) / wide)


def _flap(wide: float, high: float, s: float) -> Iterator[list[Point]]:
    """What is seen of the open flap: a corner at each side of the drawing."""
    x = SHEET_SIZE[0] / 2 * s
    top = high + FLAP_UP * s * (1.0 - 2 * x / wide)
    for side in (-1, 1):
        yield [(side * wide / 2, high), (side * x, top), (side * x, _notch(x, wide, high))]


def _half_sheet(wide: float, high: float, theme: Theme, s: float) -> Iterator[mn.VMobject]:
    """The part of the drawing's sheet that looks out of an envelope, with its grid."""
    half, foot, top = SHEET_SIZE[0] / 2 * s, (SHEET_UP - SHEET_SIZE[1] / 2) * s, (SHEET_UP + SHEET_SIZE[1] / 2) * s
    edge, step, margin = mix(theme.paper, theme.blueprint, 0.5), GRID * s, 0.06
    lowest = max(foot, high * FOLD)
    corner = (half, _notch(half, wide, high))
    outline = [(-half, top), (half, top), corner, (0.0, lowest), (-corner[0], corner[1])]
    yield inked(polyline(outline, closed=True), theme.paper, edge, 0.022)
    x = step / 2
    while x < half - margin / 2:
        for side in (-1, 1):
            line = [(side * x, _notch(x, wide, high) + margin), (side * x, top - margin)]
            yield inked(polyline(line), None, edge, GRID_LINE, edge_opacity=GRID_STRENGTH)
        x += step
    y = top - step / 2
    while y > lowest + margin:
        reach = min(half, wide / 2 * max(0.0, y / high - FOLD) / (1.0 - FOLD)) - margin
        if reach > 0.0:
            line = [(-reach, y), (reach, y)]
            yield inked(polyline(line), None, edge, GRID_LINE, edge_opacity=GRID_STRENGTH)
        y -= step


def _sheet(wide: float, high: float, at: Point, theme: Theme, s: float) -> list[mn.VMobject]:
    """Blue paper with a fine grid."""
    (x, y), edge = at, mix(theme.paper, theme.blueprint, 0.5)
    parts = [inked(rounded(wide, high, 0.06, at), theme.paper, edge, 0.022)]
    step, margin = GRID * s, 0.06
    for half, across in ((wide / 2, True), (high / 2, False)):
        count = int((half - step / 2) / step) + 1
        for number in range(count):
            for side in (1, -1):
                off = side * (number + 0.5) * step
                ends = (
                    [(x + off, y - high / 2 + margin), (x + off, y + high / 2 - margin)]
                    if across
                    else [(x - wide / 2 + margin, y + off), (x + wide / 2 - margin, y + off)]
                )
                parts.append(inked(polyline(ends), None, edge, GRID_LINE, edge_opacity=GRID_STRENGTH))
    return parts


def _plan(theme: Theme, k: float, at: Point) -> list[mn.VMobject]:
    """The dashed car, k large, without paper of its own."""
    plan = scaled(blueprint(Look(role="blueprint", level=0.0), theme), k)
    parts = parts_of(plan)[1:]
    for part in parts:
        part.points = part.points + np.array([*at, 0.0])
    return parts


def _hole(theme: Theme, k: float, at: Point) -> mn.VMobject:
    """Where the car was cut out."""
    hole = body()
    hole.points = hole.points * k + np.array([*at, 0.0])
    return inked(hole, theme.infield, theme.blueprint, 0.022, edge_opacity=0.9)


def _dashed(wide: float, high: float, at: Point, colour: str) -> list[mn.VMobject]:
    (x, y), corners = at, ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    way = Path([(x + a * wide / 2, y + b * high / 2) for a, b in corners])
    step = way.length / 20
    return [inked(polyline(way.part(n * step, (n + 0.5) * step)), None, colour, 0.02) for n in range(20)]
