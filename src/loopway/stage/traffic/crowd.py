"""The cars at rest of a film with very many: not one by one, but all at once, as chips."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from loopway.stage.stage import Pose
from loopway.stage.traffic.abreast import Finished, Queued
from loopway.stage.traffic.blinker import Blinker
from loopway.stage.traffic.cars import Car
from loopway.stage.traffic.colours import cancelled
from loopway.stage.traffic.itinerary import Grey, Leg, Way
from loopway.stage.traffic.journey import Journey
from loopway.stage.traffic.parked import Parked, Rest
from loopway.stage.traffic.signs import PlazaKind

AT_PLACE = frozenset({Way.STALL, Way.SHOW, Way.FLASH})


class Crowd:
    """Everybody who does not move; in a film of few, nobody."""

    def __init__(self, cars: Sequence[Car], journey: Journey, blinker: Blinker) -> None:
        self._chips = journey.stands.chips
        self._crowds = {kind for kind, plaza in journey.lot.plazas.items() if plaza.crowd}
        parked: dict[PlazaKind, list[Rest]] = {kind: [] for kind in self._crowds}
        queued: list[Rest] = []
        finished: dict[int, list[Rest]] = {}
        for car in cars if self._chips else ():
            for rest in self._rests(car):
                if rest.leg.way is Way.LINE:
                    queued.append(rest)
                elif rest.leg.arrival is not None:
                    finished.setdefault(car.itinerary.loop, []).append(rest)
                elif rest.leg.visit is not None:
                    parked[rest.leg.visit.stay.plaza].append(rest)
        stands = journey.stands
        self._parked = [Parked(journey.lot.plazas[kind], rests) for kind, rests in parked.items()]
        self._queued = Queued(queued, journey.line, stands, blinker) if queued else None
        self._finished = [Finished(rests, journey.lanes[loop], stands) for loop, rests in finished.items()]

    def takes(self, leg: Leg) -> bool:
        """Whether who does this is one of the crowd, and not drawn by itself."""
        if not self._chips:
            return False
        if leg.way in (Way.LINE, Way.LANE):
            return True
        if leg.way not in AT_PLACE:
            return False
        return leg.arrival is not None if leg.visit is None else leg.visit.stay.plaza in self._crowds

    def poses(self, t: float, now: float) -> list[Pose]:
        """All chips at film second t, which is trace second `now`."""
        out = [pose for parked in self._parked for pose in parked.poses(t, now)]
        out += [pose for finished in self._finished for pose in finished.poses(t)]
        return out + (self._queued.poses(t) if self._queued else [])

    def _rests(self, car: Car) -> list[Rest]:
        """The legs of a car that the crowd takes, each till the next begins."""
        who = car.itinerary
        return [
            Rest(
                leg,
                min(leg.end, following.start) if following else leg.end,
                who.task,
                who.colour if leg.grey in (Grey.NO, Grey.BACK) else cancelled(who.colour),
            )
            for leg, following in zip_longest(car.legs, car.legs[1:])
            if self.takes(leg)
        ]
