"""Pieces and Poses -> Placed: what of an actor is its shape, and what is only where it stands."""

from __future__ import annotations

from collections.abc import Callable

from loopway.film.actors.pictograms import PICTOGRAMS
from loopway.film.grid import ALPHA, FILLING, HEAD, PAINT, PLAN, fine, steps
from loopway.film.looks import Look, Placed
from loopway.stage.stage import Piece, Pose

Putting = Callable[[Piece], Placed]
Posing = Callable[[Pose], Placed]

FACES = {
    "ground": "sans.semibold",
    "title": "sans.semibold",
    "heading": "sans.semibold",
    "words": "sans",
    "mono": "mono.medium",
    "mono.strong": "mono.semibold",
}
"""The face of each role that is words."""
DRAWN_AS = {"card.trail": "trail", "streak": "trail", "card.car": "car", "housing": "gauge.housing"}
"""Roles that are drawn as another one."""


def put_in_place(piece: Piece) -> Placed:
    """A road, box or line: drawn where its points are."""
    points = tuple((fine(x), fine(y)) for x, y in piece.points)
    return Placed(
        look=Look(
            role=piece.role,
            colour=piece.colour,
            width=fine(piece.width),
            height=fine(piece.height),
            scale=fine(piece.scale),
            points=points,
        )
    )


def put_sized(piece: Piece) -> Placed:
    """A thing of a given width and height at a point; its scale only says how thick its lines are."""
    (x, y), *_ = piece.points
    look = Look(
        role=piece.role,
        colour=piece.colour,
        label=piece.label,
        width=fine(piece.width),
        height=fine(piece.height),
        scale=fine(piece.scale),
    )
    return Placed(look=look, x=fine(x), y=fine(y), heading=fine(piece.heading))


def put_scaled(piece: Piece) -> Placed:
    """A thing that is `scale` times as large as it is drawn."""
    (x, y), *_ = piece.points
    look = Look(role=piece.role, colour=piece.colour, label=piece.label)
    return Placed(look=look, x=fine(x), y=fine(y), heading=fine(piece.heading), scale=fine(piece.scale))


def put_words(piece: Piece) -> Placed:
    """Words at their baseline."""
    (x, y), *_ = piece.points
    colour = piece.colour or ("text" if piece.role == "title" else "text2")
    look = Look(role="text", label=piece.label, font=FACES[piece.role], colour=colour, anchor=piece.anchor)
    return Placed(look=look, x=fine(x), y=fine(y), scale=fine(piece.height))


def pose_car(pose: Pose) -> Placed:
    """A car: paint and lamps are its look."""
    lamps = pose.lamps
    shining = [(lamps.tail, "t"), (lamps.left, "l"), (lamps.right, "r")] if lamps else []
    look = Look(
        role=DRAWN_AS.get(pose.role, pose.role),
        colour=pose.colour,
        level=steps(pose.level, PAINT),
        head=steps(lamps.head, HEAD) if lamps else 0.0,
        lamps="".join(name for on, name in shining if on),
    )
    return _posed(look, pose, pose.scale)


def pose_crowd(pose: Pose) -> Placed:
    """A chip: the tank, which way is up for it, and its lamp are its look."""
    look = Look(
        role=pose.role,
        colour=pose.colour,
        label="up" if pose.heading > 0 and pose.role == "crowd.waiting" else "",
        level=steps(pose.level, PAINT),
        lamps="l" if pose.lamps and pose.lamps.left else "",
    )
    return _posed(look, pose, pose.scale)


def pose_plan(pose: Pose) -> Placed:
    """A plan: how much of it is filled is its look."""
    return _posed(Look(role=pose.role, colour=pose.colour, level=steps(pose.level, PLAN)), pose, pose.scale)


def pose_sized(pose: Pose) -> Placed:
    """A thing of a given width and height; its points are taken relative to its place."""
    look = Look(
        role=DRAWN_AS.get(pose.role, pose.role),
        colour=pose.colour,
        label=pose.label,
        level=steps(pose.level, FILLING),
        width=fine(pose.width),
        height=fine(pose.height),
        scale=fine(pose.scale),
        points=tuple((fine(x - pose.x), fine(y - pose.y)) for x, y in pose.points),
    )
    return _posed(look, pose, 1.0)


def pose_chip(pose: Pose) -> Placed:
    """A chip: its scale is its overshoot."""
    look = Look(
        role=pose.role,
        colour=pose.colour,
        label=pose.label,
        level=steps(pose.level, ALPHA),
        width=fine(pose.width),
        height=fine(pose.height),
    )
    return _posed(look, pose, pose.scale)


def pose_trail(pose: Pose) -> Placed:
    """A way: drawn where its points are."""
    points = tuple((fine(x), fine(y)) for x, y in pose.points)
    look = Look(role=DRAWN_AS.get(pose.role, pose.role), colour=pose.colour, width=fine(pose.width), points=points)
    return Placed(look=look, alpha=steps(pose.alpha, ALPHA))


def pose_words(pose: Pose) -> Placed:
    """Words at their baseline."""
    look = Look(role="text", label=pose.label, font=FACES[pose.role], colour=pose.colour or "text2", anchor=pose.anchor)
    return _posed(look, pose, pose.height)


def pose_letter(pose: Pose) -> Placed:
    """A letter round its middle."""
    return _posed(Look(role=pose.role, label=pose.label, colour=pose.colour), pose, pose.height)


def _posed(look: Look, pose: Pose, scale: float) -> Placed:
    return Placed(
        look=look,
        x=fine(pose.x),
        y=fine(pose.y),
        heading=fine(pose.heading),
        scale=fine(scale),
        alpha=steps(pose.alpha, ALPHA),
    )


_sized_at_stations = (
    *("barrier", "key", "key.place", "key.badge", "lamp", "waves", "rope", "frame"),
    *("crate", "crate.cell", "crate.wanted", "dial", "garage", "garage.roof"),
    *("drawing", "envelope", "slip", "bar.fill", "hand", "loop.ring"),
)

POSING: dict[str, Posing] = {
    "card.car": pose_car,
    "car": pose_car,
    "card.trail": pose_trail,
    "trail": pose_trail,
    "streak": pose_trail,
    "blueprint": pose_plan,
    **dict.fromkeys(("van", "truck", "postmark"), pose_plan),
    "letter": pose_letter,
    **dict.fromkeys(("crowd.waiting", "crowd.ready", "crowd.finished"), pose_crowd),
    "chip": pose_chip,
    "bays": pose_sized,
    "gauge": pose_sized,
    "housing": pose_sized,
    **dict.fromkeys(_sized_at_stations, pose_sized),
    "warning": pose_sized,
    "plate": pose_sized,
    "words": pose_words,
    "mono": pose_words,
    "mono.strong": pose_words,
}

_legend_cars = ("drive", "plan", "wait", "ready", "fail", "cancelled", "blocks", "finished")
_drawn_in_place = (
    *("infield", "casing.road", "rim.glow", "rim", "road", "stop_line"),
    *("casing.lot", "casing.exit", "lot", "exit", "stall", "comb"),
    *(
        "survey",
        "lane.rim.glow",
        "lane.rim",
        "lane.bay",
        "bar.track",
        "way",
        "dock",
        "gantry",
        "service.kerb",
        "service.road",
    ),
    *("panel", "panel.line", "ruler"),
)

PUTTING: dict[str, Putting] = {
    **dict.fromkeys(_drawn_in_place, put_in_place),
    **dict.fromkeys(("signal", "chequer", "gauge.housing", "panel.beak", "legend.exit"), put_sized),
    **dict.fromkeys(PICTOGRAMS, put_sized),
    **dict.fromkeys(("chevron", "service.mark", "exit.arrow", "barrier.post", "mast"), put_scaled),
    **{f"legend.{kind}": put_scaled for kind in _legend_cars},
    **dict.fromkeys(("ground", "title", "heading", "words", "mono"), put_words),
}
