"""The chips in a car park: each its own gauge, each for one car or for several."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from loopway.stage.stage import Lamps, Pose
from loopway.stage.traffic.itinerary import Leg, Way
from loopway.stage.traffic.plaza import Plaza

STEPS = 32
"""A tank is some twenty pixels high: finer steps are not seen, and a chip that looks the same is the same Pose."""

Numbers = npt.NDArray[np.float64]

READY = Lamps(left=True)
"""It does not blink: five hundred that blink together would be a flash."""


class Rest(msgspec.Struct, frozen=True):
    """A car rests during `leg`, till `end`."""

    leg: Leg
    end: float
    task: int
    colour: str


class Parked:
    """All chips of one car park at any instant."""

    def __init__(self, plaza: Plaza, rests: Sequence[Rest]) -> None:
        self._plaza = plaza
        rests = sorted(rests, key=lambda rest: rest.task)
        legs = [rest.leg for rest in rests]
        stalls = np.array([leg.visit.stall if leg.visit else 0 for leg in legs], dtype=int)
        self._spot = stalls // plaza.each
        self._start = np.array([leg.start for leg in legs])
        self._end = np.array([rest.end for rest in rests])
        self._comes = np.array([leg.way is Way.SHOW for leg in legs])
        self._goes = np.array([leg.way is Way.FLASH for leg in legs])
        self._ready = np.array([_ready(leg) for leg in legs])
        self._waits = np.array([_wait(leg) for leg in legs]).reshape(-1, 2)
        self._colours = [rest.colour for rest in rests]
        stalls_of = np.bincount(np.arange(int(stalls.max(initial=0)) + 1) // plaza.each, minlength=len(plaza.cars))
        self._room = np.maximum(stalls_of, 1)
        """How many cars each chip stands for; the last one may be for fewer."""
        self._kept: dict[int, tuple[tuple[object, ...], Pose]] = {}

    def poses(self, t: float, now: float) -> list[Pose]:
        """The chips at film second t, which is trace second `now`."""
        here = np.flatnonzero((self._start <= t) & (t < self._end))
        if not len(here):
            return []
        spot, count = self._spot[here], len(self._plaza.cars)
        waiting = t < self._ready[here]
        waiters = np.bincount(spot, waiting, count)
        alphas = np.bincount(spot, self._alpha(here, t), count) / self._room
        tanks = np.bincount(spot, self._tank(here, waiting, now), count) / np.maximum(waiters, 1.0)
        first = np.empty(count, dtype=int)
        first[spot[::-1]] = here[::-1]
        looks = np.rint(tanks * STEPS).astype(int).tolist(), np.rint(alphas * STEPS).astype(int).tolist()
        occupied = np.unique(spot).tolist()
        return [
            self._pose(place, self._colours[first[place]], bool(waiters[place]), looks[0][place], looks[1][place])
            for place in occupied
        ]

    def _alpha(self, here: npt.NDArray[np.intp], t: float) -> Numbers:
        """How much of each is seen: chips come and go one by one when a streak hides their turns."""
        start = self._start[here]
        share = np.clip((t - start) / (self._end[here] - start), 0.0, 1.0)
        alpha: Numbers = np.where(self._comes[here], share, np.where(self._goes[here], 1.0 - share, 1.0))
        return alpha

    def _tank(self, here: npt.NDArray[np.intp], waiting: npt.NDArray[np.bool_], now: float) -> Numbers:
        """How much of each one's wait has passed; 0 if nobody knows how long it takes."""
        begins, until = self._waits[here].T
        tank: Numbers = np.where(waiting, np.clip((now - begins) / (until - begins), 0.0, 1.0), 0.0)
        return tank

    def _pose(self, spot: int, colour: str, waits: bool, tank: int, alpha: int) -> Pose:
        look = (colour, waits, tank, alpha)
        kept = self._kept.get(spot)
        if kept is not None and kept[0] == look:
            return kept[1]
        plaza = self._plaza
        x, y = plaza.cars[spot]
        pose = Pose(
            role="crowd.waiting" if waits else "crowd.ready",
            id=f"chip {plaza.kind} {spot}",
            x=x,
            y=y,
            heading=plaza.heading(spot * plaza.each),
            scale=plaza.k,
            colour=colour,
            level=tank / STEPS,
            lamps=None if waits else READY,
            alpha=alpha / STEPS,
        )
        self._kept[spot] = (look, pose)
        return pose


def _ready(leg: Leg) -> float:
    if leg.way is Way.FLASH:
        return -np.inf
    return leg.ready if leg.ready is not None else np.inf


def _wait(leg: Leg) -> tuple[float, float]:
    """(begins at, until) in trace seconds; a wait whose end nobody knows never fills its tank."""
    span = leg.span
    if span is None or span.wait is None or span.wait.until is None or span.wait.until <= span.begins_at:
        return 0.0, np.inf
    return span.begins_at, span.wait.until
