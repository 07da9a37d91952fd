"""The ground of docks: one bay a queue, side by side; who brings stands above its dock, who takes below."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from loopway.stage.stage import Box, Point
from loopway.stage.traffic.plaza import Bay, Need, Plaza, WayIn
from loopway.stage.traffic.roadmap import RoadMap


class _Queue(msgspec.Struct, frozen=True, kw_only=True):
    """What one queue's bay has to offer."""

    name: str
    longest: int
    """The most cars that stand there in one row."""

    def row(self, lengths: RoadMap) -> float:
        """How far its longest row reaches, in k."""
        quay = lengths.dock
        return quay.left + 2 * quay.first + (self.longest - 1) * quay.pitch


def dock(need: Need, box: Box, way_in: WayIn, u: float, lengths: RoadMap) -> Plaza | None:
    """A bay for each queue; over several of them a lane stays free, for no car drives through another queue's."""
    quay, queues = lengths.dock, _queues(need)
    if not queues:
        return None
    over = quay.lane_over * u if len(queues) > 1 else 0.0
    rows = [queue.row(lengths) for queue in queues]
    free = len(queues) * quay.free_least
    across = min(box.width / (sum(rows) + quay.free * len(rows)), (box.width - free) / sum(rows))
    k = min(u, across, (box.height - over) / quay.tall)
    if k < quay.least * u:
        return None
    bays = _bays(queues, msgspec.structs.replace(box, y1=box.y1 - over), k, lengths)
    cars = _cars(need, {bay.queue: bay for bay in bays}, k, lengths)
    width, height = quay.stall[0] * k, quay.stall[1] * k
    return Plaza(
        kind="dock",
        box=box,
        gate=way_in[0],
        exit_x=way_in[1],
        k=k,
        rows=1,
        columns=sum(queue.longest for queue in queues),
        cars=cars,
        stalls=tuple(Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2) for x, y in cars),
        gauges=(),
        gauge=(0.0, 0.0),
        words=need.words,
        bays=bays,
    )


def dock_room(need: Need, lengths: RoadMap) -> tuple[float, float]:
    """What docks need of the lot's width, and what they like, in u."""
    quay, queues = lengths.dock, _queues(need)
    if len(queues) <= 1:
        return quay.room, quay.room
    whole = sum(queue.row(lengths) + quay.free for queue in queues)
    least, liked = quay.rooms
    return least * whole, liked * whole


def _queues(need: Need) -> list[_Queue]:
    most: dict[str, int] = {}
    for group, count in need.groups:
        name = queue_of(group)
        most[name] = max(most.get(name, 0), count)
    return [_Queue(name=name, longest=most[name]) for name in queues_of(group for group, _ in need.groups)]


def _bays(queues: list[_Queue], box: Box, k: float, lengths: RoadMap) -> tuple[Bay, ...]:
    """Side by side; what is left over goes to all alike."""
    quay = lengths.dock
    widths = [queue.row(lengths) * k + max(quay.free * k, quay.free_least) for queue in queues]
    spare, left = (box.width - sum(widths)) / len(widths), box.x0
    bays = []
    for queue, width in zip(queues, widths, strict=True):
        right = left + width + spare
        bays.append(Bay(queue=queue.name, box=Box(left, box.y0, right, box.y1), aside=right - quay.lane * k))
        left = right
    return tuple(bays)


def _cars(need: Need, bays: dict[str, Bay], k: float, lengths: RoadMap) -> tuple[Point, ...]:
    """Where the cars of each group stand, in the order of the groups."""
    quay = lengths.dock
    cars: list[Point] = []
    for group, count in need.groups:
        box = bays[queue_of(group)].box
        y, left = (box.y0 + box.y1) / 2 - quay.low * k, box.x0 + quay.left * k
        at = y - quay.down * k if group.endswith(" get") else y + quay.up * k
        cars += [(left + (quay.first + place * quay.pitch) * k, at) for place in range(count)]
    return tuple(cars)


def queue_of(group: str) -> str:
    """The queue that a group of a dock's stalls belongs to.

    >>> queue_of("queue1 get")
    'queue1'
    """
    return group.rpartition(" ")[0]


def queues_of(groups: Iterable[str]) -> list[str]:
    """The queues of these groups in order of their making: queue2 comes before queue10."""
    return sorted({queue_of(group) for group in groups}, key=lambda name: (len(name), name))
