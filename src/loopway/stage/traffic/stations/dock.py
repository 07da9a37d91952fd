"""The loading docks of queues, one each: who brings stands above, who takes below; a car carries its crate."""

from __future__ import annotations

import math
from collections.abc import Iterable

from loopway.stage.easing import smooth
from loopway.stage.stage import Piece, Point, Pose
from loopway.stage.traffic.crates import Crate
from loopway.stage.traffic.docks import queue_of, queues_of
from loopway.stage.traffic.itinerary import Way
from loopway.stage.traffic.stations.other import Elsewhere
from loopway.stage.traffic.stations.quay import Quay, short
from loopway.stage.traffic.stations.site import Here, Site
from loopway.stage.traffic.stations.tally import tallies
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import StretchKind


class Dock(Elsewhere):
    """A quay for each queue; where there is no room for them plain stalls, and the crates are counted at the sign."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._idles = [(one.start, one.end) for one in site.story.stretches if one.kind is StretchKind.IDLE]
        several = len(site.plaza.bays) > 1
        self._quays = [
            Quay(bay, marks, site.plaza.k, site.lengths, f" {bay.queue}" if several else "")
            for bay in site.plaza.bays
            if (marks := [mark for mark in site.story.resources if mark.resource == bay.queue])
        ]
        self._tallies = [] if site.plaza.bays or site.plaza.park else tallies(site)

    def pieces(self) -> Iterable[Piece]:
        """The platforms, and what is painted on the free ground; of several queues each has its name over it."""
        top = self.plaza.box.y1 - self.lengths.dock.name_low * self.site.u
        for quay in self._quays:
            sides = [group.rpartition(" ")[2] for group, _ in self.site.groups if queue_of(group) == quay.bay.queue]
            name = quay.marks[0].called or quay.bay.queue if len(self._quays) > 1 else ""
            yield from quay.pieces(sides, name, top)

    def ground(self, t: float, now: float) -> Iterable[Pose]:
        """The empty cells, and how many items are in."""
        for quay in self._quays:
            yield from quay.ground(t, self.site.em)
        for tally in self._tallies:
            yield from tally.poses(t, self.site)

    def above(self, t: float, now: float) -> Iterable[Pose]:
        """The crates."""
        for quay in self._quays:
            yield from quay.above(t)

    # -- cars ---------------------------------------------------------------------------------------------------

    def under(self, here: Here) -> Iterable[Pose]:
        """The crate of who waits to put it down; the dashed place of one that is waited for."""
        if not self._quays or here.leg.way in (Way.HOOK, Way.ROLL) or here.visit.wait.kind == "queue join":
            return
        quay, k, (x, y) = self.lengths.dock, self.plaza.k, self.plaza.car(here.visit.stall)
        takes = here.visit.stay.group.endswith(" get")
        side = (quay.wanted if takes else quay.brought) * k
        yield Pose(
            role="crate.wanted" if takes else "crate",
            id=f"load {here.visit.stay.task}",
            x=x,
            y=y + quay.wanted_at * k if takes else y - quay.brought_at * k,
            width=side,
            height=side,
            alpha=here.shown,
        )

    def cargo(self, task: int, body: Pose, t: float) -> Iterable[Pose]:
        """What a car has just taken, or is about to put down."""
        for quay, crate in ((one, crate) for one in self._quays for crate in one.crates):
            seen = self._on_car(crate, task, t)
            if seen > 0.0:
                side, (x, y) = self.lengths.dock.carried * body.scale, self._boot(body)
                yield Pose(
                    role="crate",
                    id=f"carried {crate.number}{quay.tag}",
                    x=x,
                    y=y,
                    width=side,
                    height=side,
                    label=short(crate.label),
                    alpha=seen * body.alpha,
                )

    def known(self, here: Here) -> tuple[str, str, str] | None:
        """In plain stalls, which queue it is, if there are several."""
        queue = queue_of(here.visit.stay.group)
        if len(queues_of(group for group, _ in self.site.groups)) <= 1:
            return super().known(here)
        called = next((mark.called for mark in self.site.story.resources if mark.resource == queue), "")
        return "mono", called or queue, "text3"

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """The dock says what they wait for."""
        return () if self._quays else super().words(here, name)

    def _on_car(self, crate: Crate, task: int, t: float) -> float:
        """How much of a crate is seen on a car: shortly before it is put down, and after it is taken."""
        seen = 0.0
        if crate.by == task:
            since = max(crate.came - TEMPO.crate_seen, self._last_idle(crate.came))
            before = smooth((t - since) / TEMPO.fade)
            seen = before * (1.0 - smooth((t - crate.came) / TEMPO.fade))
        if crate.taker == task and crate.gone is not None:
            taken = smooth((t - crate.gone - TEMPO.crate + TEMPO.fade) / TEMPO.fade)
            until = min(crate.gone + TEMPO.crate_seen, self._next_idle(crate.gone) - TEMPO.fade)
            seen = max(seen, taken * (1.0 - smooth((t - until) / TEMPO.fade)))
        return seen

    def _next_idle(self, t: float) -> float:
        """From when on nobody runs: then nothing moves and nothing fades."""
        return min((start for start, _ in self._idles if start >= t), default=float("inf"))

    def _last_idle(self, t: float) -> float:
        """Until when nobody ran before t."""
        return max((end for _, end in self._idles if end <= t), default=0.0)

    def _boot(self, body: Pose) -> Point:
        back = self.lengths.dock.carried_at * body.scale
        return body.x - back * math.cos(body.heading), body.y - back * math.sin(body.heading)
