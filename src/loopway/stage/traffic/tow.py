"""The tow truck: it comes for a car that was told to stop, and brings it near the tail of the line."""

from __future__ import annotations

from loopway.stage.easing import clamp, smooth
from loopway.stage.stage import Pose
from loopway.stage.traffic.itinerary import Grey, Leg, Way
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.tempo import TEMPO


def truck(task: int, leg: Leg, body: Pose, t: float, lengths: RoadMap) -> Pose | None:
    """The truck before a car that is being hooked or pulled; None: there is none.

    It backs along the car's own way, pulls, lets go, and is gone: the car rolls the last piece alone.
    """
    if leg.path is None or leg.way not in (Way.HOOK, Way.ROLL) or leg.grey is Grey.NO:
        return None
    share = (t - leg.start) / (leg.end - leg.start)
    ahead, k = lengths.truck_ahead * body.scale, body.scale
    if leg.way is Way.HOOK:
        backed = smooth(share / TEMPO.truck_backs)
        ahead += (1.0 - backed) * lengths.truck_from * k
        seen, pulled = smooth(share / TEMPO.truck_shows), 0.0
    else:
        pulled = leg.path.length * smooth(min(share, TEMPO.truck_pulls))
        seen = 1.0 - smooth((share - TEMPO.truck_pulls) / TEMPO.truck_goes)
    along = min(leg.path.length, pulled + ahead)
    if leg.way is Way.ROLL:
        # at the tail of the line it can go no further: it is gone before its car comes there
        far = (along - leg.path.length * smooth(share)) / k
        seen = min(seen, clamp((far - lengths.truck_near) / (lengths.truck_ahead - lengths.truck_near)))
    if seen <= 0.0:
        return None
    x, y = leg.path.point(along)
    return Pose(
        role="truck",
        id=f"truck {task}",
        x=x,
        y=y,
        heading=leg.path.heading(along),
        scale=k,
        alpha=seen,
    )
