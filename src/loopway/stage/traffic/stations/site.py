"""What a station is built from, and who stands at it at one instant."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.stage import Point
from loopway.stage.traffic.boards import Child
from loopway.stage.traffic.itinerary import Grey, Leg, Way
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
    shielded: Mapping[int, float]
    """task -> from which film second on `shield` guards it."""
    groups: tuple[tuple[str, int], ...]
    """The rows of the plaza by name, with their stalls."""
    strip: tuple[Point, Point]
    """Left and right end of what is free of the strip, beside the sign."""
    visits: Mapping[tuple[int, int], Visit]
    """(task, number of its SUSPENDED span) -> who parks here, and where."""

    def middle(self, visit: Visit) -> Point:
        """Of a stall across, and of its car along."""
        box = self.plaza.stalls[visit.stall]
        return (box.x0 + box.x1) / 2, self.plaza.car(visit.stall)[1]

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
    if leg.way is Way.ROLL and leg.grey is not Grey.NO:
        return 0.0
    if leg.way in (Way.ROLL, Way.HOOK):
        return 1.0 - smooth((t - leg.start) / min(TEMPO.fade, TEMPO.fade_most * (leg.end - leg.start)))
    if leg.way is Way.FLASH:
        return 1.0 - smooth((t - leg.start) / (leg.end - leg.start))
    if leg.way in (Way.PARK, Way.SHOW):
        return smooth((t - span.settled + TEMPO.appear) / TEMPO.appear)
    return 1.0
