"""Where cars stand one behind the other on a plaza, first come, first served: the lane before a toll gate."""

from __future__ import annotations

from collections.abc import Mapping

from loopway.stage.easing import smooth
from loopway.stage.stage import Point
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.survey import Visit
from loopway.stage.traffic.tempo import TEMPO


class Spots:
    """Where everybody who waits stands: in his stall; in a lane he moves up as those before him leave."""

    def __init__(self, visits: Mapping[tuple[int, int], Visit], lot: Lot) -> None:
        self._plazas = lot.plazas
        rows: dict[tuple[str, str], list[Visit]] = {}
        for visit in sorted(visits.values(), key=lambda visit: (visit.stay.start, visit.stay.task)):
            if self._plazas[visit.stay.plaza].lanes:
                rows.setdefault((visit.stay.plaza, visit.stay.group), []).append(visit)
        self._before = {
            (visit.stay.task, visit.stay.start): [
                other.stay.leaves for other in row[:place] if other.stay.end > visit.stay.start
            ]
            for row in rows.values()
            for place, visit in enumerate(row)
        }

    def at(self, visit: Visit, t: float) -> Point:
        """Where this visit's car stands at film second t."""
        plaza = self._plazas[visit.stay.plaza]
        lane = plaza.lane(visit.stay.group)
        return plaza.car(visit.stall) if lane is None else lane.at(self.place(visit, t))

    def place(self, visit: Visit, t: float) -> float:
        """How many stand before it: a real number while the lane moves up."""
        before = self._before.get((visit.stay.task, visit.stay.start), ())
        return sum(1.0 - smooth((t - leaves - TEMPO.lane_up_after) / TEMPO.lane_up) for leaves in before)
