"""What every station shares: the name above a stall, what is known of a wait below it, and when both are seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.stage import Piece, Point, Pose
from loopway.stage.text import cut
from loopway.stage.traffic.boards import Child, words_at
from loopway.stage.traffic.itinerary import Leg, Way
from loopway.stage.traffic.levels import Level
from loopway.stage.traffic.plaza import Plaza
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.survey import Visit
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Span, Story

AT_STALL = frozenset({Way.PARK, Way.STALL, Way.HOOK, Way.ROLL, Way.SHOW, Way.FLASH})
"""Legs during which the things at a stall may be seen."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What a station is built from."""

    plaza: Plaza
    story: Story
    lengths: RoadMap
    u: float
    level: Level
    kin: Mapping[int, Child]
    """task -> its letter, its colour, when it ends."""

    @property
    def em(self) -> float:
        """Of names and seconds."""
        return max(self.lengths.label * self.u, self.lengths.label_floor)


class Here(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at a stall at one instant."""

    leg: Leg
    visit: Visit
    span: Span
    t: float
    """Film seconds."""
    now: float
    """Trace seconds; it stands for a wait that is over."""
    shown: float
    """How much of what stands at the stall is seen, 0 .. 1."""


class Station:
    """A plaza with what stands and happens there; this one has nothing but stalls with names.

    Every method is a pure function of its arguments: the picture at t is the same in any order.
    """

    def __init__(self, site: Site) -> None:
        self.site, self.plaza, self.lengths = site, site.plaza, site.lengths

    def pieces(self) -> Iterable[Piece]:
        """What never moves, besides the stalls: above the lot's ground, under everything that moves."""
        return ()

    def ground(self, t: float, now: float) -> Iterable[Pose]:
        """What belongs to the plaza as a whole and lies under all cars: a dock's crates, a board of keys."""
        return ()

    def above(self, t: float, now: float) -> Iterable[Pose]:
        """The same, over all cars but under words: a lamp on its gantry."""
        return ()

    def under(self, here: Here) -> Iterable[Pose]:
        """What lies at the stall of one car, under all cars: a gauge, a board of children."""
        return ()

    def over(self, here: Here) -> Iterable[Pose]:
        """What is seen over the car in its stall: slats, a dial."""
        return ()

    def cargo(self, task: int, body: Pose, t: float) -> Iterable[Pose]:
        """What a car carries, wherever it is, right above its body: a key, a crate."""
        return ()

    def known(self, here: Here) -> tuple[str, str, str] | None:
        """What is known of the wait, in words below the stall: (role, words, colour)."""
        return None

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """The name above the stall, and what is known below it, if there is room for words at all."""
        plaza, site = self.plaza, self.site
        if plaza.rows > 1 or not plaza.stalls or not site.level.named:
            return
        task, (x, y) = here.visit.stay.task, self.middle(here.visit)
        room = plaza.box.width / plaza.columns - self.lengths.stall_air
        if label := cut(name, room, site.em, "mono.medium"):
            above = y + self.lengths.name_above * plaza.k
            yield words_at("mono", f"name {task}", x, above, site.em, label, "text2", here.shown)
        if known := self.known(here):
            role, label, colour = known
            face = "mono.semibold" if role == "mono.strong" else "mono.medium"
            below = y - self.lengths.seconds_below * plaza.k
            label = cut(label, room, site.em, face)
            yield words_at(role, f"wait {task}", x, below, site.em, label, colour, here.shown)

    def middle(self, visit: Visit) -> Point:
        """Of a stall across, and of its car along."""
        box = self.plaza.stalls[visit.stall]
        return (box.x0 + box.x1) / 2, self.plaza.car(visit.stall)[1]


def here(leg: Leg, t: float, now: float) -> Here | None:
    """Who stands at a stall during this leg, or comes to it, or goes; None: nobody, or nothing of it is seen."""
    visit, span = leg.visit, leg.span
    if visit is None or span is None or leg.way not in AT_STALL:
        return None
    shown = _shown(leg, span, t)
    if shown <= 0.0:
        return None
    seen = now if leg.ready is None or t < leg.ready else span.ends_at
    return Here(leg=leg, visit=visit, span=span, t=t, now=seen, shown=shown)


def _shown(leg: Leg, span: Span, t: float) -> float:
    """How much of the things at a stall is seen: they come as the car parks and go as it leaves."""
    if leg.way is Way.ROLL:
        return 1.0 - smooth((t - leg.start) / TEMPO.fade)
    if leg.way is Way.FLASH:
        return 1.0 - smooth((t - leg.start) / (leg.end - leg.start))
    if leg.way in (Way.PARK, Way.SHOW):
        return smooth((t - span.settled + TEMPO.appear) / TEMPO.appear)
    return 1.0
