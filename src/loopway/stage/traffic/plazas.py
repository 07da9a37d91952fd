"""What stands at a stall while a car waits there: its name, what is known of its wait, the board of its children."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.stage import Point, Pose
from loopway.stage.text import cut
from loopway.stage.traffic.boards import Boards, Child, words_at
from loopway.stage.traffic.itinerary import Leg, Way
from loopway.stage.traffic.levels import Level
from loopway.stage.traffic.plaza import Plaza
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.signs import PlazaKind
from loopway.stage.traffic.survey import Visit
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Span

AT_STALL = frozenset({Way.PARK, Way.STALL, Way.HOOK, Way.ROLL, Way.SHOW, Way.FLASH})
"""Legs during which the things at a stall may be seen."""


class Plazas:
    """Everything at the stalls, at any instant."""

    def __init__(
        self, plazas: Mapping[PlazaKind, Plaza], lengths: RoadMap, kin: dict[int, Child], u: float, level: Level
    ) -> None:
        self._plazas, self._lengths, self._kin, self._level = plazas, lengths, kin, level
        self._boards = Boards(lengths, kin, u, level)
        self._em = max(lengths.label * u, lengths.label_floor)

    def boards(self, leg: Leg, t: float, now: float) -> list[Pose]:
        """The board of a parent, or the gauge: what lies on the ground, under all cars. `now` is t in trace seconds."""
        visit, span = leg.visit, leg.span
        if visit is None or span is None or span.wait is None or leg.way not in AT_STALL:
            return []
        shown = _shown(leg, span, t)
        if shown <= 0.0:
            return []
        plaza = self._plazas[visit.stay.plaza]
        if plaza.gauges:
            return self._gauge(visit, plaza, span, _seen(leg, span, t, now), shown)
        if plaza.park is not None:
            return []
        return self._boards.poses(visit, plaza, span.wait, t, shown)

    def words(self, leg: Leg, name: str, t: float, now: float) -> list[Pose]:
        """Name and remaining time: over all cars."""
        visit, span = leg.visit, leg.span
        if visit is None or span is None or leg.way not in AT_STALL or not self._level.named:
            return []
        shown = _shown(leg, span, t)
        plaza = self._plazas[visit.stay.plaza]
        if shown <= 0.0 or plaza.rows > 1:
            return []
        box = plaza.stalls[visit.stall]
        x, y = (box.x0 + box.x1) / 2, plaza.car(visit.stall)[1]
        room = plaza.box.width / plaza.columns - self._lengths.stall_air
        above = y + self._lengths.name_above * plaza.k
        out = []
        label = cut(name, room, self._em, "mono.medium")
        if label:
            out.append(words_at("mono", f"name {visit.stay.task}", x, above, self._em, label, "text2", shown))
        if plaza.gauges and box.width >= self._lengths.seconds_least - 1e-9:
            below = y - self._lengths.seconds_below * plaza.k
            out += self._seconds(visit, span, _seen(leg, span, t, now), (x, below), shown)
        elif plaza.kind == "other" and span.wait is not None:
            # what is known of a wait whose end nobody knows
            known = cut(span.wait.label, room, self._em, "mono.medium")
            below = y - self._lengths.seconds_below * plaza.k
            out.append(words_at("mono", f"wait {visit.stay.task}", x, below, self._em, known, "text3", shown))
        return out

    # -- the gauge ----------------------------------------------------------------------------------------------

    def _gauge(self, visit: Visit, plaza: Plaza, span: Span, now: float, shown: float) -> list[Pose]:
        until = span.wait.until if span.wait is not None else None
        if until is None or until <= span.begins_at:
            return []
        level = min(1.0, max(0.0, (now - span.begins_at) / (until - span.begins_at)))
        x, y = plaza.gauges[visit.stall]
        gauge = Pose(
            role="gauge",
            id=f"gauge {visit.stay.task}",
            x=x,
            y=y,
            width=plaza.gauge[0],
            height=plaza.gauge[1],
            scale=plaza.k,
            level=level,
            colour=self._kin[visit.stay.task].colour,
            alpha=shown,
        )
        if plaza.park is None:
            return [gauge]
        # the places of a car park are bare when the cars have gone
        return [msgspec.structs.replace(gauge, role="housing", id=f"housing {visit.stay.task}", level=1.0), gauge]

    def _seconds(self, visit: Visit, span: Span, now: float, at: Point, shown: float) -> list[Pose]:
        wait = span.wait
        if wait is None or wait.until is None:
            return []
        whole, rest = wait.until - span.begins_at, wait.until - now
        late = -rest > TEMPO.overdue
        label = f"+{remaining(-rest, -rest)}" if late else remaining(max(0.0, rest), whole)
        colour = "danger" if late else "text"
        return [words_at("mono.strong", f"seconds {visit.stay.task}", *at, self._em, label, colour, shown)]


def remaining(seconds: float, whole: float) -> str:
    """What is left of a wait, in the unit of the whole wait, so that the digits keep their places.

    >>> remaining(0.38, 0.5), remaining(1.5, 3.0), remaining(12.3, 90.0), remaining(0.0123, 0.05)
    ('0.38 s', '1.5 s', '12 s', '12 ms')
    """
    if whole >= 10.0:
        return f"{seconds:.0f} s"
    if whole >= 0.95:
        return f"{seconds:.1f} s"
    if whole >= 0.1:
        return f"{seconds:.2f} s"
    if whole >= 1e-3:
        return f"{seconds * 1e3:.0f} ms"
    return f"{seconds * 1e6:.0f} µs"


def _shown(leg: Leg, span: Span, t: float) -> float:
    """How much of the things at a stall is seen: they come as the car parks and go as it leaves."""
    if leg.way is Way.ROLL:
        return 1.0 - smooth((t - leg.start) / TEMPO.fade)
    if leg.way is Way.FLASH:
        return 1.0 - smooth((t - leg.start) / (leg.end - leg.start))
    if leg.way in (Way.PARK, Way.SHOW):
        return smooth((t - span.settled + TEMPO.appear) / TEMPO.appear)
    return 1.0


def _seen(leg: Leg, span: Span, t: float, now: float) -> float:
    """The trace second that gauge and words show: time stands for a wait that is over."""
    return now if leg.ready is None or t < leg.ready else span.ends_at
