"""What zones a split screen has, and which lengths its bars and its ending card have (frame units)."""

from __future__ import annotations

import msgspec

from loopway.stage.lane.lanemap import LaneMap
from loopway.stage.layout import ClockLengths, CodeLengths, Layout
from loopway.stage.stage import Box


class BarLengths(msgspec.Struct, frozen=True, kw_only=True):
    """Both tracks under the roads."""

    box: Box = Box(-6.72, -3.06, 6.78, -2.02)
    names: float = 1.42
    """From the box's left edge to the tracks ..."""
    right: float = 0.98
    """... and from their end to its right edge."""
    name: float = 0.25
    name_down: float = 0.09
    """The em of a name, and from a track's middle to its baseline."""
    top: float = 0.13
    track: float = 0.34
    gap: float = 0.115
    """From the box's top to the upper track, how high a track is, and from one to the other."""
    radius: float = 0.06
    thin_gap: float = 0.022
    """Between two bars of the lower track."""
    thin_radius: float = 0.035
    apart: float = 0.02
    """Between two bars of the upper track."""
    grid: float = 0.016
    grid_above: float = 0.05
    grid_below: float = 0.04
    """How wide the lines at whole seconds are, and how far they stand out."""
    tick: float = 0.19
    tick_below: float = 0.27
    tick_unit: float = 0.08
    """The em of the seconds, from the lower track to their baseline, and from the last of them to its unit."""
    letter: float = 0.74
    letter_x: float = 0.21
    letter_room: float = 0.34
    least: float = 0.03
    """Narrower bars are not drawn."""
    total: float = 0.40
    total_x: float = 0.17
    total_down: float = 0.365
    """Em of a total, how far right of its bar it stands, and from its middle to its baseline in ems."""
    unit: float = 0.30
    unit_gap: float = 0.04
    """The em of its unit, and the gap before it."""
    hand_above: float = 0.20
    hand_below: float = 0.05


class EndLengths(msgspec.Struct, frozen=True, kw_only=True):
    """The card that ends a comparison."""

    left: float = -6.70
    right: float = 4.55
    """The tracks' ends."""
    room: float = 13.4
    leading: float = 1.20
    """Ems from baseline to baseline, where words take several lines."""
    title_y: float = 3.05
    """Of the title's last line."""
    title: float = 0.56
    rows: tuple[float, float] = (1.42, -0.62)
    """The tracks' middles."""
    track: float = 0.92
    radius: float = 0.10
    apart: float = 0.03
    name: float = 0.34
    words: float = 0.29
    name_above: float = 0.20
    words_gap: float = 0.22
    """From a track to its name's baseline, and from the name to its half sentence."""
    grid: float = 0.06
    grid_below: float = 0.16
    tick: float = 0.25
    tick_below: float = 0.46
    tick_unit: float = 0.08
    letter: float = 0.40
    letter_x: float = 0.42
    letter_least: float = 0.14
    """The smallest letter in a bar."""
    seconds: float = 0.30
    seconds_x: float = 0.30
    """The em of a call's seconds, and from its letter to them."""
    pad: float = 0.15
    letter_pad: float = 0.05
    """Seconds, and letters, keep this from the end of their bar."""
    middle: float = 0.36
    """Ems from the middle of a bar to the baseline of its words."""
    total: float = 0.98
    total_floor: float = 0.60
    total_x: float = 0.24
    total_room: float = 2.3
    sentence_y: float = -2.62
    sentence: float = 0.52
    sentence_floor: float = 0.34
    sentence_lines: int = 1
    note_y: float = -3.22
    """Of its first line, if the sentence takes only one."""
    note: float = 0.30
    note_floor: float = 0.22
    note_lines: int = 1
    small_y: float = -3.68
    small: float = 0.20
    small_lines: int = 1


class Zones(msgspec.Struct, frozen=True, kw_only=True):
    """The zones of one shape of frame."""

    layout: Layout
    """The ring's: its stage, its code, and the clock that belongs to both."""
    plain: Box
    """The plain program's code; the two panels share their room with `spine.shared`."""
    abreast: bool = False
    """The two panels stand side by side; else one above the other, the clock between them."""
    above: bool = False
    """The lane lies above the ring; else it stands at its left."""
    lane: LaneMap
    bars: BarLengths = BarLengths()
    end: EndLengths = EndLengths()
    head: float = 0.235
    head_pad: float = 0.17
    """The em of a panel's name, and its distance from the edge."""
    head_baseline: float = 0.68
    file: float = 0.18
    """The em of the file's name at the right of a header."""
    tight: float = 1.34
    """The leading of code that has not room enough with any other, in ems."""
    beak: tuple[float, float] = (0.12, 0.20)
    """How long and how broad a panel's beak is; panels side by side have none."""


CODE = CodeLengths(
    em=0.195,
    leading=1.44,
    head=0.38,
    pad=0.17,
    right=0.12,
    numbers=False,
    blank=0.5,
    functions=True,
    first=0.96,
    chip_x=0.23,
)

CLOCK = ClockLengths(
    pad=0.20,
    digits=0.33,
    baseline=0.345,
    unit=0.20,
    group_gaps=(0.32, 0.43, 0.43),
    words=0.215,
    words_y=0.225,
    ruler_y=0.15,
    ruler=0.04,
    tick=0.045,
    tall=0.085,
    said="clock.shared",
)
