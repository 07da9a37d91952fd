"""The service road: beside each stall a horseshoe, on which another thread drives a van while its car is parked."""

from __future__ import annotations

import math
from collections.abc import Iterable

from loopway.stage.easing import clamp, smooth
from loopway.stage.path import Path, arc
from loopway.stage.stage import Box, Piece, Point, Pose
from loopway.stage.text import cut
from loopway.stage.traffic.stations.other import Elsewhere
from loopway.stage.traffic.stations.pumps import remaining
from loopway.stage.traffic.stations.site import Here, Site
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.things import Work

FACE = {"mono": "mono.medium", "mono.strong": "mono.semibold"}


class ServiceRoad(Elsewhere):
    """The only place where a second thing really moves; never on the ring."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._round = bool(site.plaza.grounds)
        """There is room for horseshoes; else a short road runs above each name."""
        self._ways = [
            self._horseshoe(at, ground) for at, ground in zip(site.plaza.cars, site.plaza.grounds, strict=False)
        ] or self._short_roads()
        self._k = site.plaza.k * (1.0 if self._round else site.lengths.thread.short)

    def pieces(self) -> Iterable[Piece]:
        """The roads, kerb first."""
        service, k = self.lengths.thread, self._k
        for role, wider in (("service.kerb", service.kerb), ("service.road", 0.0)):
            for number, way in enumerate(self._ways):
                width = (service.road + wider) * k
                yield Piece(role=role, id=f"{role} {number}", points=self._whole(way), width=width)
        for number, way in enumerate(self._ways if self._round else ()):
            for part in service.marks:
                along = part * way.length
                yield Piece(
                    role="service.mark",
                    id=f"service mark {number} {part}",
                    points=(way.point(along),),
                    heading=way.heading(along),
                    scale=k,
                )

    def over(self, here: Here) -> Iterable[Pose]:
        """The van, as far round as its call has come; its letter stands upright on its roof."""
        yield from super().over(here)
        work = self._work(here)
        if work is None or not self._ways:
            return
        way, task, k = self._ways[here.visit.stall], here.visit.stay.task, self._k
        along = way.length * self._share(work, here)
        seen = min(here.shown, smooth((here.t - work.start) / TEMPO.fade))
        x, y = way.point(along)
        kin = self.site.kin[task]
        yield Pose(
            role="van",
            id=f"van {task}",
            x=x,
            y=y,
            heading=way.heading(along),
            scale=k,
            colour=kin.colour,
            alpha=seen,
        )
        em = self.lengths.letter * self.lengths.car[1] * k
        yield Pose(
            role="letter", id=f"van letter {task}", x=x, y=y, height=em, label=kin.letter, colour="ink", alpha=seen
        )

    def known(self, here: Here) -> tuple[str, str, str] | None:
        """In an ordinary stall: how long the call has run, if that is known."""
        _, ran = self._said(here)
        return ("mono.strong", ran, "text") if ran else super().known(here)

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """The name above the stall; below the road the call and how long it has run."""
        if not self._round:
            return super().words(here, name)
        known = f"wait {here.visit.stay.task}"
        names = (pose for pose in super().words(here, name) if pose.id != known)
        return (*names, *self._call(here)) if self.site.level.named else ()

    def name_above(self) -> float:
        """Above the van too."""
        service = self.lengths.thread
        if not self._round:
            return super().name_above()
        return service.reach * self.plaza.k + service.words_air + service.words_drop * self.site.em

    def room(self) -> float:
        """A name may be as wide as the ground allows round the stall's middle."""
        return 2 * self.lengths.thread.stall_x * self.plaza.k if self._round else super().room()

    def _call(self, here: Here) -> Iterable[Pose]:
        """The call's name, and under it its seconds."""
        service, k, em, task = self.lengths.thread, self.plaza.k, self.site.em, here.visit.stay.task
        ground, y = self.plaza.grounds[here.visit.stall], self.plaza.car(here.visit.stall)[1]
        right = ground.x1 - service.words_right * k
        call, ran = self._said(here)
        lines = [("mono", call, "text2"), ("mono.strong", ran, "text")]
        first = service.reach * k + service.words_air + service.words_rise * em
        for row, (role, label, colour) in enumerate(lines):
            if not label:
                continue
            yield Pose(
                role=role,
                id=f"call {task} {role}",
                x=right,
                y=y - first - row * service.words_leading * em,
                height=em,
                label=cut(label, right - ground.x0, em, FACE[role]),
                colour=colour,
                alpha=here.shown,
                anchor="right",
            )

    def _said(self, here: Here) -> tuple[str, str]:
        """What runs, and for how long it has; of work that nobody saw only what the car waits for."""
        work = self._work(here)
        if work is None:
            return (here.span.wait.label if here.span.wait else ""), ""
        ran = max(0.0, min(here.now, work.ends_at or here.now) - work.begins_at)
        whole = (work.ends_at or here.now) - work.begins_at
        return f"{work.work}()", remaining(ran, whole)

    def _work(self, here: Here) -> Work | None:
        """What runs for the car at a stall: begun before it goes, and not before it came."""
        task, stay = here.visit.stay.task, here.visit.stay
        there = (one for one in self.site.story.works if one.task == task and one.start <= here.t)
        return next((one for one in there if one.end is None or one.end >= stay.start), None)

    def _share(self, work: Work, here: Here) -> float:
        if work.ends_at is None or work.ends_at <= work.begins_at:
            return 0.0 if work.ends_at is None else 1.0
        return clamp((here.now - work.begins_at) / (work.ends_at - work.begins_at))

    def _short_roads(self) -> list[Path]:
        """Straight roads above the names of stalls in one row, if they are high enough."""
        service, plaza, em = self.lengths.thread, self.plaza, self.site.em
        if plaza.rows > 1 or not plaza.stalls or not self.site.level.named:
            return []
        k = plaza.k * service.short
        above = super().name_above() + service.words_rise * em + service.words_air + service.road / 2 * k
        if plaza.car(0)[1] + above + service.road * k > plaza.box.y1:
            return []
        half = service.short_way / 2 * plaza.k
        middles = ((self._middle(stall), plaza.car(stall)[1] + above) for stall in range(len(plaza.cars)))
        return [Path([(x - half, y), (x + half, y)]) for x, y in middles]

    def _whole(self, way: Path) -> tuple[Point, ...]:
        """A road as it is drawn: a short one is as long as its van needs at both ends."""
        if self._round:
            return tuple(way.points)
        beyond, ((x0, y0), (x1, y1)) = self.lengths.thread.short_end * self._k, (way.points[0], way.points[-1])
        return ((x0 - beyond, y0), (x1 + beyond, y1))

    def _middle(self, stall: int) -> float:
        box = self.plaza.stalls[stall]
        return (box.x0 + box.x1) / 2

    def _horseshoe(self, at: Point, ground: Box) -> Path:
        """From the stall's upper right round to its lower right."""
        service, k, (x, y) = self.lengths.thread, self.plaza.k, at
        start, right = x + service.road_x * k, ground.x1 - service.right * k
        radius = min(service.half * k, right - start)
        bend = arc((right - radius, y), radius, math.pi / 2, -math.pi / 2)
        return Path([(start, y + radius), *bend, (start, y - radius)])
