"""All lengths of the single lane in multiples of its unit u, and of the bars below it in frame units."""

from __future__ import annotations

import msgspec

from loopway.stage.stage import Point


class LaneMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in u; those that are frame units say so. The lane lies, its foot at the left, or it stands."""

    upright: bool = False
    """Its foot is below, and the cars drive up; else its foot is at the left."""

    u: float = 1.15
    """Frame units."""
    middle: float = 1.25
    foot: float = -1.42
    far: float = 8.0
    """Frame units: the lane's middle across, its foot, and its far end, outside of the frame."""
    road: float = 0.58
    kerb: float = 0.07
    places: int = 3
    """So many calls to come are seen."""
    comes: float = 0.30
    """Places beyond the last one: there a call begins to be seen, still on the lane."""
    last: float = 0.54
    """From the foot to the last place in line ..."""
    pitch: float = 1.20
    """... and from place to place."""
    pump: float = 1.42
    """From the first place to where a call may have to stand ..."""
    chequer: float = 1.10
    """... and on to the finish."""
    finished: float = 0.56
    finished_pitch: float = 0.88
    """Behind the finish, and from car to car; the first ones leave the frame."""
    chequer_side: float = 0.10
    bay: Point = (1.34, 1.06)
    """Width and height of the stall that lies across the lane ..."""
    bay_right: float = 0.16
    """... and how far right of the car its middle is."""
    bay_radius: float = 0.12
    gauge: Point = (0.13, 0.86)
    gauge_right: float = 0.62
    sign: float = 0.42
    sign_floor: float = 0.34
    """Frame units."""
    sign_above: float = 0.10
    chevron: float = 1.00
    """From mark to mark."""
    chevron_clear: float = 0.56
    """No mark is nearer to a place, a finish or a bay."""
    name: float = 0.21
    """Em of names and seconds, frame units."""
    name_below: float = 0.66
    said_below: float = 0.94
    """From the middle of a car to the baselines below it, frame units."""
    known_below: float = 0.20
    known_apart: float = 0.27
    """From the bay's lower edge to the baseline below it, and on to the next one; frame units."""
    known_abreast: float = 0.0
    """Frame units: name and seconds stand side by side below the bay, so far apart; 0: below each other."""
    aside: float = 0.46
    """Upright: from the lane's middle to the words at the right of a car ..."""
    aside_bay: float = 0.12
    """... and from the bay's right edge to the sign and the words there ..."""
    sign_up: float = 0.30
    """... how far above the car's middle the sign is ..."""
    name_down: float = 0.16
    left_down: float = 0.46
    """... and how far below it the baselines are."""
    aside_name: float = 0.02
    aside_said: float = -0.23
    said: float = 0.18
    """Upright, frame units: from the middle of a car in line to the baselines beside it, and the second line's em."""
    words_end: float = -4.66
    """Upright, frame units: the words beside the lane end here."""
    name_floor: float = 0.17
    """Frame units: the smallest em of such words."""
    trail: float = 3.0
    trail_from: float = 0.35
    trail_width: float = 0.60

    bars_x: float = -1.42
    bars_right: float = 5.85
    bars_y: float = -1.35
    bar: float = 0.52
    bar_radius: float = 0.07
    tick: Point = (0.06, 0.16)
    tick_width: float = 0.018
    tick_em: float = 0.22
    tick_below: float = 0.42
    letter: float = 0.74
    """Of the bar's height."""
    letter_room: float = 0.34
    letter_x: float = 0.30
    hand_above: float = 0.10
    hand_below: float = 0.08
    least: float = 0.03
    """Narrower bars are not drawn."""
    total_x: float = 0.24
    total: float = 0.46
    total_room: float = 0.86
    """From the end of the bars to the total's left end, its em, and how wide it may be: a longer one is smaller."""


UPRIGHT = LaneMap(
    upright=True,
    u=0.89,
    middle=-6.27,
    foot=-1.95,
    far=4.4,
    pitch=0.86,
    pump=1.07,
    chequer=0.80,
    finished=0.56,
    finished_pitch=0.84,
    bay=(1.02, 1.16),
    bay_right=0.14,
    gauge_right=0.45,
    name=0.20,
)
"""The lane at the left of a split screen."""

LANES: dict[str, LaneMap] = {
    "wide": LaneMap(),
    "tall": LaneMap(
        u=1.10,
        middle=2.46,
        foot=-4.0,
        far=4.8,
        places=2,
        bars_x=-3.92,
        bars_right=2.10,
        bars_y=0.26,
        total_room=0.80,
    ),
    "square": LaneMap(
        u=1.05,
        middle=2.02,
        foot=-4.22,
        far=4.8,
        bars_x=-4.14,
        bars_right=3.16,
        bars_y=-0.24,
        total_room=0.80,
    ),
}
"""The lane of a program that has a frame of each shape to itself."""

ABOVE = LaneMap(
    u=0.80,
    middle=4.32,
    foot=-4.0,
    far=4.8,
    places=2,
    last=0.62,
    pitch=1.45,
    pump=1.95,
    sign_floor=0.32,
    sign_above=0.08,
    name=0.195,
    name_below=0.46,
    said_below=0.68,
    known_abreast=0.16,
)
"""The lane above the ring of a tall split screen."""

ASIDE = LaneMap(
    upright=True,
    u=0.68,
    middle=-3.84,
    foot=0.10,
    far=4.8,
    pitch=0.86,
    pump=1.07,
    chequer=0.80,
    finished=0.56,
    finished_pitch=0.84,
    bay=(1.02, 1.16),
    bay_right=0.14,
    gauge_right=0.45,
    name=0.18,
    said=0.17,
    words_end=-2.44,
    sign_floor=0.30,
)
"""The lane at the left of the ring of a square split screen."""
