"""Two code panels share their room as their programs ask for: its height, or if they stand side by side its width."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from loopway.stage.compare.zones import Zones
from loopway.stage.hud.sheet import functions, offsets
from loopway.stage.hud.tokens import source_lines
from loopway.stage.layout import CodeLengths
from loopway.stage.stage import Box
from loopway.stage.text import COLUMN, places
from loopway.story.story import Story

LEAST = 0.30
"""The smaller panel has at least this part of what both have."""

ROUNDING = 1e-6


def shared(zones: Zones, plain: Story, looped: Story) -> Zones:
    """The zones with the spine parted for these two programs: as large as type can be for both to be seen whole.

    If both cannot, their type is the smallest one, and they share the room in proportion to their lengths.
    """
    return _side_by_side(zones, plain, looped) if zones.abreast else _stacked(zones, plain, looped)


def _side_by_side(zones: Zones, plain: Story, looped: Story) -> Zones:
    left, right = zones.plain, zones.layout.code
    gap = right.x0 - left.x1
    room = right.x1 - left.x0 - gap
    lengths = next((one for one in _sizes(zones) if _both_fit(plain, looped, one, right.height, room)), None)
    asked = list(_sizes(zones))[-1] if lengths is None else lengths
    first, second = _across(plain, asked), _across(looped, asked)
    if lengths is None:
        # the shorter lines are seen whole, if that leaves enough to the longer ones
        first, second = (first, room - first) if first < second else (room - second, second)
    share = min(1.0 - LEAST, max(LEAST, first / (first + second)))
    middle = left.x0 + share * room
    return replace(
        zones,
        plain=Box(left.x0, left.y0, middle, left.y1),
        layout=replace(zones.layout, code=Box(middle + gap, right.y0, right.x1, right.y1), code_lengths=asked),
    )


def _both_fit(plain: Story, looped: Story, lengths: CodeLengths, height: float, room: float) -> bool:
    tall = max(_needs(plain, lengths), _needs(looped, lengths))
    return tall <= height + ROUNDING and _across(plain, lengths) + _across(looped, lengths) <= room + ROUNDING


def _across(story: Story, lengths: CodeLengths) -> float:
    """How wide a panel must be to show whole lines, with a chip behind each."""
    lines = source_lines(story.source)
    head, end = functions(story.source, len(lines))
    widest = max((places(line)[-1] for line in lines[head:end]), default=0)
    chip = lengths.em * lengths.chip_em * lengths.chip_ratio / 2 + lengths.chip_gap + lengths.chip_x
    return lengths.pad + widest * COLUMN * lengths.em + chip


def _stacked(zones: Zones, plain: Story, looped: Story) -> Zones:
    whole, clock = Box(zones.plain.x0, zones.layout.code.y0, zones.plain.x1, zones.plain.y1), zones.layout.clock
    gaps = (zones.plain.y0 - clock.y1, clock.y0 - zones.layout.code.y1)
    room = whole.height - clock.height - sum(gaps)
    lengths = next((one for one in _sizes(zones) if _needs(plain, one) + _needs(looped, one) <= room + ROUNDING), None)
    asked = list(_sizes(zones))[-1] if lengths is None else lengths
    first, second = _needs(plain, asked), _needs(looped, asked)
    share = min(1.0 - LEAST, max(LEAST, first / (first + second)))
    upper = share * room if lengths is None else first + (room - first - second) / 2
    foot = whole.y1 - upper
    clock = Box(clock.x0, foot - gaps[0] - clock.height, clock.x1, foot - gaps[0])
    return replace(
        zones,
        plain=Box(whole.x0, foot, whole.x1, whole.y1),
        layout=replace(
            zones.layout,
            clock=clock,
            code=Box(whole.x0, whole.y0, whole.x1, clock.y0 - gaps[1]),
            code_lengths=asked,
        ),
    )


def _sizes(zones: Zones) -> Iterator[CodeLengths]:
    """The sizes that type may have, largest first: smaller letters, then smaller leadings too."""
    lengths = zones.layout.code_lengths
    steps = round((lengths.em - lengths.em_floor) / lengths.em_step)
    for step in range(steps + 1):
        yield replace(lengths, em=round(lengths.em - step * lengths.em_step, 4))
    yield replace(lengths, em=lengths.em_floor, leading=zones.tight)


def _needs(story: Story, lengths: CodeLengths) -> float:
    """How high a panel must be to show a whole program."""
    lines = source_lines(story.source)
    head, end = functions(story.source, len(lines))
    tall = offsets(lines[head:end], lengths)[-1]
    console = lengths.console_lines * lengths.console_leading * lengths.em + 2 * lengths.console_pad
    below = lengths.foot - lengths.middle / lengths.leading
    return (
        lengths.head
        + (console if story.prints else 0.0)
        + (tall + lengths.first + below - 1.0) * lengths.leading * lengths.em
    )
