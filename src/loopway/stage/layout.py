"""Where the zones of the frame are, and every length of panels, captions and cards (frame units, em = 1 of type).

No zone ever moves during a film; only their content does. The road's own lengths stand in traffic/roadmap.py.
"""

from __future__ import annotations

import msgspec

from loopway.errors import UsageError
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
    words_y: float = 0.34
    """From the ruler to the words' baseline."""
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
    """Opening and ending card of a wide frame."""

    left: float = -6.70
    title_y: float = 0.62
    title: float = 0.86
    title_room: float = 7.2
    subtitle_y: float = -0.10
    subtitle: float = 0.50
    subtitle_floor: float = 0.30
    rule: tuple[Point, Point] = ((-6.66, -0.55), (-5.50, -0.55))
    recorded_y: float = -1.10
    recorded: float = 0.28
    script_y: float = -1.56
    script: float = 0.30
    road: Box = Box(1.0, -2.4, 6.6, 2.4)
    """Where the road stands on the opening card."""

    mark: Point = (1.15, 0.70)
    """From the title's baseline to a brand's mark, and the mark's height."""

    heading_y: float = 2.55
    heading: float = 0.56
    bars_x: float = -3.90
    bars_width: float = 10.0
    bars_top: float = 1.35
    """The middle of the first row ..."""
    bars_foot: float = -0.13
    """... and the lowest middle of the last one."""
    bars_pitch: float = 0.74
    bar: float = 0.36
    """A bar's height, and that of its chip ..."""
    bar_share: float = 0.62
    """... but no more than this part of the pitch."""
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
    note_y: float = -3.26
    note: float = 0.30
    note_floor: float = 0.22
    small_y: float = -3.68
    small: float = 0.20
    room: float = 13.4
    """The width that a sentence has."""


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
    legend: Point
    legend_width: float
    legend_em: float
    caption: Point
    """x and baseline."""
    caption_em: float
    caption_floor: float
    caption_room: float
    panel_radius: float = 0.14
    floor: float = 0.18
    """The em of the smallest words that may be read."""
    code_lengths: CodeLengths = CodeLengths()
    clock_lengths: ClockLengths = ClockLengths()
    cards: CardLengths = CardLengths()


WIDE = Layout(
    size=(8.0 * 16 / 9, 8.0),
    stage=Box(-1.66, -2.64, 6.78, 3.68),
    title=(-6.72, 3.30),
    title_em=0.40,
    title_floor=0.26,
    title_room=4.74,
    code=Box(-6.75, -1.13, -1.98, 3.04),
    clock=Box(-6.75, -2.66, -1.98, -1.28),
    legend=(-1.60, -2.93),
    legend_width=8.35,
    legend_em=0.215,
    caption=(-6.72, -3.56),
    caption_em=0.36,
    caption_floor=0.28,
    caption_room=13.47,
)

LAYOUTS: dict[str, Layout] = {"wide": WIDE}
"""shape -> its zones."""


def layout_of(shape: str) -> Layout:
    """The zones of a shape; a UsageError if there is no such shape."""
    if shape not in LAYOUTS:
        raise UsageError(f"there is no frame of shape {shape!r}", todo=f"take one of: {', '.join(LAYOUTS)}")
    return LAYOUTS[shape]
