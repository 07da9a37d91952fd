"""Where everything that is to be read stands, and what lies over it: boxes from the tables of widths alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from loopway.stage.path import Path
from loopway.stage.stage import Frame, Piece, Point, Pose
from loopway.stage.text import width
from loopway.stage.traffic import TrafficStage

from .laws import corners, truck_corners

FACES = {"words": "sans", "mono": "mono.medium", "mono.strong": "mono.semibold", "ground": "sans.semibold"}
"""The face of each role that is a line of words."""

FLAT = {"chip", "plate", "slip", "envelope", "drawing", "key.badge", "dial", "garage.roof", "lamp", "warning"}
"""Poses of `width` x `height` round x, y (an envelope stands on its foot) that are read themselves, or cover words."""

PAINTED = ("ready queue", "ready", "painted ")
"""Words on the ground, over which cars drive; they must still be clear of all other words."""

RISES, DROPS = 0.73, 0.20
"""Parts of the em above and below the baseline."""

SLACK = 0.012
"""Frame units by which two boxes may touch."""

AIR = 0.03
"""Frame units between words and whatever else stands still, at least ..."""

SIGN_AIR = 0.06
"""... and between a sign and the roads beside it."""

SEEN = 0.5
"""Whatever is fainter than this comes or goes."""


class Patch(msgspec.Struct, frozen=True):
    """The corners of something, and what it is."""

    name: str
    corners: tuple[Point, ...]
    is_words: bool
    painted: bool = False
    drives: bool = False
    """It may pass words closely."""


def patches(stage: TrafficStage, frame: Frame) -> list[Patch]:
    """Everything that is to be read at one instant, and all cars."""
    if frame.rest < 1.0:
        return []
    found = [patch for piece in stage.pieces for patch in _of_piece(piece)]
    return found + [patch for pose in frame.poses if pose.alpha > SEEN for patch in _of_pose(pose)]


def clashes(there: Sequence[Patch]) -> list[tuple[str, str]]:
    """Pairs of patches that overlap, at least one of them words (cars may drive over painted ones)."""
    return [
        (one.name, other.name)
        for place, one in enumerate(there)
        for other in there[place + 1 :]
        if _may_meet(one, other) and _depth(one.corners, other.corners) > SLACK
    ]


def crowded(there: Sequence[Patch]) -> list[tuple[str, str]]:
    """Pairs of patches of which neither drives, one at least words, that stand nearer to each other than `AIR`."""
    return [
        (one.name, other.name)
        for place, one in enumerate(there)
        for other in there[place + 1 :]
        if _may_meet(one, other)
        and not (one.drives or other.drives or "warning" in one.name + other.name)
        and _depth(one.corners, other.corners) > -AIR
    ]


def squeezed(stage: TrafficStage, air: float = SIGN_AIR) -> list[tuple[str, str]]:
    """Signs that are nearer than `air` to the asphalt of the ring, or to an exit."""
    roads = [piece for piece in stage.pieces if piece.role == "exit" or piece.id == "ring"]
    return [
        (sign.role, road.id)
        for sign in stage.pieces
        if sign.role.startswith("sign.")
        for road in roads
        if _far(next(_of_piece(sign)).corners, road.points) < road.width / 2 + air
    ]


def _far(shape: Sequence[Point], way: Sequence[Point]) -> float:
    """From a shape's edge to a polyline, by points on both."""
    edge = [
        (x0 + (x1 - x0) * part / 8, y0 + (y1 - y0) * part / 8)
        for (x0, y0), (x1, y1) in zip(shape, (*shape[1:], shape[0]), strict=True)
        for part in range(8)
    ]
    dense = Path(way)
    steps = int(dense.length / 0.02)
    along = [dense.point(dense.length * step / steps) for step in range(steps + 1)]
    return min(math.dist(one, other) for one in edge for other in along)


def _may_meet(one: Patch, other: Patch) -> bool:
    if not one.is_words and not other.is_words:
        return False
    return one.is_words == other.is_words or not (one.painted or other.painted)


def _of_piece(piece: Piece) -> Iterator[Patch]:
    if piece.role in FACES and piece.label:
        yield _line(piece.id, piece.points[0], piece.height, piece.label, FACES[piece.role], piece.anchor)
    elif piece.role.startswith("sign."):
        (x, y), half = piece.points[0], piece.height / 2
        yield Patch(f"{piece.role}", _box(x, y - half, x + piece.width, y + half), True)


def _of_pose(pose: Pose) -> Iterator[Patch]:
    if pose.role in FACES:
        yield _line(pose.id, (pose.x, pose.y), pose.height, pose.label, FACES[pose.role], pose.anchor)
    elif pose.role == "truck":
        yield Patch(pose.id, truck_corners(pose), False, drives=True)
    elif pose.role in ("car", "van"):
        yield Patch(pose.id, corners(pose), False, drives=pose.role == "car")
    elif pose.role in FLAT:
        low = pose.y if pose.role == "envelope" else pose.y - pose.height / 2
        wide = pose.width or pose.height
        box = _box(pose.x - wide / 2, low, pose.x + wide / 2, low + pose.height)
        yield Patch(pose.id, box, pose.role in ("chip", "plate", "slip"))


def _line(name: str, at: Point, em: float, label: str, face: str, anchor: str) -> Patch:
    (x, y), wide = at, width(label, em, face)
    left = x - wide * {"left": 0.0, "centre": 0.5, "right": 1.0}[anchor]
    return Patch(name, _box(left, y - DROPS * em, left + wide, y + RISES * em), True, name.startswith(PAINTED))


def _box(x0: float, y0: float, x1: float, y1: float) -> tuple[Point, ...]:
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def _depth(one: Sequence[Point], other: Sequence[Point]) -> float:
    """How deep two convex shapes lie in each other along the axes of their edges; below 0 they are so far apart."""
    deepest = float("inf")
    for shape in (one, other):
        for (x0, y0), (x1, y1) in zip(shape, (*shape[1:], shape[0]), strict=True):
            long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
            nx, ny = (y0 - y1) / long, (x1 - x0) / long
            a = [x * nx + y * ny for x, y in one]
            b = [x * nx + y * ny for x, y in other]
            deepest = min(deepest, min(max(a), max(b)) - max(min(a), min(b)))
    return deepest
