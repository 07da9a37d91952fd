"""The car from above: nose to +x, .78 long and .42 wide, its place at the origin."""

from __future__ import annotations

import manim as mn
import numpy as np

from loopway.film.actors.shapes import Point, centred, disc, ellipse, group, inked, polyline, rounded, smooth
from loopway.film.lettering import Outline
from loopway.film.looks import Look
from loopway.theme import Theme
from loopway.theme.mixing import WHITE, components, mix

LENGTH, WIDTH = 0.78, 0.42
L, W = LENGTH, WIDTH
HALF, SIDE = LENGTH / 2, WIDTH / 2

BEAM = 1.1
"""How far the headlights reach."""
LEGEND_BEAM = 0.45
ROOF = -0.095 * L
"""x of the roof's middle, where the letter is."""
HALO = 6
"""So many ellipses make the light round the driver."""


def outline_of(length: float, side: float) -> list[Point]:
    """Points of the body's left side from the tail to the tapered nose."""
    shares = ((-1, 0), (-1, 0.55), (-0.97, 0.92), (-0.78, 1), (-0.30, 1), (0.25, 1), (0.62, 0.97), (0.93, 0.80))
    return [(length * x, side * y) for x, y in (*shares, (1, 0.42), (1, 0))]


def body() -> mn.VMobject:
    """The body's outline: one smooth closed curve."""
    left = outline_of(HALF, SIDE)
    right = [(x, -y) for x, y in reversed(left[1:-1])]
    return smooth([*left, *right, left[0]])


def windows() -> tuple[mn.VMobject, mn.VMobject]:
    """Windscreen and rear window."""
    front = [(L * 0.13, W * 0.31), (L * 0.27, W * 0.385), (L * 0.27, -W * 0.385), (L * 0.13, -W * 0.31)]
    rear = [(-L * 0.33, W * 0.29), (-L * 0.41, W * 0.35), (-L * 0.41, -W * 0.35), (-L * 0.33, -W * 0.29)]
    return polyline(front, closed=True), polyline(rear, closed=True)


def car(look: Look, theme: Theme) -> mn.VGroup:
    """A car without its letter: paint after `level`, headlights after `head`, other lamps after `lamps`."""
    return _car(look, theme, BEAM)


def legend_drive(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's driver: its beams are short."""
    return _car(Look(role="car", colour="car.1", head=1.0), theme, LEGEND_BEAM)


def legend_wait(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's waiting car."""
    return _car(Look(role="car", colour="car.1", level=0.0, lamps="t"), theme, BEAM)


def legend_ready(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's car in line."""
    return _car(Look(role="car", colour="car.1", lamps="tl"), theme, BEAM)


def legend_fail(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's car that has broken down."""
    return _car(Look(role="car", colour="car.1", lamps="tlr"), theme, BEAM)


def legend_blocks(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's car that stands on the road."""
    return _car(Look(role="car", colour="car.0", lamps="tlr"), theme, BEAM)


def legend_finished(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's car that has arrived."""
    return _car(Look(role="car", colour="car.0", level=0.4), theme, BEAM)


def legend_cancelled(look: Look, theme: Theme) -> mn.VGroup:
    """The legend's car that was told to stop."""
    return _car(Look(role="car", colour="cancelled.1"), theme, BEAM)


def letter(look: Look, theme: Theme) -> mn.VGroup:
    """The letter on the roof, 1 em large, its middle at the origin."""
    return group(centred(look.label, "sans.bold", theme.colour(look.colour or "ink"), 1.0))


def _car(look: Look, theme: Theme, reach: float) -> mn.VGroup:
    paint = theme.paint(look.colour, look.level)
    return group(
        *_shadow(look, theme),
        *_halo(look, theme),
        *_beams(look, theme, reach),
        *_mirrors(theme, paint),
        _painted(look, theme, paint),
        *_glass(look, theme, paint),
        *_lights(look, theme, paint),
        *_blinkers(look, theme),
    )


def _shadow(look: Look, theme: Theme) -> list[mn.VMobject]:
    strength = 1 - look.head
    layers = ((0.05, 0.14), (0.025, 0.18)) if strength else ()
    return [
        inked(rounded(L + grow, W + grow, W * 0.34, (0.02, -0.03)), theme.shadow, opacity=opacity * strength)
        for grow, opacity in layers
    ]


def _halo(look: Look, theme: Theme) -> list[mn.VMobject]:
    if not look.head:
        return []
    single = 1 - (1 - theme.halo) ** (1 / HALO)  # so that all of them together are as strong as the halo
    sizes = np.linspace(1.36, 0.80, HALO)
    colour = theme.colour(look.colour)
    return [inked(ellipse(L * size * 1.45, W * size * 2.0), colour, opacity=single * look.head) for size in sizes]


def _beams(look: Look, theme: Theme, reach: float) -> list[mn.VMobject]:
    if not look.head:
        return []
    cones: list[mn.VMobject] = []
    for side in (1, -1):
        lamp, far = side * W * 0.30, side * W * 0.42
        cones.append(_cone(lamp, far, W * 0.06, W * 0.62, reach, theme.beam, theme.beam_strength * look.head))
        if theme.beam_core:
            core = theme.beam_core * look.head
            cones.append(_cone(lamp, lamp + side * W * 0.08, W * 0.05, W * 0.26, reach * 0.62, WHITE, core))
    return cones


class Beam(mn.VMobject):
    """A cone of light that fades from its narrow end to its broad one, however it is turned."""

    def get_gradient_start_and_end_points(self) -> tuple[Outline, Outline]:
        """From the middle of the lamp's edge to the middle of the far edge."""
        corners = self.points[::4]
        return (corners[0] + corners[1]) / 2, (corners[2] + corners[3]) / 2


def _cone(near: float, far: float, narrow: float, broad: float, reach: float, colour: str, strength: float) -> Beam:
    cone = Beam()
    tip, end = L * 0.46, L * 0.5 + reach
    cone.set_points_as_corners(
        [(tip, near + narrow, 0), (tip, near - narrow, 0), (end, far - broad, 0), (end, far + broad, 0)]
    )
    cone.add_line_to(cone.points[0])
    cone.set_stroke(width=0, opacity=0)
    cone.fill_rgbas = np.array([[*components(colour), strength * part] for part in FADE])
    return cone


FADE = (1.0, 0.84, 0.64, 0.42, 0.19, 0.0)
"""How a beam fades with the distance, in equal steps."""


def _mirrors(theme: Theme, paint: str) -> list[mn.VMobject]:
    colour = mix(paint, theme.ink, 0.35)
    return [inked(rounded(0.06, 0.07, 0.02, (L * 0.13, side * (SIDE + 0.012))), colour) for side in (1, -1)]


def _painted(look: Look, theme: Theme, paint: str) -> mn.VMobject:
    edge = mix(mix(paint, theme.ink, 0.55), theme.lamp, look.head)
    return inked(body(), paint, edge, 0.016 + 0.020 * look.head)


def _glass(look: Look, theme: Theme, paint: str) -> list[mn.VMobject]:
    front, rear = windows()
    roof = mix(paint, WHITE, 0.14 + 0.16 * look.level)
    return [
        inked(front, theme.glass, theme.glass, 0.012, opacity=0.92, edge_opacity=0.92),
        inked(rear, theme.glass, theme.glass, 0.008, opacity=0.85, edge_opacity=0.85),
        inked(rounded(L * 0.40, W * 0.70, W * 0.16, (ROOF, 0)), roof),
    ]


def _lights(look: Look, theme: Theme, paint: str) -> list[mn.VMobject]:
    lens = mix(mix(paint, WHITE, 0.45), theme.lamp, look.head)
    tail = theme.tail_on if "t" in look.lamps else theme.tail_off
    return [
        part
        for side in (1, -1)
        for part in (
            inked(ellipse(0.075, 0.085, (L * 0.462, side * W * 0.29)), lens),
            inked(rounded(0.045, 0.10, 0.018, (-L * 0.478, side * W * 0.29)), tail),
        )
    ]


def _blinkers(look: Look, theme: Theme) -> list[mn.VMobject]:
    sides = [side for lamp, side in (("l", 1), ("r", -1)) if lamp in look.lamps]
    spots = [(x, side * W * 0.47) for side in sides for x in (L * 0.40, -L * 0.42)]
    glows = [inked(disc(0.115, spot), theme.blink, opacity=0.30) for spot in spots]
    return [*glows, *(inked(disc(0.062, spot), theme.blink) for spot in spots)]
