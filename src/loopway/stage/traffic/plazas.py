"""All stations of a film at one instant: each does its own, here they come together in painter's order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loopway.stage.stage import Piece, Pose
from loopway.stage.traffic.boards import Child
from loopway.stage.traffic.itinerary import Leg
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.stations import STATIONS, Here, Site, Station, here
from loopway.story.story import Story

Doing = tuple[str, Leg]
"""The name above somebody's stall, and what it does."""


class Plazas:
    """Everything at the stalls and between them."""

    def __init__(self, story: Story, lot: Lot, kin: Mapping[int, Child]) -> None:
        self._stations: dict[str, Station] = {
            kind: STATIONS[kind](Site(plaza=plaza, story=story, lengths=lot.lengths, u=lot.u, level=lot.level, kin=kin))
            for kind, plaza in lot.plazas.items()
        }

    def pieces(self) -> list[Piece]:
        """What never moves, besides the stalls."""
        return [piece for station in self._stations.values() for piece in station.pieces()]

    def under(self, doings: Sequence[Doing], t: float, now: float) -> list[Pose]:
        """What lies under all cars at film second t, which is trace second `now`."""
        ground = [pose for station in self._stations.values() for pose in station.ground(t, now)]
        return ground + [pose for _, one in self._here(doings, t, now) for pose in self._of(one).under(one)]

    def over(self, doings: Sequence[Doing], t: float, now: float) -> list[Pose]:
        """What is seen over all cars; the words last."""
        there = list(self._here(doings, t, now))
        things = [pose for station in self._stations.values() for pose in station.above(t, now)]
        things += [pose for _, one in there for pose in self._of(one).over(one)]
        return things + [pose for name, one in there for pose in self._of(one).words(one, name)]

    def cargo(self, task: int, body: Pose, t: float) -> list[Pose]:
        """What a car carries."""
        return [pose for station in self._stations.values() for pose in station.cargo(task, body, t)]

    def _here(self, doings: Sequence[Doing], t: float, now: float) -> Iterable[tuple[str, Here]]:
        return ((name, one) for name, leg in doings if (one := here(leg, t, now)) is not None)

    def _of(self, one: Here) -> Station:
        return self._stations[one.visit.stay.plaza]
