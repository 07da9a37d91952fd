"""All stations of a film at one instant: each does its own, here they come together in painter's order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loopway.stage.stage import Piece, Pose
from loopway.stage.traffic.boards import Child
from loopway.stage.traffic.itinerary import Leg
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.stations import STATIONS, Here, Site, Station, here
from loopway.stage.traffic.strip import posts
from loopway.stage.traffic.survey import Survey
from loopway.story.story import Story

Doing = tuple[str, Leg]
"""The name above somebody's stall, and what it does."""


class Plazas:
    """Everything at the stalls and between them."""

    def __init__(self, story: Story, survey: Survey, lot: Lot, kin: Mapping[int, Child]) -> None:
        shielded = _shielded(survey)
        free = {kind: post.free for kind, post in posts(lot).items()}
        self._stations: dict[str, Station] = {}
        for kind, plaza in lot.plazas.items():
            there = {key: visit for key, visit in survey.visits.items() if visit.stay.plaza == kind}
            self._stations[kind] = STATIONS[kind](
                Site(
                    plaza=plaza,
                    story=story,
                    lengths=lot.lengths,
                    u=lot.u,
                    level=lot.level,
                    kin=kin,
                    shielded=shielded,
                    groups=survey.needs[kind].groups,
                    strip=((free[kind][0], lot.strip_y), (free[kind][1], lot.strip_y)),
                    visits=there,
                )
            )

    def pieces(self) -> list[Piece]:
        """What never moves, besides the stalls."""
        return [piece for station in self._stations.values() for piece in station.pieces()]

    def under(self, doings: Sequence[Doing], t: float, now: float) -> list[Pose]:
        """What lies under all cars at film second t, which is trace second `now`."""
        ground = [pose for station in self._stations.values() for pose in station.ground(t, now)]
        there = [one for _, one in self._here(doings, t, now)]
        ground += [pose for one in there for pose in self._of(one).floor(one)]
        return ground + [pose for one in there for pose in self._of(one).under(one)]

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


def _shielded(survey: Survey) -> dict[int, float]:
    """task -> from which film second on somebody waits for it behind a shield."""
    found: dict[int, float] = {}
    for visit in survey.visits.values():
        if visit.wait.kind == "shield":
            for task in visit.wait.on:
                if isinstance(task, int):
                    found[task] = min(visit.stay.start, found.get(task, visit.stay.start))
    return found
