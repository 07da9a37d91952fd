"""What zones a frame has, and which lengths its panels, captions and cards have (frame units, em = 1 of type).

No zone ever moves during a film; only their content does. Where the zones of each shape of frame are stands in
shapes.py; the road's own lengths stand in traffic/roadmap.py.
"""

from __future__ import annotations

import msgspec

from loopway.stage.stage import Box, Point


class CodeLengths(msgspec.Struct, frozen=True, kw_only=True):
    """The code panel."""

    em: float = 0.21
    """Of the code, at most ..."""
    em_floor: float = 0.18
    """... and at least."""
    em_step: float = 0.005
    lines: int = 10
    """So many lines are shown at most; ..."""
    printing: int = 10
    """... beside a console only so many; ..."""
    whole: int = 12
    """... of a script that is no longer than this all lines, if they fit; ..."""
    quiet: int = 2
    """... and the current one keeps so far from the first and last of them."""
    leading: float = 1.62
    """Ems from baseline to baseline."""
    first: float = 0.92
    """Leadings from the header's line to the first baseline ..."""
    foot: float = 0.49
    """... and from the last line's middle to the panel's foot."""
    head: float = 0.42
    """The header's height."""
    head_baseline: float = 0.66
    """Part of the header's height above the file's name."""
    head_em: float = 0.92
    """Of the file's name, in ems of the code."""
    ring: float = 0.17
    ring_pitch: float = 0.26
    rings_most: int = 8
    """The small rings of loops at the header's right: their diameter, from one to the next, and so many of them."""
    pad: float = 0.20
    number_x: float = 0.13
    """From the panel's edge to the line numbers."""
    number_em: float = 0.86
    number_gap: float = 0.45
    """Ems between number and code."""
    middle: float = 0.27
    """Ems from the baseline to the middle of a line."""
    chip_x: float = 0.24
    """From the panel's edge to the middle of the last chip."""
    chip_em: float = 1.06
    """A chip's height in ems."""
    chip_ratio: float = 1.25
    """A chip's width in heights."""
    chip_pitch: float = 1.28
    """Ems from chip to chip."""
    chip_gap: float = 0.012
    """Between code and chips."""
    chips: int = 3
    """So many chips stand at a line at most; then a count."""
    right: float = 0.14
    """Between code and the panel's edge."""
    console_lines: int = 2
    """So many printed lines are shown."""
    console_leading: float = 1.50
    console_pad: float = 0.10
    """Above the first and below the last line of the console."""
    line: float = 0.012
    """How wide the lines between header, code and console are."""
    numbers: bool = True
    """Whether the lines have numbers."""
    blank: float = 1.0
    """The part of a line that an empty one takes, if all lines are shown."""
    functions: bool = False
    """Only the part of the script is shown that has its functions."""


class ClockLengths(msgspec.Struct, frozen=True, kw_only=True):
    """The clock panel."""

    pad: float = 0.22
    digits: float = 0.44
    """Em."""
    baseline: float = 0.54
    """From the panel's top to the digits' baseline."""
    unit: float = 0.21
    """Em of "s", "ms", "µs"."""
    unit_gap: float = 0.05
    group_gaps: tuple[float, float, float] = (0.34, 0.46, 0.46)
    """From the end of a group's digits to the next group."""
    elapsed: float = 0.20
    said: str = "clock.elapsed"
    """The word at the digits' right, by its key in the catalogue, and its em."""
    words: float = 0.235
    words_floor: float = 0.20
    words_y: float = 0.34
    """From the ruler to the words' baseline."""
    words_lines: int = 1
    abreast: bool = False
    """The words stand at the digits' right, and no other word does."""
    ruler_y: float = 0.20
    """From the panel's foot to the ruler."""
    ruler: float = 0.045
    tick: float = 0.05
    """Half the height of a tick ..."""
    tall: float = 0.10
    """... and of the one at real speed."""
    tick_width: float = 0.02
    tall_width: float = 0.035
    decades: tuple[int, int] = (-6, 2)


class CardLengths(msgspec.Struct, frozen=True, kw_only=True):
    """Opening and ending card; the numbers given here are those of a wide frame."""

    left: float = -6.70
    leading: float = 1.18
    """Ems from baseline to baseline, where words take several lines."""
    title_y: float = 0.62
    """Of the title's last line."""
    title: float = 0.86
    title_floor: float = 0.50
    title_lines: int = 1
    title_room: float = 7.2
    subtitle_y: float = -0.10
    """Of the subtitle's first line."""
    subtitle: float = 0.50
    subtitle_floor: float = 0.30
    subtitle_lines: int = 1
    rule: tuple[Point, Point] = ((-6.66, -0.55), (-5.50, -0.55))
    recorded_y: float = -1.10
    recorded: float = 0.28
    script_y: float = -1.56
    script: float = 0.30
    road: Box = Box(1.0, -2.4, 6.6, 2.4)
    """Where the road stands on the opening card."""

    mark_above: float = 1.15
    """From the title's baseline to a brand's mark ..."""
    mark: float = 0.70
    """... which is so high, ..."""
    mark_over: float = 0.30
    """... and may reach so far above the top of the ending card's heading; ..."""
    mark_beside: float = 0.44
    """... beside the green line it is lower."""
    mark_least: float = 1.20
    """A mark that would have less width than this is left out."""

    heading_y: float = 2.55
    heading: float = 0.56
    bars_x: float = -3.90
    bars_width: float = 10.0
    bars_top: float = 1.35
    """The middle of the first row ..."""
    bars_foot: float = -0.13
    """... and the lowest middle of the last one."""
    bars_few: int = 4
    bars_more: tuple[float, float] = (0.48, 0.32)
    """More bars than these have so much more room above and below: all of their words stay legible."""
    bars_pitch: float = 0.74
    bar: float = 0.36
    """A bar's height, and that of its chip ..."""
    bar_share: float = 0.62
    """... but no more than this part of the pitch."""
    row_share: float = 0.88
    chip_least: float = 0.24
    """Where there are many rows, chips and words take this part of a row, but chips no more than this."""
    bar_end: float = 0.12
    """A bright part is at least so wide."""
    bar_least: float = 0.005
    """Narrower dim parts are not drawn."""
    chip_x: float = -6.45
    chip_ratio: float = 1.25
    label_x: float = -6.05
    label_room: float = 2.0
    label: float = 0.28
    label_floor: float = 0.18
    baseline: float = 0.33
    """Ems from the middle of a row to its words' baseline."""
    axis: float = 0.45
    """From the last row's middle to the axis."""
    tick_y: float = 0.43
    """From the axis to the ticks' baseline."""
    tick: float = 0.24
    tick_gap: float = 0.12
    """Between the words of two ticks, at least."""
    keys_below: float = 1.29
    """From the axis to the keys' baseline."""
    key: float = 0.28
    key_gap: float = 0.70
    swatch: Point = (0.24, 0.36)
    swatch_gap: float = 0.18
    sentence_y: float = -2.72
    sentence: float = 0.46
    sentence_floor: float = 0.30
    sentence_lines: int = 1
    note_y: float = -3.26
    """Of its first line, if the sentence takes only one."""
    note: float = 0.30
    note_floor: float = 0.22
    note_lines: int = 1
    small_y: float = -3.68
    small: float = 0.20
    small_floor: float = 0.20
    small_lines: int = 1
    room: float = 13.4
    """The width that a sentence has."""
    key_row: float = 0.44
    """From row to row of the keys, if they have not room in one."""


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The zones of one shape of frame."""

    size: Point
    stage: Box
    """The road with everything in it."""
    stage_unit: float = 1.0
    """The road's unit is this many times what its cars and places ask for."""
    title: Point
    title_em: float
    title_floor: float
    title_room: float
    code: Box
    clock: Box
    legend: Point = (0.0, 0.0)
    legend_width: float = 0.0
    legend_em: float = 0.0
    legend_columns: int = 4
    """So many entries stand side by side; 0: there is no legend."""
    legend_row: float = 0.34
    """From row to row."""
    caption: Point
    """x and the first line's baseline."""
    caption_em: float
    caption_floor: float
    caption_room: float
    caption_lines: int = 1
    caption_leading: float = 1.24
    """Ems."""
    births_above: bool = False
    """Plans rise from the code panel's upper edge; else they come out at its right one."""
    births_x: float = 0.0
    panel_radius: float = 0.14
    floor: float = 0.18
    """The em of the smallest words that may be read."""
    code_lengths: CodeLengths = CodeLengths()
    clock_lengths: ClockLengths = ClockLengths()
    cards: CardLengths = CardLengths()
