"""Where the zones of each shape of frame are: wide, tall and square are three layouts, not one that is squeezed.

A tall frame keeps all that is to be seen within the box that no platform covers with its buttons and words. It has
120 pixels a unit in a film of full quality, and so has the square one: what can be read in one can be in the other.
"""

from __future__ import annotations

from loopway.errors import UsageError
from loopway.stage.layout import CardLengths, ClockLengths, CodeLengths, Layout
from loopway.stage.stage import Box

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
    cards=CardLengths(bars_more=(0.48, 0.32)),
)

SAFE = Box(-4.0, -4.25, 19 / 6, 37 / 6)
"""Of a tall frame: pixels 60 to 920 from the left and 220 to 1470 from the top of 1080 x 1920."""

TALL = Layout(
    size=(9.0, 16.0),
    stage=Box(-4.0, -0.36, 19 / 6, 4.42),
    stage_unit=0.80,
    title=(-3.96, 5.74),
    title_em=0.46,
    title_floor=0.30,
    title_room=7.08,
    code=Box(-4.0, -3.06, 19 / 6, -0.50),
    clock=Box(-4.0, -4.25, 19 / 6, -3.18),
    legend_columns=0,
    caption=(-3.96, 5.20),
    caption_em=0.38,
    caption_floor=0.31,
    caption_room=7.08,
    caption_lines=2,
    births_above=True,
    births_x=-2.2,
    code_lengths=CodeLengths(em=0.235, lines=6, printing=4, whole=7, quiet=1, head=0.38, leading=1.50, console_lines=1),
    clock_lengths=ClockLengths(digits=0.38, baseline=0.41, words=0.225, words_y=0.23, ruler_y=0.16),
    cards=CardLengths(
        left=-3.90,
        title_y=4.25,
        title=0.78,
        title_floor=0.46,
        title_lines=2,
        title_room=6.9,
        subtitle_y=3.55,
        subtitle=0.44,
        subtitle_floor=0.32,
        subtitle_lines=2,
        rule=((-3.86, 3.10), (-2.70, 3.10)),
        recorded_y=2.52,
        script_y=2.06,
        road=Box(-3.55, -3.30, 2.72, 1.45),
        heading_y=5.45,
        heading=0.52,
        bars_x=-1.95,
        bars_width=4.60,
        bars_top=4.45,
        bars_foot=1.70,
        bars_pitch=0.80,
        chip_x=-3.70,
        label_x=-3.38,
        label_room=1.35,
        keys_below=1.02,
        key=0.26,
        key_gap=0.44,
        sentence_y=-1.30,
        sentence=0.46,
        sentence_floor=0.36,
        sentence_lines=3,
        note_y=-1.86,
        note=0.30,
        note_floor=0.24,
        note_lines=3,
        small_y=-3.90,
        small_lines=2,
        room=6.95,
    ),
)

SQUARE = Layout(
    size=(9.0, 9.0),
    stage=Box(-4.26, -1.06, 4.26, 3.74),
    stage_unit=0.80,
    title=(-4.18, 3.92),
    title_em=0.40,
    title_floor=0.28,
    title_room=8.36,
    code=Box(-4.24, -3.38, 0.09, -1.20),
    clock=Box(0.21, -2.42, 4.24, -1.20),
    legend=(0.23, -2.76),
    legend_width=4.01,
    legend_em=0.18,
    legend_columns=2,
    legend_row=0.37,
    caption=(-4.18, -3.80),
    caption_em=0.34,
    caption_floor=0.29,
    caption_room=8.36,
    caption_lines=2,
    births_above=True,
    births_x=-2.4,
    code_lengths=CodeLengths(em=0.215, lines=5, printing=4, whole=6, quiet=1, head=0.36, leading=1.46, console_lines=1),
    clock_lengths=ClockLengths(
        pad=0.18,
        digits=0.36,
        baseline=0.43,
        unit=0.19,
        group_gaps=(0.30, 0.40, 0.40),
        elapsed=0.18,
        words=0.22,
        words_y=0.23,
        ruler_y=0.18,
    ),
    cards=CardLengths(
        left=-4.10,
        title_y=2.86,
        title=0.70,
        title_floor=0.44,
        title_lines=2,
        title_room=8.2,
        subtitle_y=2.24,
        subtitle=0.40,
        subtitle_floor=0.30,
        rule=((-4.06, 1.84), (-2.90, 1.84)),
        recorded_y=1.34,
        script_y=0.92,
        road=Box(-2.95, -4.16, 2.95, 0.62),
        heading_y=3.62,
        heading=0.48,
        bars_x=-2.10,
        bars_width=5.85,
        bars_top=2.86,
        bars_foot=0.40,
        bars_pitch=0.68,
        bar=0.34,
        chip_x=-3.90,
        label_x=-3.58,
        label_room=1.40,
        axis=0.38,
        keys_below=0.92,
        key=0.25,
        key_gap=0.40,
        sentence_y=-2.00,
        sentence=0.42,
        sentence_floor=0.34,
        sentence_lines=2,
        note_y=-2.52,
        note=0.28,
        note_floor=0.24,
        note_lines=2,
        small_y=-4.10,
        small=0.20,
        small_lines=1,
        small_floor=0.18,
        room=8.2,
    ),
)

LAYOUTS: dict[str, Layout] = {"wide": WIDE, "tall": TALL, "square": SQUARE}
"""shape -> its zones."""


def layout_of(shape: str) -> Layout:
    """The zones of a shape; a UsageError if there is no such shape."""
    if shape not in LAYOUTS:
        raise UsageError(f"there is no frame of shape {shape!r}", todo=f"take one of: {', '.join(LAYOUTS)}")
    return LAYOUTS[shape]
