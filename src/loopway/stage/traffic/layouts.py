"""Plazas that are not laid out as rows of stalls."""

from __future__ import annotations

from collections.abc import Callable

from loopway.stage.stage import Box
from loopway.stage.traffic.docks import dock, dock_room
from loopway.stage.traffic.plaza import Lane, Need, Plaza, WayIn
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.signs import PlazaKind

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


def thread(need: Need, box: Box, way_in: WayIn, u: float, lengths: RoadMap) -> Plaza | None:
    """Side by side, each stall with a road of its own at its right."""
    service, count = lengths.thread, need.stalls
    wide = box.width / count
    k = min(u, wide / service.room, box.height / service.rise)
    if k < service.least * u:
        return None
    width, height, y = lengths.narrow[0] * k, lengths.narrow[1] * k, (box.y0 + box.y1) / 2 - service.low * u
    grounds = tuple(
        Box(box.x0 + number * wide, box.y0, box.x0 + (number + 1) * wide, box.y1) for number in range(count)
    )
    xs = [ground.x0 + service.stall_x * k for ground in grounds]
    return Plaza(
        kind="thread",
        box=box,
        gate=way_in[0],
        exit_x=way_in[1],
        k=k,
        rows=1,
        columns=count,
        cars=tuple((x, y) for x in xs),
        stalls=tuple(Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2) for x in xs),
        gauges=(),
        gauge=(0.0, 0.0),
        words=need.words,
        grounds=grounds,
    )


LAYOUTS: dict[PlazaKind, Layout] = {"gate": gate, "dock": dock, "thread": thread}
"""kind of plaza -> how it is laid out; all others have rows of stalls."""

ROOMS: dict[PlazaKind, Callable[[Need, RoadMap], tuple[float, float]]] = {
    "gate": lambda need, lengths: (lengths.toll.room * len(need.groups),) * 2,
    "dock": dock_room,
    "thread": lambda need, lengths: (lengths.thread.needs * need.stalls, lengths.thread.room * need.stalls),
}
"""kind of plaza -> what it needs of the lot's width, and what it likes, in u, if that is not told by its stalls."""

LOWERED: dict[PlazaKind, Callable[[RoadMap], float]] = {"network": lambda lengths: lengths.network.below}
"""kind of plaza -> by how much its single row stands lower than others, in u."""
