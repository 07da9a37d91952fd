"""The tow truck: it comes for a car that was told to stop, and brings it near the tail of the line."""

from __future__ import annotations

import math

from loopway.stage.easing import clamp, smooth
from loopway.stage.path import Path
from loopway.stage.stage import Point, Pose
from loopway.stage.traffic.itinerary import Grey, Leg, Way
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.tempo import TEMPO

STEPS = 40
"""A way is looked at in so many places for where a truck lets go."""


def truck(task: int, leg: Leg, body: Pose, t: float, ring: Ring) -> Pose | None:
    """The truck before a car that is being hooked or pulled; None: there is none.

    It backs along the car's own way, pulls, and is gone: the car rolls the last piece alone. Its hook is at the car's
    nose, and its cab goes before on the way, so that it turns about the hook and not into the car.
    """
    if leg.path is None or leg.way not in (Way.HOOK, Way.ROLL) or leg.grey is Grey.NO:
        return None
    lengths, k, way = ring.lengths, body.scale, leg.path
    if leg.way is Way.HOOK:
        # who is towed after others is fetched when they are out of the way
        late = clamp(1.0 - (leg.end - t) / min(TEMPO.truck, leg.end - leg.start))
        backs = (1.0 - smooth(late / TEMPO.truck_backs)) * lengths.truck.comes_from * k
        towed = max(0.0, min(backs, _lets_go(way, k, ring) - lengths.truck.fades * k))
        seen = smooth(late / TEMPO.truck_shows)
    else:
        towed = way.length * smooth((t - leg.start) / (leg.end - leg.start))
        seen = clamp((_lets_go(way, k, ring) - towed) / (lengths.truck.fades * k))
    if seen <= 0.0:
        return None
    (x, y), heading = _hooked(way, towed, k, lengths)
    return Pose(role="truck", id=f"truck {task}", x=x, y=y, heading=heading, scale=k, alpha=seen)


def _lets_go(way: Path, k: float, ring: Ring) -> float:
    """How far on its way a car is when its truck is gone: before that would touch it in a bend, or the line's end."""
    lengths = ring.lengths
    room = lengths.car[0] / 2 + lengths.truck.ahead + lengths.truck.front + lengths.truck.air
    last = min(way.length * TEMPO.truck_pulls, way.length + ring.pitch - room * k)
    steps = (last * number / STEPS for number in range(STEPS))
    return next((at for at in steps if _turned(way, at, k, lengths) > lengths.truck.turns), last)


def _turned(way: Path, towed: float, k: float, lengths: RoadMap) -> float:
    """The angle between a car and its truck, in radians."""
    return abs(math.remainder(_hooked(way, towed, k, lengths)[1] - way.heading(towed), math.tau))


def _hooked(way: Path, towed: float, k: float, lengths: RoadMap) -> tuple[Point, float]:
    """Middle and heading of a truck that holds the nose of a car so far on its way."""
    back = lengths.truck.hook * k
    reach, along = lengths.truck.ahead * k - back, way.heading(towed)
    (x, y), front = way.point(towed), _onwards(way, towed + reach + lengths.truck.wheels * k)
    hook = (x + reach * math.cos(along), y + reach * math.sin(along))
    heading = math.atan2(front[1] - hook[1], front[0] - hook[0])
    return (hook[0] + back * math.cos(heading), hook[1] + back * math.sin(heading)), heading


def _onwards(way: Path, distance: float) -> Point:
    """A point on a way, or straight on beyond its end."""
    (x, y), beyond = way.point(min(distance, way.length)), max(0.0, distance - way.length)
    along = way.heading(way.length)
    return x + beyond * math.cos(along), y + beyond * math.sin(along)
