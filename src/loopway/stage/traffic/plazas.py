"""What stands at a stall while a car waits there: its name, what is known of its wait, the board of its children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from loopway.stage.easing import back_out, smooth
from loopway.stage.stage import Point, Pose
from loopway.stage.text import cut, width
from loopway.stage.traffic.itinerary import Leg, Way
from loopway.stage.traffic.lot import Plaza
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.signs import BOARD, PlazaKind
from loopway.stage.traffic.survey import Visit, children
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Life, Span
from loopway.trace.events import Wait

AT_STALL = frozenset({Way.PARK, Way.STALL, Way.HOOK, Way.ROLL, Way.SHOW, Way.FLASH})
"""Legs during which the things at a stall may be seen."""


class Child(msgspec.Struct, frozen=True, kw_only=True):
    """One token of a board."""

    letter: str
    colour: str
    arrived: float | None
    """Film seconds; None: never."""
    failed: bool


class Plazas:
    """Everything at the stalls, at any instant."""

    def __init__(
        self, plazas: Mapping[PlazaKind, Plaza], lengths: RoadMap, kin: dict[int, Child], u: float, *, named: bool
    ) -> None:
        """`named`: names and seconds are shown."""
        self._plazas, self._lengths, self._kin, self._named = plazas, lengths, kin, named
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
        return self._board(visit, plaza, span.wait, t, shown)

    def words(self, leg: Leg, name: str, t: float, now: float) -> list[Pose]:
        """Name and remaining time: over all cars."""
        visit, span = leg.visit, leg.span
        if visit is None or span is None or leg.way not in AT_STALL or not self._named:
            return []
        shown = _shown(leg, span, t)
        plaza = self._plazas[visit.stay.plaza]
        if shown <= 0.0 or plaza.rows > 1:
            return []
        box = plaza.stalls[visit.stall]
        x, y = (box.x0 + box.x1) / 2, plaza.cars[visit.stall][1]
        room = plaza.box.width / plaza.columns - self._lengths.stall_air
        above = y + self._lengths.name_above * plaza.k
        out = []
        label = cut(name, room, self._em, "mono.medium")
        if label:
            out.append(_words("mono", f"name {visit.stay.task}", x, above, self._em, label, "text2", shown))
        if plaza.gauges and box.width >= self._lengths.seconds_least - 1e-9:
            below = y - self._lengths.seconds_below * plaza.k
            out += self._seconds(visit, span, _seen(leg, span, t, now), (x, below), shown)
        elif plaza.kind == "other" and span.wait is not None:
            # what is known of a wait whose end nobody knows
            known = cut(span.wait.label, room, self._em, "mono.medium")
            below = y - self._lengths.seconds_below * plaza.k
            out.append(_words("mono", f"wait {visit.stay.task}", x, below, self._em, known, "text3", shown))
        return out

    # -- the gauge ----------------------------------------------------------------------------------------------

    def _gauge(self, visit: Visit, plaza: Plaza, span: Span, now: float, shown: float) -> list[Pose]:
        until = span.wait.until if span.wait is not None else None
        if until is None or until <= span.begins_at:
            return []
        level = min(1.0, max(0.0, (now - span.begins_at) / (until - span.begins_at)))
        x, y = plaza.gauges[visit.stall]
        return [
            Pose(
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
        ]

    def _seconds(self, visit: Visit, span: Span, now: float, at: Point, shown: float) -> list[Pose]:
        wait = span.wait
        if wait is None or wait.until is None:
            return []
        whole, rest = wait.until - span.begins_at, wait.until - now
        late = -rest > TEMPO.overdue
        label = f"+{remaining(-rest, -rest)}" if late else remaining(max(0.0, rest), whole)
        colour = "danger" if late else "text"
        return [_words("mono.strong", f"seconds {visit.stay.task}", *at, self._em, label, colour, shown)]

    # -- the board ----------------------------------------------------------------------------------------------

    def _board(self, visit: Visit, plaza: Plaza, wait: Wait, t: float, shown: float) -> list[Pose]:
        kids = [self._kin[task] for task in children(wait, frozenset(self._kin))]
        if not kids:
            return []
        lengths, k = self._lengths, plaza.k
        box = plaza.stalls[visit.stall]
        x, y = (box.x0 + box.x1) / 2, plaza.cars[visit.stall][1]
        parent = visit.stay.task
        room = plaza.box.width / plaza.columns
        pitch = (lengths.bay_pitch if len(kids) <= 3 else lengths.bay_pitch_many) * k
        if len(kids) > lengths.bays_most or plaza.rows > 1 or len(kids) * pitch > room:
            return self._count(parent, kids, (x, y), room, k, t, shown)
        y -= lengths.board_below * k
        numbered = wait.kind != BOARD
        out = [self._ground(parent, len(kids), pitch, x, y, k, shown)] if numbered else []
        for place, kid in enumerate(kids):
            at = (x + (place - (len(kids) - 1) / 2) * pitch, y + lengths.board_chip * k)
            out += self._token(f"{parent} {place}", kid, at, k, t, shown)
            if numbered:
                em = max(lengths.bay_number * k, lengths.bay_number)
                below = y - lengths.board_number * k
                number = _words(
                    "mono.strong", f"bay {parent} {place}", at[0], below, em, str(place + 1), "text3", shown
                )
                out.append(number)
        return out

    def _ground(self, parent: int, count: int, pitch: float, x: float, y: float, k: float, shown: float) -> Pose:
        wider, height, below = self._lengths.board
        up, down = self._lengths.wall
        walls: list[Point] = []
        for wall in range(1, count):
            across = x + (wall - count / 2) * pitch
            walls += [(across, y + up * k), (across, y - down * k)]
        return Pose(
            role="bays",
            id=f"bays {parent}",
            x=x,
            y=y - below * k,
            width=pitch * count + wider * k,
            height=height * k,
            scale=k,
            points=tuple(walls),
            alpha=shown,
        )

    def _token(self, name: str, kid: Child, at: Point, k: float, t: float, shown: float) -> list[Pose]:
        lengths = self._lengths
        since = t - kid.arrived if kid.arrived is not None else -1.0
        share = since / TEMPO.chip
        solid = smooth(share)
        chip = Pose(
            role="chip",
            id=f"chip {name}",
            x=at[0],
            y=at[1],
            width=lengths.chip * lengths.chip_ratio * k,
            height=lengths.chip * k,
            scale=max(1.0, back_out(share)),
            level=solid,
            label=kid.letter,
            colour=kid.colour,
            alpha=shown,
        )
        if not kid.failed or solid <= 0.0:
            return [chip]
        right, up = lengths.warning_at
        height = lengths.warning * k
        x, y = at[0] + right * k, at[1] + up * k
        return [chip, Pose(role="warning", id=f"warning {name}", x=x, y=y, height=height, alpha=shown * solid)]

    def _count(
        self, parent: int, kids: Sequence[Child], at: Point, room: float, k: float, t: float, shown: float
    ) -> list[Pose]:
        there = sum(1 for kid in kids if kid.arrived is not None and kid.arrived <= t)
        below = at[1] - self._lengths.count_below * k
        em = self._em * self._lengths.count_words
        label = f"{there} of {len(kids)}"
        if width(label, em, "mono.semibold") > room - self._lengths.count_gap:
            label = f"{there}/{len(kids)}"
        return [_words("mono.strong", f"count {parent}", at[0], below, em, label, "text", shown)]


def family(lives: Sequence[Life], colours: dict[int, str]) -> dict[int, Child]:
    """task -> its token: it becomes solid from the gate of its last turn on."""
    return {
        life.task: Child(
            letter=life.letter,
            colour=colours[life.task],
            arrived=_arrived(life),
            failed=life.outcome == "raised",
        )
        for life in lives
    }


def _arrived(life: Life) -> float | None:
    if life.outcome is None or not life.spans:
        return None
    last = life.spans[-1]
    # after a flash or an eager step time may run on at once: the chip must be full by then
    return last.settled - (TEMPO.chip if last.flash or last.eager else 0.0)


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


def _words(role: str, name: str, x: float, y: float, em: float, label: str, colour: str, alpha: float) -> Pose:
    return Pose(role=role, id=name, x=x, y=y, height=em, label=label, colour=colour, alpha=alpha, anchor="centre")
