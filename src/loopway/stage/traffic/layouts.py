"""Plazas that are not laid out as rows of stalls."""

from __future__ import annotations

from collections.abc import Callable

from loopway.stage.stage import Box, Point
from loopway.stage.traffic.plaza import Lane, Need, Plaza
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.signs import PlazaKind

WayIn = tuple[Point, float]
"""The gate, and x where its exit leaves the ring."""

Layout = Callable[[Need, Box, WayIn, float, RoadMap], Plaza | None]
"""(need, box, way in, u, lengths) -> the plaza; None: it does not fit, rows of stalls must do."""


def gate(need: Need, box: Box, way_in: WayIn, u: float, lengths: RoadMap) -> Plaza | None:
    """A lane for each lock, its cars one behind the other before a barrier."""
    toll = lengths.toll
    longest = max(count for _, count in need.groups)
    top, barrier = box.y1 - toll.top * u, box.y0 + toll.foot * u
    half = lengths.car[0] / 2
    k = min(u, (top - barrier) / (toll.first + (longest - 1) * toll.pitch + half))
    wide = box.width / len(need.groups)
    if k < toll.least * u or wide < toll.room_bare * u:
        return None
    lanes = tuple(
        Lane(
            group=group,
            x=box.x0 + number * wide + toll.lane_x * u,
            left=box.x0 + number * wide,
            barrier=barrier,
            top=top,
            first=barrier + toll.first * k,
            pitch=toll.pitch * k,
        )
        for number, (group, _) in enumerate(need.groups)
    )
    return Plaza(
        kind="gate",
        box=box,
        gate=way_in[0],
        exit_x=way_in[1],
        k=k,
        rows=1,
        columns=len(lanes),
        cars=tuple(
            lane.at(place) for lane, (_, count) in zip(lanes, need.groups, strict=True) for place in range(count)
        ),
        gauges=(),
        gauge=(0.0, 0.0),
        words=need.words,
        lanes=lanes,
    )


LAYOUTS: dict[PlazaKind, Layout] = {"gate": gate}
"""kind of plaza -> how it is laid out; all others have rows of stalls."""

ROOMS: dict[PlazaKind, Callable[[Need, RoadMap], float]] = {
    "gate": lambda need, lengths: lengths.toll.room * len(need.groups),
}
"""kind of plaza -> what it needs of the lot's width, in u, if that is not told by its stalls."""
