"""The boards at the meeting point: a chip for every child, or how many of them have arrived."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from loopway.stage.easing import back_out, smooth
from loopway.stage.stage import Point, Pose
from loopway.stage.text import width
from loopway.stage.traffic.levels import Level
from loopway.stage.traffic.plaza import Plaza
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.ropes import hangs, rope
from loopway.stage.traffic.signs import BOARD, is_group
from loopway.stage.traffic.strip import number
from loopway.stage.traffic.survey import Visit, children
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.language import Language
from loopway.story.story import Life
from loopway.trace.events import Wait


class Child(msgspec.Struct, frozen=True, kw_only=True):
    """One token of a board."""

    letter: str
    colour: str
    arrived: float | None
    """Film seconds; None: never."""
    failed: bool


class Boards:
    """All boards, at any instant."""

    def __init__(self, lengths: RoadMap, kin: dict[int, Child], u: float, level: Level, language: Language) -> None:
        self._lengths, self._kin, self._level, self._language = lengths, kin, level, language
        self._em = max(lengths.label * u, lengths.label_floor)
        self._kids: dict[tuple[int, float], tuple[Child, ...]] = {}
        self._arrivals: dict[tuple[int, float], list[float]] = {}

    def poses(self, visit: Visit, plaza: Plaza, wait: Wait, t: float, shown: float) -> list[Pose]:
        """The board of who waits at `visit`, as much of it as is `shown`; nothing if it waits for no task."""
        kids = self._children(visit, wait)
        if not kids:
            return []
        lengths, k = self._lengths, plaza.k
        box = plaza.stalls[visit.stall]
        x, y = (box.x0 + box.x1) / 2, plaza.car(visit.stall)[1]
        parent = visit.stay.task
        room = plaza.box.width / plaza.columns
        pitch = (lengths.bay_pitch if len(kids) <= 3 else lengths.bay_pitch_many) * k
        if len(kids) > lengths.bays_most or plaza.rows > 1 or len(kids) * pitch > room:
            there = bisect_right(self._arrivals[_name(visit)], t)
            return self._count(parent, (there, len(kids)), (x, y), room, k, shown)
        if is_group(wait):
            return self._tied(visit, kids, (x, y), k, t, shown)
        y -= lengths.board_below * k
        numbered = wait.kind != BOARD
        out = [self._ground(parent, len(kids), pitch, x, y, k, shown)] if numbered else []
        for place, kid in enumerate(kids):
            at = (x + (place - (len(kids) - 1) / 2) * pitch, y + lengths.board_chip * k)
            out += self._token(f"{parent} {place}", kid, at, k, t, shown)
            if numbered:
                em = max(lengths.bay_number * k, lengths.bay_number)
                below = y - lengths.board_number * k
                painted = words_at(
                    "mono.strong", f"bay {parent} {place}", at[0], below, em, str(place + 1), "text3", shown
                )
                out.append(painted)
        return out

    def _tied(self, visit: Visit, kids: Sequence[Child], at: Point, k: float, t: float, shown: float) -> list[Pose]:
        """The children of a TaskGroup on one rope: no numbers, for their order says nothing."""
        parent, where = visit.stay.task, hangs(len(kids), at, k, self._lengths.meeting)
        failures = [kid.arrived for kid in kids if kid.failed and kid.arrived is not None]
        out = [rope(str(parent), where, min(failures, default=None), t, shown)]
        for place, (kid, there) in enumerate(zip(kids, where.chips, strict=True)):
            out += self._token(f"{parent} {place}", kid, there, k, t, shown)
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

    def _count(self, parent: int, count: tuple[int, int], at: Point, room: float, k: float, shown: float) -> list[Pose]:
        there, of = count
        lengths, (x, y) = self._lengths, at
        if self._level.counted:
            below = y - lengths.count_meet * k
            return [
                words_at("mono.strong", f"count {parent}", x, below, lengths.count, number(there), "text", shown),
                words_at(
                    "words",
                    f"count of {parent}",
                    x,
                    below - lengths.count_meet_of,
                    lengths.count_small,
                    self._language.say("count.of", m=number(of)),
                    "text2",
                    shown,
                ),
            ]
        below = y - lengths.count_below * k
        em = self._em * lengths.count_words
        label = self._language.say("count.there", n=there, m=of)
        if width(label, em, "mono.semibold") > room - lengths.count_gap:
            label = f"{there}/{of}"
        return [words_at("mono.strong", f"count {parent}", x, below, em, label, "text", shown)]

    def _children(self, visit: Visit, wait: Wait) -> tuple[Child, ...]:
        """Whom the parent waits for; looked up once, they may be ten thousand."""
        name = _name(visit)
        if name not in self._kids:
            self._kids[name] = tuple(self._kin[task] for task in children(wait, self._kin.keys()))
            self._arrivals[name] = sorted(kid.arrived for kid in self._kids[name] if kid.arrived is not None)
        return self._kids[name]


def _name(visit: Visit) -> tuple[int, float]:
    return visit.stay.task, visit.stay.start


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


def words_at(role: str, name: str, x: float, y: float, em: float, label: str, colour: str, alpha: float) -> Pose:
    """Words round their middle at x, with their baseline at y."""
    return Pose(role=role, id=name, x=x, y=y, height=em, label=label, colour=colour, alpha=alpha, anchor="centre")
