"""The mast of the network: nobody knows how long; the waves say only that somebody listens."""

from __future__ import annotations

import math
from collections.abc import Iterable

from loopway.stage.stage import Piece, Pose
from loopway.stage.traffic.stations.other import Elsewhere
from loopway.stage.traffic.stations.site import Here, Site
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import StretchKind


class Network(Elsewhere):
    """One mast for all; from its lamp waves run to every car that waits. Never a gauge."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        idle = (one for one in site.story.stretches if one.kind is StretchKind.IDLE)
        self._idle = tuple((one.start, one.end) for one in idle)

    def pieces(self) -> Iterable[Piece]:
        """The mast on its base."""
        if self.plaza.rows > 1 or self.plaza.park is not None:
            return
        mast, k = self.lengths.network, self.plaza.k
        x, y = self._lamp()
        at = (x, y - mast.lamp * k)
        yield Piece(role="mast", id="mast", points=(at,), height=mast.tall * k, scale=k)

    def under(self, here: Here) -> Iterable[Pose]:
        """The waves between the mast and one car; they run only while time is not in slow motion."""
        if self.plaza.rows > 1 or self.plaza.park is not None:
            return
        mast, k, task = self.lengths.network, self.plaza.k, here.visit.stay.task
        (x, y), (car_x, car_y) = self._lamp(), self.plaza.car(here.visit.stall)
        aside, up = mast.roof
        end = (car_x - math.copysign(aside, car_x - x) * k, car_y + up * k)
        yield Pose(
            role="waves",
            id=f"waves {task}",
            x=x,
            y=y,
            heading=math.atan2(end[1] - y, end[0] - x),
            width=math.dist((x, y), end),
            scale=k,
            level=self._phase(here.t),
            colour=self.site.kin[task].colour,
            alpha=here.shown,
        )

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """Only what is known, below the car: the waves run where names would be."""
        above = f"name {here.visit.stay.task}"
        return (pose for pose in super().words(here, name) if pose.id != above)

    def _lamp(self) -> tuple[float, float]:
        mast, k, box = self.lengths.network, self.plaza.k, self.plaza.box
        xs = [x for x, _ in self.plaza.cars]
        y = self.plaza.cars[0][1] + (mast.mast + mast.lamp) * k
        return (min(xs) + max(xs)) / 2, min(y, box.y1 - mast.air * k)

    def _phase(self, t: float) -> float:
        """How far the waves are on the way to where the next one was, 0 .. 1."""
        ran = sum(min(t, end) - start for start, end in self._idle if start < t)
        return ran / TEMPO.wave % 1.0
