"""All lengths of the road in multiples of the stage unit u, and which u a film gets."""

from __future__ import annotations

import msgspec

from loopway.stage.traffic.maps.desk import DeskMap
from loopway.stage.traffic.maps.dock import DockMap
from loopway.stage.traffic.maps.gate import GateMap
from loopway.stage.traffic.maps.guards import GuardMap
from loopway.stage.traffic.maps.meeting import MeetingMap
from loopway.stage.traffic.maps.network import NetworkMap
from loopway.stage.traffic.maps.signal import SignalMap
from loopway.stage.traffic.maps.thread import ThreadMap


class RoadMap(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in u; those that are frame units say so."""

    toll: GateMap = GateMap()
    signals: SignalMap = SignalMap()
    desk: DeskMap = DeskMap()
    dock: DockMap = DockMap()
    network: NetworkMap = NetworkMap()
    guards: GuardMap = GuardMap()
    meeting: MeetingMap = MeetingMap()
    thread: ThreadMap = ThreadMap()

    # -- the ring, the ramp, the finish lane --------------------------------------------------------------------
    road: float = 0.58
    """Width of the ring."""
    ramp: float = 0.50
    """Width of ramp, exits and finish lane."""
    margin: float = 0.05
    """From the stage's edge to the ring."""
    lane_width: float = 0.62
    """What the finish lane takes of the stage's width ..."""
    lane_gap: float = 0.20
    """... and what is left between it and the ring."""
    corner: float = 1.05
    """Radius of the ring's corners, on its centre line."""
    kerb: float = 0.07
    """A casing is wider than its road by this."""
    edge: float = 0.024
    """The lot's edge."""
    verge: float = 0.34
    """Between the ring and the ramp."""
    stop: float = 1.42
    """From the ring's left centre line to the stop line."""
    merge: float = 1.25
    """From the ramp's centre line up to the point where the merge curve meets the ring."""
    merge_bends: tuple[float, float] = (0.50, 0.35)
    """The merge curve's control points: right of the ring, above the ramp."""
    first_place: float = 0.50
    """From the stop line to the first car in line."""
    pitch: float = 0.90
    """From car to car, in line and in the finish lane."""
    stop_back: float = 0.06
    """The painted stop line lies this far before the true one."""
    stop_half: float = 0.40
    """Half the stop line's length, in ramp widths."""
    stop_line: float = 0.055
    signal: tuple[float, float] = (0.44, 0.23)
    signal_below: float = 0.19
    """From the ramp to the middle of the signal."""
    chevron: float = 1.15
    """From one mark on the road to the next."""
    ground_words: float = 0.20
    ground_right: float = 0.44
    """READY QUEUE ends this far before the ring's inner edge ..."""
    ground_left: float = 0.12
    """... or so far before papers and boards ..."""
    ground_above: float = 0.15
    """... and stands this far above the ramp ..."""
    ground_words_half: float = 0.62
    """... clear of what may be written so far to both sides of a car."""
    lane_bend: float = 1.00
    """The finish lane is straight from this far below the ring's top on."""
    lane_foot: float = 0.35
    """From the ring's foot to the lane's end."""
    lane_place: float = 0.44
    """From the ring's foot to the lowest place in the finish lane."""
    lane_top: float = 1.75
    """No car stands higher in the finish lane than this below the ring's top."""
    straight: float = 0.93
    """A last turn ends at this part of the way to the lane's straight."""
    chequer: float = 0.10
    chequer_below: float = 1.35
    """From the ring's top to the middle of the finish line."""

    # -- the service area ---------------------------------------------------------------------------------------
    lot_left: float = 0.62
    lot_right: float = 0.26
    """From the ring's inner edge to the lot."""
    strip: float = 0.66
    strip_floor: float = 0.50
    """Frame units: between the ring and the plazas, at least."""
    apron: float = 0.50
    """From the ramp to the plazas' floor."""
    apron_way: float = 0.52
    """From the ramp's centre line to that of the way over the apron."""
    plaza_gap: float = 0.34
    plaza_radius: float = 0.20
    gate: float = 0.36
    """From a plaza's left edge to its gate ..."""
    gate_lane: float = 0.25
    """... if a lane lies under the gate."""
    exit_run: float = 0.80
    """The exit leaves the ring this far before its gate ..."""
    exit_least: float = 0.62
    """... and never less ..."""
    exit_straight: float = 0.02
    """... never before the corner's end (frame units)."""
    exit_bends: tuple[float, float] = (0.42, 0.48)
    arrow: float = 0.80
    """Where on the exit its arrow lies, in parts of its length."""
    sign: float = 0.38
    sign_floor: float = 0.32
    """Frame units."""
    sign_em: float = 0.56
    """Of the sign's height."""
    sign_words: float = 0.18
    """Frame units: the smallest em on signs and ground."""
    sign_pad: float = 0.30
    """Of the sign's height, behind its words."""
    sign_gap: float = 0.10
    """From the exit's edge to the sign."""
    sign_low: float = 0.05
    """Signs stand so far below the middle between ring and plazas: the ring's corner bends over the last one."""
    sign_air: float = 0.07
    """Frame units: from the sign to the next exit, or to the ring."""

    # -- stalls -------------------------------------------------------------------------------------------------
    stall: tuple[float, float] = (0.98, 1.16)
    """Of a full stall, in k."""
    narrow: tuple[float, float] = (0.80, 1.16)
    """Of a stall without a gauge, in k."""
    stall_radius: float = 0.12
    park_stall: tuple[float, float] = (0.56, 0.94)
    """Of a stall in a car park, in k."""
    stall_air: float = 0.06
    """Frame units between two stalls, at least."""
    off_centre: float = 0.12
    """The car stands left of its stall's middle by this, in k."""
    gauge_right: float = 0.42
    """From the car's middle to the gauge, in k."""
    gauge: tuple[float, float] = (0.13, 0.86)
    park_gauge: tuple[float, float] = (0.07, 0.74)
    """Width and height, in k."""
    park_gauge_right: float = 0.245
    park_off_centre: float = 0.03
    narrow_car: float = 0.29
    narrow_gauge: float = 0.13
    """In a stall narrower than `stall`: the car from its left edge, the gauge from its right one; in k."""
    column_least: float = 0.80
    """A single row needs so much for each stall, in k; if it has not, its cars are smaller."""
    one_row: float = 0.80
    """Up to four cars stand in one row, if that makes them no smaller than this, in u."""
    stall_weight: float = 1.085
    """A plaza likes so much of the width for each stall, and needs ..."""
    stall_least: float = 1.02
    """... so much ..."""
    narrow_least: float = 0.90
    """... or without a gauge only so much ..."""
    many_weight: float = 4.4
    """... but no more than this beyond four stalls;"""
    sign_weight: float = 1.95
    """and it likes to have no less than this."""
    first_gate: float = 0.42
    """The first plaza's gate stands so much further right, because of the ring's corner."""
    bay_pitch: float = 0.44
    bay_pitch_many: float = 0.40
    """Of the numbered bays: up to three children, and beyond."""
    row_air: tuple[float, float] = (0.62, 0.34)
    """A single row stands midway between the plaza's top and floor, less so much above and below."""
    row_low: tuple[float, float] = (1.53, 0.92)
    """... and so far below the top, that nobody drives over its names, if its seconds keep so much above the floor."""
    row_pitch: float = 1.40
    """Of a car park, in k: a car and an aisle."""
    column_pitch: float = 0.60
    """Of a car park, in k."""
    park_lane: float = 0.50
    """The lanes at both sides of a car park."""
    park_air: float = 0.24
    """The rows of a car park stand higher if that leaves so much above the uppermost aisle, in k ..."""
    park_lift: tuple[float, float] = (0.14, 0.20)
    """... but by no more than the second of these, and always by the first."""
    lane_air: float = 0.12
    """Between the lane under the gate and the first column."""
    shrinks: float = 0.35
    """Behind the gate a car becomes as small as its stall asks within this length."""
    strip_way: float = 0.37
    """The way into a stall of a single row runs so far below the plaza's top, above all names."""
    double: tuple[float, float] = (0.92, 0.71)
    double_aisle: float = 0.50
    double_car: float = -0.10
    double_gauge: float = 0.24
    double_filling: tuple[float, float] = (0.11, 0.74)
    double_lane: float = 0.60
    """A car park of double rows, in k: length and width of a place, the aisle (a car passes), car and gauge right of
    the place's middle, width and height of a gauge, the lanes at both sides ..."""
    crowd: tuple[float, float] = (0.78, 0.57)
    crowd_aisle: float = 0.28
    """... and the same of chips: a place is as long as its chip."""
    double_spine: float = 0.06
    """Between two tails, in lengths of a place."""
    back_in: float = 0.34
    """The radius in which a car backs into its place, in k."""
    double_air: tuple[float, float] = (0.05, 0.20)
    """Frame units: what is left free of the plaza below and above a car park."""
    chip_most: float = 0.46
    """The largest chip on the ramp: two stand abreast."""
    chip_pitch: float = 1.22
    chip_lane_pitch: float = 1.16
    """From chip to chip of a row, on the ramp and in the finish lane, in lengths of a chip."""
    chip_aside: float = 0.26
    """From the middle of ramp or finish lane to a row of chips, in its widths."""
    chip_first: float = 0.26
    """From the stop line to the first chip."""
    straight_in: float = 0.05
    """A stall so nearly under the gate is driven into straight."""
    turn: float = 0.50
    """Radius of the ways over the lot, where there is room; a car that turns shorter sweeps over its neighbours."""
    round_tail: float = 0.62
    """A car passes the tail by this and joins from behind."""
    drop: float = 0.85
    """A stall so far right of the tail drops straight onto the ramp."""

    # -- words and tokens ---------------------------------------------------------------------------------------
    label: float = 0.20
    label_floor: float = 0.195
    """Frame units: em of names and seconds."""
    name_air: float = 0.02
    """Frame units: between two names that are made smaller, at least."""
    name_above: float = 0.71
    seconds_below: float = 0.83
    """From the car's middle to the baselines, in k."""
    seconds_least: float = 0.74
    """Frame units: stalls with less room show no seconds."""
    chip: float = 0.27
    """A child's chip: its height ..."""
    chip_ratio: float = 1.25
    """... and its width in heights."""
    board_below: float = 0.90
    """From a parked parent's middle down to the middle of its board."""
    board_chip: float = 0.07
    """From the board's middle up to the chips' ..."""
    board_number: float = 0.31
    """... and down to the numbers' baseline."""
    board: tuple[float, float, float] = (0.10, 0.66, 0.05)
    """The ground plate: wider than its bays, how high, how far below the board's middle."""
    wall: tuple[float, float] = (0.21, 0.32)
    """The walls between the bays reach so far above and below the board's middle."""
    bay_number: float = 0.18
    warning: float = 0.26
    warning_at: tuple[float, float] = (0.17, 0.26)
    """From a chip's middle to its warning triangle."""
    bays_most: int = 6
    """More children are counted: "2 of 20"."""
    count_below: float = 0.98
    count_words: float = 1.1
    count_gap: float = 0.10
    """How far below the car's middle, in ems of the stage, and how much room (frame units) stays between two counts."""
    plate: tuple[float, float] = (0.38, 0.46)
    plate_share: float = 0.56
    plate_em: float = 0.49
    """The height of the plate over a car that blocks or fails: its least and most in frame units, what it likes, and
    its em in parts of it."""
    plate_low: float = 0.42
    plate_foot: float = 0.58
    """From the plazas' top down to the plate's middle, and to its foot: it hangs above all names."""
    plate_pole: float = 0.30
    """The pole begins so far from the car's middle: it never crosses the letter."""

    # -- counts -------------------------------------------------------------------------------------------------
    count: float = 0.26
    count_of: float = 0.22
    """Frame units: em of a count, and of its words."""
    count_small: float = 0.20
    count_apart: float = 0.09
    """Frame units: between a count and its words ..."""
    count_before: float = 0.20
    """... and before it."""
    count_low: float = 0.35
    """Ems from the middle of the strip or ramp down to the baseline."""
    count_meet: float = 1.05
    count_meet_of: float = 0.28
    """From a parked parent's middle to the baseline of its count (in k), and on to that of its words (frame units)."""
    count_right: float = 0.16
    count_room: float = 0.16
    """Frame units: "21 ready" ends so far before the ramp's end, and chips keep so far from it."""

    # -- the car ------------------------------------------------------------------------------------------------
    car: tuple[float, float] = (0.78, 0.42)
    """Length and width, in k."""
    driving: float = 1.06
    """A driver is larger by this."""
    letter_back: float = 0.095
    """Of the car's length: its letter stands behind its middle."""
    letter: float = 0.66
    letter_two: float = 0.52
    """Em of one letter, of several; of the car's width."""
    truck_ahead: float = 0.87
    """From a towed car's middle to that of its truck, in k, as all that follow ..."""
    truck_hook: float = 0.38
    """From the truck's middle back to its hook ..."""
    truck_front: float = 0.78
    """... and on to its front; ..."""
    truck_wheels: float = 1.0
    """... what is so far before the hook stays on the way."""
    truck_air: float = 0.16
    """It keeps so far from the last one in line."""
    truck_turns: float = 0.70
    """Radians: turned further, the truck would touch its car ..."""
    truck_fades: float = 0.40
    """... and is gone before that: it fades so long."""
    truck_from: float = 0.45
    """It comes from so much further ahead."""
    sits_back: float = 0.045
    """At green a car sits back by this before it goes."""
    unbuilt_words: float = 0.08
    unbuilt_em: float = 0.26
    """"no loop, no road": how far below the middle of where the road would be, and its em in frame units."""
    born: float = 0.45
    """Scale of a plan at its line of code."""
    trail: float = 3.2
    """Frame units: the trail's length at most ..."""
    trail_from: float = 0.35
    """... and where it starts behind the car's middle."""
    trail_width: float = 0.60
    """Of the road's width."""
    more: int = 3
    """Papers, limits, calls in threads, second names: then cars are never larger than so many would be."""
    plaza_least: float = 0.94
    """Three or more plazas make u smaller by this."""


UNITS: tuple[tuple[int, float], ...] = ((2, 1.20), (4, 1.02), (8, 0.95), (26, 0.80), (80, 0.68), (10**9, 0.62))
"""(cars at once at most, u in a wide frame)."""


def unit(cars: int, plazas: int, lengths: RoadMap, *, more: bool = False) -> float:
    """The stage unit for so many cars at once and so many plazas, with `more` than names and seconds beside them.

    >>> unit(4, 2, RoadMap()), unit(1, 1, RoadMap()), unit(1, 1, RoadMap(), more=True)
    (1.02, 1.2, 1.02)
    """
    size = next(u for most, u in UNITS if max(cars, lengths.more if more else 0) <= most)
    return size * lengths.plaza_least if plazas >= 3 else size
