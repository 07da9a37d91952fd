"""The rope of a TaskGroup: all children are tied to their parent, and to each other."""

from __future__ import annotations

import math
from itertools import pairwise

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.path import bezier
from loopway.stage.stage import Point, Pose
from loopway.stage.traffic.maps.meeting import MeetingMap
from loopway.stage.traffic.tempo import TEMPO

LINKS = 14
"""So many points are one link of the rope, from chip to chip."""


class Hangs(msgspec.Struct, frozen=True, kw_only=True):
    """Where a rope hangs."""

    at: Point
    """The middle of the parent ..."""
    k: float
    """... and its scale."""
    chips: tuple[Point, ...]
    """The children's places on the rope."""
    lengths: MeetingMap


def hangs(count: int, at: Point, k: float, lengths: MeetingMap) -> Hangs:
    """The rope of a parent at `at` with so many children."""
    pitch = (lengths.pitch if count <= 3 else lengths.pitch_many) * k
    y = at[1] - lengths.rope_below * k
    chips = tuple((at[0] + (number - (count - 1) / 2) * pitch, y) for number in range(count))
    return Hangs(at=at, k=k, chips=chips, lengths=lengths)


def rope(name: str, where: Hangs, failed: float | None, t: float, shown: float) -> Pose:
    """The rope at film second t; from `failed` on it goes taut, and turns red."""
    lengths, k, at = where.lengths, where.k, where.at
    taut = smooth((t - failed) / TEMPO.taut) if failed is not None else 0.0
    return Pose(
        role="rope",
        id=f"rope {name}",
        x=at[0],
        y=at[1],
        scale=k,
        level=taut,
        width=lengths.rope * k,
        height=2 * lengths.knot * k,
        points=tuple(_way(where, 1.0 - taut)),
        alpha=shown,
    )


def _way(where: Hangs, slack: float) -> list[Point]:
    lengths, k, (x, y), chips = where.lengths, where.k, where.at, where.chips
    (first, level), (last, _) = chips[0], chips[-1]
    hook, begin = (x, y - lengths.hook * k), (first - lengths.end * k, level)
    straight, beside, above = lengths.bends
    way = bezier(hook, (x, hook[1] - straight * k), (begin[0] - beside * k, level + above * k), begin, 16)
    for (left, _), (right, _) in pairwise(chips):
        for link in range(LINKS):
            share = link / LINKS
            drop = lengths.slack * k * math.sin(math.pi * share) * slack
            way.append((left + (right - left) * share, level - drop))
    return [*way, (last, level), (last + lengths.end * k, level)]
