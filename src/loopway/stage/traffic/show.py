"""What is shown besides cars and stalls: the opening card's car, badges, running lights, a blocked road's plate."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from loopway.stage.easing import clamp, smooth
from loopway.stage.stage import Lamps, Point, Pose
from loopway.stage.text import width
from loopway.stage.traffic.itinerary import Leg, Way
from loopway.stage.traffic.lights import CARD, CROWD
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Stretch, StretchKind


def card_car(ring: Ring, t: float, alpha: float) -> list[Pose]:
    """The car of the opening card, going round; `alpha` as it goes away."""
    circuit, lengths = ring.circuit, ring.lengths
    along = (t / TEMPO.lap % 1.0) * circuit.length
    x, y = circuit.point(along)
    end = along - lengths.trail_from
    points = _around(ring, end - lengths.trail, end)
    trail = Pose(
        role="card.trail",
        id="card trail",
        x=points[-1][0],
        y=points[-1][1],
        points=points,
        width=ring.road * lengths.trail_width,
        colour=CARD,
        alpha=alpha,
    )
    heading = _heading(ring, along)
    car = Pose(
        role="card.car",
        id="card car",
        x=x,
        y=y,
        heading=heading,
        scale=ring.u * lengths.driving,
        alpha=alpha,
        lamps=Lamps(head=1.0),
        colour=CARD,
    )
    return [trail, car]


def running_light(lot: Lot, stretch: Stretch, counts: Sequence[float], t: float) -> list[Pose]:
    """The light of a streak or a fold, and how many of its turns are over.

    `counts` are the instants of all turns that are too short to be driven, in order.
    """
    ring, lengths = lot.ring, lot.lengths
    end = ((t - stretch.start) / TEMPO.streak) * ring.circuit.length
    points = _around(ring, end - lengths.trail, end)
    seen = clamp((t - stretch.start) / TEMPO.rim) * clamp((stretch.end - t) / TEMPO.rim)
    over = bisect_right(counts, t) - bisect_left(counts, stretch.start)
    words = lot.language.say("count.turns", n=over, m=stretch.count)
    y = ring.ramp_y + ring.narrow / 2 + lengths.ground_above * ring.u
    em = max(lengths.ground_words * ring.u, lengths.sign_words)
    x = ring.stop_x + (lengths.first_place - lengths.car[0] / 2) * ring.u
    return [
        Pose(
            role="streak",
            id="running light",
            x=points[-1][0],
            y=points[-1][1],
            points=points,
            width=ring.road * lengths.trail_width,
            colour=CROWD,
            alpha=seen,
        ),
        Pose(
            role="mono.strong", id="count", x=x, y=y, height=em, label=words, colour="text2", alpha=seen, anchor="left"
        ),
    ]


def block_plate(ring: Ring, lot: Lot, stretch: Stretch, car: Pose, t: float) -> Pose:
    """The call that keeps a car on the road, on a plate under the top of the ring, its pole at the car."""
    seen = smooth((t - stretch.start) / TEMPO.brake) * smooth((stretch.end - t) / TEMPO.brake)
    return _plate(ring, lot, "plate", stretch.call, (car.x, car.y), seen)


def failure_plate(ring: Ring, lot: Lot, leg: Leg, error: str, t: float) -> Pose | None:
    """The type of an exception on a plate, its pole where it was raised: a sign at the road, which does not follow."""
    if leg.ride is None or leg.outcome != "raised" or leg.way not in (Way.ROAD, Way.FINISH):
        return None
    start, end = leg.ride.start, leg.ride.gate
    raised = start + TEMPO.raised * (end - start)
    seen = smooth((t - raised) / TEMPO.fade) * (1.0 - smooth((t - end) / TEMPO.plate_goes))
    if seen <= 0.0:
        return None
    x, y = leg.ride.path.point(leg.ride.distance(raised))
    return _plate(ring, lot, f"{error} plate", error, (x, y), seen)


def badge(ring: Ring, driver: Pose, who: tuple[int, str, str], number: int, seen: float) -> Pose:
    """The token of `who` (task, letter, colour), who runs a first step inside the driver's, riding above its car."""
    lengths, u = ring.lengths, ring.u
    task, letter, colour = who
    return Pose(
        role="chip",
        id=f"badge {task}",
        x=driver.x + number * lengths.bay_pitch * u,
        y=driver.y + 0.40 * u,
        width=lengths.chip * lengths.chip_ratio * u,
        height=lengths.chip * u,
        label=letter,
        colour=colour,
        alpha=seen,
    )


def _plate(ring: Ring, lot: Lot, name: str, label: str, at: Point, seen: float) -> Pose:
    """A plate under the top of the ring, with its pole at a place on the road."""
    lengths, (car_x, car_y) = ring.lengths, at
    height = min(lengths.plate[1], max(lengths.plate[0], lengths.plate_share * ring.u))
    em = lengths.plate_em * height
    wide = width(label, em, "mono.bold") + 2.2 * height
    inner = ring.inner
    x = min(max(car_x, inner.x0 + wide / 2 + 0.1), inner.x1 - wide / 2 - 0.1)
    y = lot.top - min(lengths.plate_low * ring.u, lengths.plate_foot * ring.u - height / 2)
    foot = (min(max(car_x, x - wide / 2), x + wide / 2), min(max(car_y, y - height / 2), y + height / 2))
    away = math.dist((car_x, car_y), foot)
    begin = min(1.0, lengths.plate_pole * ring.u / away) if away > 0.0 else 1.0
    pole = (car_x + begin * (foot[0] - car_x), car_y + begin * (foot[1] - car_y))
    return Pose(
        role="plate", id=name, x=x, y=y, width=wide, height=height, label=label, points=(pole, foot), alpha=seen
    )


def current(stretches: Sequence[Stretch], t: float, kinds: frozenset[StretchKind]) -> Stretch | None:
    """The stretch of one of these kinds at t."""
    return next((one for one in stretches if one.kind in kinds and one.start <= t < one.end), None)


def _heading(ring: Ring, along: float) -> float:
    (x0, y0), (x1, y1) = _around(ring, along - 0.09, along)[0], _around(ring, along, along + 0.09)[-1]
    return math.atan2(y1 - y0, x1 - x0)


def _around(ring: Ring, start: float, end: float) -> tuple[tuple[float, float], ...]:
    """A part of the circuit that may lie over its seam."""
    circuit = ring.circuit
    whole = circuit.length
    laps = math.floor(start / whole)
    start, end = start - laps * whole, end - laps * whole
    if end <= whole:
        return circuit.part(start, end)
    return (*circuit.part(start, whole), *circuit.part(0.0, end - whole))
