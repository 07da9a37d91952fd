"""All lives of a story -> all itineraries, on one ground and with one line."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise

from loopway.stage.path import Path
from loopway.stage.stage import Point
from loopway.stage.traffic.colours import colours
from loopway.stage.traffic.itinerary import Itinerary, Leg
from loopway.stage.traffic.lanes import Spots
from loopway.stage.traffic.legs import Legs
from loopway.stage.traffic.line import FinishLane, ReadyLine, Start
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.ride import Pause, Ride
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.signs import PlazaKind
from loopway.stage.traffic.stands import Stands
from loopway.stage.traffic.survey import Survey, passes
from loopway.stage.traffic.tempo import TEMPO
from loopway.stage.traffic.ways import Ways
from loopway.story.story import Life, Span, State, Story, StretchKind
from loopway.trace.events import Wait

Turn = tuple[int, int]
"""(task, number of its RUNNING span)."""

STANDING = frozenset({StretchKind.BLOCK, StretchKind.HOLD})
"""Stretches in which the driver stands on the road."""


class Journey:
    """The turns of a film in order, their rides, and the lines between them."""

    def __init__(self, story: Story, survey: Survey, ring: Ring, lot: Lot, stands: Stands) -> None:
        self.story, self.survey, self.ring, self.lot, self.ways = story, survey, ring, lot, Ways(lot)
        self.stands = stands
        self.spots = Spots(survey.visits, lot)
        self._pauses = self._blocks()
        self.lives = {life.task: life for life in story.timeline.lives}
        self.turns = self._turns()
        self.rank = {turn: rank for rank, turn in enumerate([*self.turns, *self._never()])}
        """Of turns, and of those who line up for a turn that never comes."""
        self._stood = self._standing()
        self._parking = self._parkings()
        self._arrivals, self.lanes = self._finish_lanes()
        self.line = self._line({turn: self._ride(turn, None) for turn in self.turns if not self._span(turn).flash})
        self.rides = {turn: self._ride(turn, self.line) for turn in self.turns if not self._span(turn).flash}

    def itineraries(self) -> tuple[Itinerary, ...]:
        """One for every task that is shown."""
        colour = colours(self.story.timeline.lives)
        return tuple(
            Itinerary(
                task=life.task,
                loop=life.loop,
                letter=life.letter,
                colour=colour[life.task],
                name=life.called,
                parent=life.parent,
                legs=self._legs(life),
            )
            for life in self.story.timeline.lives
        )

    def _legs(self, life: Life) -> tuple[Leg, ...]:
        return Legs(self, life).all()

    def arrival(self, task: int) -> int:
        """The how many'th in the finish lane of its loop a task is."""
        return self._arrivals[task]

    def rank_after(self, task: int, place: int) -> int:
        """The rank of the turn that follows the READY span at `place`."""
        return self.rank[task, place + 1]

    def may_stand(self, task: int, place: int) -> float:
        """From when on the car of the READY span at `place` has none before it that still has to come to the line.

        Chips leave gaps for those: they would have to come past full cars, but not past chips.
        """
        return 0.0 if self.stands.chips else self._stood[self.rank_after(task, place)]

    def has_room(self, task: int, place: int) -> bool:
        """Whether the ramp has a place for who lines up with the READY span at `place`.

        The story keeps the line as short as the ramp; only those whose turn never comes may be too many.
        """
        if place + 1 < len(self.lives[task].spans):
            return True
        at = self.lives[task].spans[place].settled
        return self.line.place(self.rank_after(task, place), at) < self.stands.places

    def leaves(self, task: int, place: int) -> float:
        """When the car of the READY span at `place` sets out: in a car park it lets others park first, if it can."""
        span = self.lives[task].spans[place]
        leaves = span.leaves
        visit = self.survey.visits.get((task, place - 1))
        if visit is None or self.lot.plazas[visit.stay.plaza].rows == 1:
            return leaves
        parking = self._parking[visit.stay.plaza]
        for number in range(max(0, bisect_left(parking, (leaves,)) - 1), len(parking)):
            start, end = parking[number]
            if start >= leaves + TEMPO.lets_park * (span.settled - leaves):
                break
            if end > leaves and span.settled - end >= TEMPO.shortest_roll:
                leaves = end
        return leaves

    def tail(self, task: int, place: int) -> Point:
        """Where the tail of the line is when the READY span at `place` settles."""
        at, rank = self.lives[task].spans[place].settled, self.rank_after(task, place)
        return self.stands.in_line(self.line.place(rank, at), rank)

    # -- the order of things ------------------------------------------------------------------------------------

    def _span(self, turn: Turn) -> Span:
        task, place = turn
        return self.lives[task].spans[place]

    def _wait(self, task: int, place: int) -> Wait:
        wait = self.lives[task].spans[place].wait
        assert wait is not None
        return wait

    def _turns(self) -> list[Turn]:
        turns = [
            (span.start, life.task, place)
            for life in self.lives.values()
            for place, span in enumerate(life.spans)
            if span.state is State.RUNNING and not span.eager
        ]
        return [(task, place) for _, task, place in sorted(turns)]

    def _never(self) -> list[Turn]:
        """Those who stand in line at the end, in their order, as if they had a turn to come."""
        waiting = [
            (life.spans[-1].settled, life.task, len(life.spans))
            for life in self.lives.values()
            if life.spans and life.spans[-1].state is State.READY
        ]
        return [(task, place) for _, task, place in sorted(waiting)]

    def _standing(self) -> list[float]:
        """rank -> when all who go before it stand in line."""
        before = [self.lives[task].spans[place - 1] for task, place in self.rank]
        settled = [span.settled if span.state is State.READY and not span.flash else 0.0 for span in before]
        return list(accumulate(settled, max, initial=0.0))

    def _parkings(self) -> dict[PlazaKind, list[tuple[float, float]]]:
        """plaza -> when cars are on their way from its gate to a stall, one after the other."""
        found: dict[PlazaKind, list[tuple[float, float]]] = {kind: [] for kind in self.lot.plazas}
        for (task, place), visit in self.survey.visits.items():
            span = self.lives[task].spans[place]
            if not span.flash:
                found[visit.stay.plaza].append((span.leaves, span.settled))
        return {kind: sorted(times) for kind, times in found.items()}

    def _finish_lanes(self) -> tuple[dict[int, int], dict[int, FinishLane]]:
        arrivals: dict[int, int] = {}
        instants: dict[int, list[tuple[float, float]]] = {}
        for task, place in self.turns:
            if self._span((task, place)).outcome is not None:
                life, gate = self.lives[task], self._span((task, place)).settled
                there = instants.setdefault(life.loop, [])
                arrivals[task] = len(there)
                there.append((gate, life.gone if life.gone is not None else gate))
        roads = sorted(self.story.roads, key=lambda road: road.start)
        emptied = {road.loop: following.start for road, following in pairwise(roads)}
        loops = {life.loop for life in self.lives.values()}
        places = self.stands.lane_places
        return arrivals, {loop: FinishLane(instants.get(loop, ()), places, emptied.get(loop)) for loop in loops}

    def _line(self, rides: dict[Turn, Ride]) -> ReadyLine:
        starts = []
        gos = [self._span(turn).start for turn in self.turns]
        for turn, go, following in zip(self.turns, gos, (*gos[1:], float("inf")), strict=False):
            if turn not in rides:
                starts.append(Start(go=go, after=0.0, during=max(1e-3, self._span(turn).settled - go)))
                continue
            cleared = rides[turn].when(TEMPO.cleared * self.stands.pitch) - go
            during = max(TEMPO.up_floor, min(TEMPO.up, following - go - max(0.0, cleared - TEMPO.up_early)))
            after = max(0.02, cleared - TEMPO.up_early * min(1.0, during / TEMPO.up))
            starts.append(Start(go=go, after=after, during=during))
        return ReadyLine(starts)

    # -- rides --------------------------------------------------------------------------------------------------

    def _ride(self, turn: Turn, line: ReadyLine | None) -> Ride:
        task, place = turn
        span = self._span(turn)
        ring = self.ring
        if span.outcome is not None:
            path, to_gate, end = self._home(turn)
        elif place + 1 < len(self.lives[task].spans):
            path, to_gate, end = self._to_rest(turn, line)
        else:
            path = Path([*ring.onto(self._first(turn)), (ring.x1 - ring.corner, ring.y1)])
            to_gate, end = path.length, span.settled
        times = (span.start, span.settled, max(end, span.settled))
        pauses = tuple(self._pauses.get(task, ()))
        return Ride(path, to_gate, times, pauses, 0.0 if self.story.reduced else ring.lengths.sits_back * ring.u)

    def _blocks(self) -> dict[int, list[Pause]]:
        """task -> when a call of its, or the script's own wish, keeps it where it is on the road."""
        found: dict[int, list[Pause]] = {}
        for stretch in self.story.stretches:
            if stretch.kind in STANDING and stretch.task is not None:
                found.setdefault(stretch.task, []).append((stretch.start, stretch.end))
        return found

    def _first(self, turn: Turn) -> Point:
        return self.stands.in_line(0.0, self.rank[turn])

    def _home(self, turn: Turn) -> tuple[Path, float, float]:
        task, _ = turn
        ring, life = self.ring, self.lives[task]
        bend = Path([*ring.onto(self._first(turn)), *ring.off()])
        gone = life.gone if life.gone is not None else life.spans[-1].settled
        arrival = self._arrivals[task]
        place = self.lanes[life.loop].place(arrival, gone)
        path = Path([*bend.points, self.stands.in_lane(max(place, 0.0), arrival)])
        return path, ring.lengths.straight * bend.length, gone

    def _to_rest(self, turn: Turn, line: ReadyLine | None) -> tuple[Path, float, float]:
        task, place = turn[0], turn[1] + 1
        spans = self.lives[task].spans
        if passes(spans, place):
            plaza = self.lot.plazas[self.survey.plaza(self._wait(task, place))]
            lead = self.ways.to_gate(plaza, self._first(turn))
            settled = spans[place + 1].settled
            rank = self.rank_after(task, place + 1)
            tail = self.stands.in_line(line.place(rank, settled) if line else 1.0, rank)
            return Path([*lead, *self.ways.across(plaza, tail)]), Path(lead).length, settled
        visit = self.survey.visits[task, place]
        plaza = self.lot.plazas[visit.stay.plaza]
        to_gate = Path(self.ways.to_gate(plaza, self._first(turn)))
        settled = spans[place].settled
        return to_gate + self.ways.into(plaza, visit.stall, self.spots.at(visit, settled)), to_gate.length, settled
