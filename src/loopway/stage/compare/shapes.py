"""Where the zones of a split screen are, in each shape of frame.

Wide: lane, code, ring, from left to right. Tall: the lane lies above the ring. Square: the lane stands at the ring's
left, and the code lies below both.
"""

from __future__ import annotations

from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.stage.compare.zones import CLOCK, CODE, BarLengths, EndLengths, Zones
from loopway.stage.lane.lanemap import ABOVE, ASIDE, UPRIGHT
from loopway.stage.shapes import SQUARE, TALL, WIDE
from loopway.stage.stage import Box

ZONES: dict[str, Zones] = {
    "wide": Zones(
        layout=replace(
            WIDE,
            stage=Box(-0.06, -1.86, 6.80, 3.70),
            stage_unit=0.86,
            code=Box(-4.58, -1.86, -0.28, 0.18),
            clock=Box(-4.58, 0.29, -0.28, 1.26),
            caption=(-6.72, -3.74),
            code_lengths=CODE,
            clock_lengths=CLOCK,
        ),
        plain=Box(-4.58, 1.37, -0.28, 3.66),
        lane=UPRIGHT,
    ),
    "tall": Zones(
        layout=replace(
            TALL,
            stage=Box(-4.0, -0.36, 19 / 6, 3.50),
            stage_unit=0.66,
            code=Box(-0.90, -2.60, 19 / 6, -0.47),
            clock=Box(-4.0, -3.36, 19 / 6, -2.70),
            caption=(-3.96, 5.78),
            births_x=-1.0,
            code_lengths=replace(CODE, em=0.21, head=0.32),
            clock_lengths=replace(CLOCK, digits=0.31, baseline=0.32, ruler_y=0.11, abreast=True),
        ),
        plain=Box(-4.0, -2.60, -1.02, -0.47),
        abreast=True,
        above=True,
        lane=ABOVE,
        head=0.22,
        bars=BarLengths(
            box=Box(-3.96, -4.25, 19 / 6, -3.42),
            names=1.16,
            right=0.86,
            name=0.24,
            top=0.13,
            track=0.21,
            gap=0.05,
            tick=0.18,
            tick_below=0.18,
            total=0.34,
            unit=0.26,
            total_x=0.14,
            hand_above=0.16,
        ),
        end=EndLengths(
            left=-3.90,
            right=1.70,
            room=6.95,
            title_y=4.60,
            title=0.52,
            rows=(2.92, 0.74),
            track=0.98,
            total=0.80,
            total_floor=0.40,
            total_x=0.18,
            total_room=1.30,
            words_gap=0.18,
            words=0.26,
            sentence_y=-1.55,
            sentence=0.54,
            sentence_floor=0.40,
            sentence_lines=3,
            note_y=-2.20,
            note_lines=2,
            small_y=-3.80,
            small_lines=2,
        ),
    ),
    "square": Zones(
        layout=replace(
            SQUARE,
            stage=Box(-2.36, 0.10, 4.26, 4.26),
            stage_unit=0.71,
            code=Box(-1.00, -1.94, 4.24, -0.02),
            clock=Box(1.80, -3.26, 4.24, -2.06),
            caption=(-4.18, -3.74),
            births_x=-1.2,
            code_lengths=replace(CODE, head=0.34),
            clock_lengths=replace(
                CLOCK,
                pad=0.16,
                digits=0.30,
                baseline=0.36,
                unit=0.17,
                group_gaps=(0.25, 0.34, 0.34),
                words=0.20,
                words_floor=0.18,
                words_y=0.22,
                words_lines=2,
                ruler_y=0.17,
            ),
        ),
        plain=Box(-4.24, -1.94, -1.12, -0.02),
        abreast=True,
        lane=ASIDE,
        head=0.215,
        bars=BarLengths(
            box=Box(-4.18, -3.26, 1.70, -2.06),
            names=1.16,
            right=0.86,
            top=0.16,
            total=0.36,
            unit=0.27,
        ),
        end=EndLengths(
            left=-4.10,
            right=2.55,
            room=8.2,
            title_y=3.40,
            title=0.50,
            rows=(1.98, 0.06),
            track=0.90,
            total=0.86,
            total_floor=0.44,
            total_x=0.20,
            total_room=1.40,
            sentence_y=-1.90,
            sentence=0.50,
            sentence_floor=0.36,
            sentence_lines=2,
            note_y=-2.48,
            note_lines=2,
            small_y=-4.05,
        ),
    ),
}
"""shape -> its zones."""


def zones_of(shape: str) -> Zones:
    """The zones of a shape; a UsageError if two programs have no frame of this shape."""
    if shape not in ZONES:
        raise UsageError(f"there is no split screen of shape {shape!r}", todo=f"take one of: {', '.join(ZONES)}")
    return ZONES[shape]
