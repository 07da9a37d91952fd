"""The spine between the roads: two code panels share its height as their programs ask for, the clock between them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from loopway.stage.compare.zones import Zones
from loopway.stage.hud.sheet import functions, offsets
from loopway.stage.hud.tokens import source_lines
from loopway.stage.layout import CodeLengths
from loopway.stage.stage import Box
from loopway.story.story import Story

LEAST = 0.30
"""The smaller panel has at least this part of what both have."""

ROUNDING = 1e-6


def shared(zones: Zones, plain: Story, looped: Story) -> Zones:
    """The zones with the spine parted for these two programs: as large as type can be for both to be seen whole.

    If both cannot, their type is the smallest one, and they share the room in proportion to their lengths.
    """
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
