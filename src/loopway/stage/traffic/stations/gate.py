"""The toll gate of locks, semaphores and conditions: a lane, a barrier, a board with the keys."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.stage import Piece, Point, Pose
from loopway.stage.traffic.plaza import Lane
from loopway.stage.traffic.stations.keys import keys_of
from loopway.stage.traffic.stations.other import Elsewhere
from loopway.stage.traffic.stations.site import Here, Site
from loopway.stage.traffic.tempo import TEMPO


class Lies(msgspec.Struct, frozen=True, kw_only=True):
    """A key that has no board: its place beside the sign."""

    group: str
    row: int
    at: Point
    wide: float
    alone: bool
    """Without the chip of its holder."""


class Gate(Elsewhere):
    """Cars wait in the lane of their lock; who holds it has the key on his car, wherever that is."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._keys = keys_of(site.story)
        self._shelf = self._lie()
        self._opens = {lane.group: self._leavings(lane.group) for lane in self.plaza.lanes}

    def pieces(self) -> Iterable[Piece]:
        """Each lane's ground, its post, and the board beside it."""
        toll, u = self.lengths.toll, self.site.u
        for lane in self.plaza.lanes:
            half = toll.lane / 2 * u
            ground = ((lane.x - half, lane.barrier), (lane.x + half, lane.top))
            yield Piece(role="stall", id=f"lane {lane.group}", points=ground, width=self.lengths.stall_radius * u)
            post = (lane.x + toll.arm * u, lane.barrier)
            yield Piece(role="barrier.post", id=f"post {lane.group}", points=(post,), scale=u)
            if keyed := self._board(lane):
                yield from self._board_pieces(lane, *keyed)
        if self._shelf:
            (left, y), (right, _) = self._shelf[0].at, self._shelf[-1].at
            half, high = self._shelf[0].wide / 2, toll.board_row / 2 * u
            corners = ((left - half, y - high), (right + half, y + high))
            yield Piece(role="stall", id="shelf", points=corners, width=self.lengths.stall_radius * u)

    def ground(self, t: float, now: float) -> Iterable[Pose]:
        """The keys on the boards, and who has those that are out."""
        for lane in self.plaza.lanes:
            keyed = self._board(lane)
            if keyed is None or keyed[1] > self.lengths.toll.rows_most:
                continue
            before, after, share = self._keys[lane.group].now(t)
            for row in range(keyed[1]):
                yield from self._row(lane, row, keyed, (before[row : row + 1], after[row : row + 1]), share)
        for lies in self._shelf:
            before, after, share = self._keys[lies.group].now(t)
            held = (before[lies.row : lies.row + 1], after[lies.row : lies.row + 1])
            yield from self._key(f"{lies.group} {lies.row}", lies.at, held, share, alone=lies.alone)

    def above(self, t: float, now: float) -> Iterable[Pose]:
        """The barriers: up only while a car is let go."""
        toll, u = self.lengths.toll, self.site.u
        for lane in self.plaza.lanes:
            up = max((_up(t, *let_go) for let_go in self._opens[lane.group] if abs(t - let_go[1]) < 2.0), default=0.0)
            yield Pose(
                role="barrier",
                id=f"barrier {lane.group}",
                x=lane.x + toll.arm * u,
                y=lane.barrier,
                width=2 * toll.arm * u,
                height=toll.arm_wide * u,
                heading=-toll.lift * up,
                scale=u,
            )

    def cargo(self, task: int, body: Pose, t: float) -> Iterable[Pose]:
        """The key that a car has with it."""
        toll = self.lengths.toll
        for name, held in self._keys.items():
            before, after, share = held.now(t)
            seen = share if task in after and task not in before else 1.0 - share if task in before else 0.0
            seen = 1.0 if task in after and task in before else seen
            if seen > 0.0:
                back = toll.badge_at * body.scale
                yield Pose(
                    role="key.badge",
                    id=f"badge {name} {task}",
                    x=body.x - back * math.cos(body.heading),
                    y=body.y - back * math.sin(body.heading),
                    width=2 * toll.badge * body.scale,
                    height=2 * toll.badge * body.scale,
                    scale=body.scale,
                    alpha=seen * body.alpha,
                )
                return

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """Cars in a lane stand too close for words."""
        return () if self.plaza.lanes else super().words(here, name)

    # -- the board ----------------------------------------------------------------------------------------------

    def _board(self, lane: Lane) -> tuple[Point, int] | None:
        """The middle of a lane's board and how many keys it has; None: it has none, or no room for it."""
        toll, u = self.lengths.toll, self.site.u
        held = self._keys.get(lane.group)
        right = lane.x + (toll.board_x + toll.board / 2) * u
        if held is None or right > self.plaza.box.x1 + 1e-9:
            return None
        return (lane.x + toll.board_x * u, lane.barrier + toll.board_y * u), len(held.rows[0])

    def _board_pieces(self, lane: Lane, at: Point, count: int) -> Iterable[Piece]:
        toll, u, (x, y) = self.lengths.toll, self.site.u, at
        shown = count if count <= toll.rows_most else 0
        half = (shown * toll.board_row + toll.board_edge) / 2 * u
        if shown:
            corners = ((x - toll.board / 2 * u, y - half), (x + toll.board / 2 * u, y + half))
            yield Piece(role="stall", id=f"board {lane.group}", points=corners, width=self.lengths.stall_radius * u)
        if count > 1:
            yield Piece(
                role="mono",
                id=f"keys {lane.group}",
                points=((x, y + half + toll.words_above * u),),
                height=self.site.em,
                label=self.site.story.language.say("count.keys", n=count),
                colour="text2",
                anchor="centre",
            )

    def _row(
        self,
        lane: Lane,
        row: int,
        board: tuple[Point, int],
        holders: tuple[tuple[int | None, ...], tuple[int | None, ...]],
        share: float,
    ) -> Iterable[Pose]:
        """One key, and the chip of who has it."""
        toll, u = self.lengths.toll, self.site.u
        (x, y), count = board
        y += ((count - 1) / 2 - row) * toll.board_row * u
        yield from self._key(f"{lane.group} {row}", (x, y), holders, share)

    def _key(
        self,
        name: str,
        at: Point,
        holders: tuple[tuple[int | None, ...], tuple[int | None, ...]],
        share: float,
        *,
        alone: bool = False,
    ) -> Iterable[Pose]:
        """A key round a point, with the chip of who has it, or `alone`."""
        toll, u, k, (x, y) = self.lengths.toll, self.site.u, self.lengths.chip * self.site.u, at
        (before,), (after,) = ((one or (None,)) for one in holders)
        free = (after is None) * share + (before is None) * (1.0 - share)
        size, aside = toll.key * u, 0.0 if alone else toll.key_x * u
        yield Pose(role="key", id=f"key {name}", x=x - aside, y=y, height=size, width=size, level=free)
        if alone:
            return
        across = x + toll.key_x * u
        yield Pose(role="key.place", id=f"place {name}", x=across, y=y, height=k, width=self.lengths.chip_ratio * k)
        for task, seen in ((after, 1.0),) if before == after else ((before, 1.0 - share), (after, share)):
            if task is None or task not in self.site.kin:
                continue
            kin = self.site.kin[task]
            yield Pose(
                role="chip",
                id=f"holder {name} {task}",
                x=across,
                y=y,
                height=k,
                width=self.lengths.chip_ratio * k,
                label=kin.letter,
                colour=kin.colour,
                alpha=seen,
            )

    def _lie(self) -> list[Lies]:
        """The keys that have no board, beside the sign: with their holders, or if there is no room for those, alone."""
        toll, u, ((left, y), (right, _)) = self.lengths.toll, self.site.u, self.site.strip
        boards = {lane.group for lane in self.plaza.lanes if self._board(lane) is not None}
        there = [
            (group, row) for group in self._keys if group not in boards for row in range(len(self._keys[group].rows[0]))
        ]
        for alone, wide in zip((False, True), toll.shelf, strict=True):
            if self.plaza.park is None and len(there) * wide * u <= right - left:
                xs = (left + (place + 0.5) * wide * u for place in range(len(there)))
                return [
                    Lies(group=group, row=row, at=(x, y), wide=wide * u, alone=alone)
                    for (group, row), x in zip(there, xs, strict=True)
                ]
        return []

    def _leavings(self, group: str) -> tuple[tuple[float, float], ...]:
        """When cars are woken, and when they are let go: not those that are towed away."""
        lives = {life.task: life for life in self.site.story.timeline.lives}
        found = []
        for (task, place), visit in self.site.visits.items():
            spans = lives[task].spans
            if visit.stay.group == group and place + 1 < len(spans) and spans[place + 1].cause == "woken":
                found.append((spans[place].end, visit.stay.leaves))
        return tuple(sorted(found))


def _up(t: float, woken: float, leaves: float) -> float:
    """How far a barrier is up for a car that sets out at `leaves`; it stirs for nobody who is still waiting."""
    opened = smooth((t - max(woken, leaves - TEMPO.barrier)) / TEMPO.barrier)
    return opened * (1.0 - smooth((t - leaves - TEMPO.barrier_open) / TEMPO.barrier))
