"""The laws of the picture, as functions that give back what breaks them: tests and their own tests use them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from loopway.stage.path import Path
from loopway.stage.stage import Frame, Pose
from loopway.stage.traffic import TrafficStage
from loopway.stage.traffic.itinerary import Way
from loopway.story.story import Stretch, StretchKind

ALPHA = 0.99
"""A car that fades in or out (streaks, folds, the full finish lane) may lie over another one."""

TOUCH = 0.02
"""Frame units by which two cars may overlap."""

TOUCH_OF_MANY = 0.06
"""The same in films of more than `FEW` tasks, whose car parks are narrow (choreography, section 8)."""

FEW = 20

HARDLY = 0.5
"""The alpha of what is hardly there any more."""

Corners = tuple[tuple[float, float], ...]


def instants(stage: TrafficStage, fps: float) -> Iterator[float]:
    """The instants of the action at so many pictures a second."""
    story = stage.story
    for number in range(int((story.action_end - story.action_start) * fps)):
        yield story.action_start + number / fps


def cars(frame: Frame) -> dict[str, Pose]:
    """The solid cars of a frame by id."""
    return {pose.id: pose for pose in frame.poses if pose.role == "car" and not pose.id.endswith("grey")}


def drivers(stage: TrafficStage, t: float) -> list[int]:
    """The tasks whose cars are between stop line and gate."""
    return [car.itinerary.task for car, leg in stage.street.doings(t) if leg.way in (Way.ROAD, Way.STUCK)]


def on_ring(stage: TrafficStage, frame: Frame) -> list[str]:
    """The cars whose middle lies on the centre line of ring or merge curve, by geometry alone."""
    merge, circuit = Path(stage.ring.merge), stage.ring.circuit
    near = 0.04 * stage.ring.u
    solid = [(name, car) for name, car in cars(frame).items() if car.alpha > ALPHA]
    return [name for name, car in solid if min(_far(merge, car), _far(circuit, car)) < near]


def _far(way: Path, car: Pose) -> float:
    """From a car's middle to a polyline."""
    far = math.inf
    for (x0, y0), (x1, y1) in pairwise(way.points):
        dx, dy = x1 - x0, y1 - y0
        share = min(1.0, max(0.0, ((car.x - x0) * dx + (car.y - y0) * dy) / (dx * dx + dy * dy)))
        far = min(far, math.dist((car.x, car.y), (x0 + share * dx, y0 + share * dy)))
    return far


def corners(car: Pose) -> Corners:
    """The corners of a car's body."""
    length, width = 0.39 * car.scale, 0.21 * car.scale
    along, across = math.cos(car.heading), math.sin(car.heading)
    return tuple(
        (car.x + a * length * along - b * width * across, car.y + a * length * across + b * width * along)
        for a, b in ((1, 1), (1, -1), (-1, -1), (-1, 1))
    )


def overlap(one: Pose, other: Pose) -> float:
    """How deep two cars lie in each other (separating axes); 0: they do not touch."""
    if math.dist((one.x, one.y), (other.x, other.y)) > 0.9 * max(one.scale, other.scale):
        return 0.0
    return depth(corners(one), corners(other))


def depth(first: Corners, second: Corners) -> float:
    """How deep two convex shapes of four corners lie in each other along the axes of their edges; 0: not at all."""
    deepest = math.inf
    for body in (first, second):
        for (x0, y0), (x1, y1) in zip(body, (*body[1:], body[0]), strict=True):
            long = math.dist((x0, y0), (x1, y1))
            nx, ny = (y0 - y1) / long, (x1 - x0) / long
            a = [x * nx + y * ny for x, y in first]
            b = [x * nx + y * ny for x, y in second]
            depth = min(max(a), max(b)) - max(min(a), min(b))
            if depth <= 0.0:
                return 0.0
            deepest = min(deepest, depth)
    return deepest


def touching(frame: Frame, most: float = TOUCH) -> list[tuple[str, str, float]]:
    """Pairs of cars that overlap by more than `most`."""
    solid = [car for car in cars(frame).values() if car.alpha > ALPHA]
    found = []
    for place, one in enumerate(solid):
        for other in solid[place + 1 :]:
            depth = overlap(one, other)
            if depth > most:
                found.append((one.id, other.id, round(depth, 3)))
    return found


TRUCK = ((0.78, 0.23), (0.78, -0.23), (-0.24, -0.18), (-0.24, 0.18))
"""The corners of a tow truck without its boom, nose to +x."""


def truck_corners(truck: Pose) -> Corners:
    """The corners of a tow truck."""
    along, across, k = math.cos(truck.heading), math.sin(truck.heading), truck.scale
    return tuple((truck.x + (a * along - b * across) * k, truck.y + (a * across + b * along) * k) for a, b in TRUCK)


def run_into(frame: Frame, most: float = TOUCH) -> list[tuple[str, str, float]]:
    """Tow trucks that overlap a car by more than `most`; one that is hardly there any more does no harm."""
    solid = [car for car in cars(frame).values() if car.alpha > ALPHA]
    found = []
    for truck in (pose for pose in frame.poses if pose.role == "truck" and pose.alpha > HARDLY):
        depths = ((car.id, round(depth(truck_corners(truck), corners(car)), 3)) for car in solid)
        found += [(truck.id, name, deep) for name, deep in depths if deep > most]
    return found


def jumps(before: Frame, behind: Frame, most: float) -> list[tuple[str, float]]:
    """Cars that are solid in both frames and went faster than `most` frame units a second."""
    first, second = cars(before), cars(behind)
    gap = behind.t - before.t
    found = []
    for name in first.keys() & second.keys():
        one, other = first[name], second[name]
        if one.alpha > ALPHA and other.alpha > ALPHA:
            speed = math.dist((one.x, one.y), (other.x, other.y)) / gap
            if speed > most:
                found.append((name, round(speed, 1)))
    return sorted(found)


def pitches(stage: TrafficStage, t: float) -> list[float]:
    """The distances between neighbours in the ready line, in pitches."""
    places = sorted(stage.journey.line.place(leg.rank, t) for _, leg in stage.street.doings(t) if leg.way is Way.LINE)
    return [behind - before for before, behind in pairwise(places)]


CHANGES_IN_IDLE = {"gauge", "mono.strong", "crowd.waiting", "dial", "van", "waves"}
"""Gauges, dials, the seconds that are left, the tanks of chips, waves, and what drives in another thread."""


def idle_changes(stage: TrafficStage, idle: Stretch, parts: int = 6) -> list[str]:
    """What changes inside an idle time besides gauges, seconds, clock and the words of caption and console."""
    frames = [stage.at(idle.start + (idle.end - idle.start) * (part + 0.01) / parts) for part in range(parts)]
    found: list[str] = []
    for frame in frames[1:]:
        names = ("rim", "signal", "card", "view", "road", "rest")
        found += [name for name in names if getattr(frame, name) != getattr(frames[0], name)]
        panels = [(one.code.lines, one.code.bar, one.code.chips) for one in (frames[0], frame)]
        if panels[0] != panels[1]:
            found.append("code")
        still = [[pose for pose in one.poses if not _may_change(pose)] for one in (frames[0], frame)]
        if still[0] != still[1]:
            found.append("poses")
    return sorted(set(found))


def _may_change(pose: Pose) -> bool:
    return pose.role in CHANGES_IN_IDLE or pose.id.startswith("van ")


def idles(stage: TrafficStage) -> list[Stretch]:
    """The idle times of a film."""
    return [one for one in stage.story.stretches if one.kind is StretchKind.IDLE]
