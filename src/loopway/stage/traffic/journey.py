"""All lives of a story -> all itineraries, on one ground and with one line."""

from __future__ import annotations

from itertools import pairwise

from loopway.stage.path import Path
from loopway.stage.traffic.colours import colours
from loopway.stage.traffic.itinerary import Itinerary, Leg
from loopway.stage.traffic.legs import Legs
from loopway.stage.traffic.line import FinishLane, ReadyLine, Start
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.ride import Pause, Ride
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.signs import PlazaKind, sign_of
from loopway.stage.traffic.survey import Survey, passes
from loopway.stage.traffic.tempo import TEMPO
from loopway.stage.traffic.ways import Ways
from loopway.story.story import Life, Span, State, Story, StretchKind
from loopway.trace.events import Wait

Turn = tuple[int, int]
"""(task, number of its RUNNING span)."""


class Journey:
    """The turns of a film in order, their rides, and the lines between them."""

    def __init__(self, story: Story, survey: Survey, ring: Ring, lot: Lot) -> None:
        self.story, self.survey, self.ring, self.lot, self.ways = story, survey, ring, lot, Ways(lot)
        self.lives = {life.task: life for life in story.timeline.lives}
        self.turns = self._turns()
        self.rank = {turn: rank for rank, turn in enumerate([*self.turns, *self._never()])}
        """Of turns, and of those who line up for a turn that never comes."""
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
                name=life.coro,
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

    def has_room(self, task: int, place: int) -> bool:
        """Whether the ramp has a place for who lines up with the READY span at `place`.

        The story keeps the line as short as the ramp; only those whose turn never comes may be too many.
        """
        if place + 1 < len(self.lives[task].spans):
            return True
        at = self.lives[task].spans[place].settled
        return self.line.place(self.rank_after(task, place), at) < self.ring.places

    def leaves(self, task: int, place: int) -> float:
        """When the car of the READY span at `place` sets out: in a car park it lets others park first, if it can."""
        span = self.lives[task].spans[place]
        leaves = span.leaves
        visit = self.survey.visits.get((task, place - 1))
        if visit is None or self.lot.plazas[visit.stay.plaza].rows == 1:
            return leaves
        for start, end in self._parking[visit.stay.plaza]:
            soon = leaves + TEMPO.lets_park * (span.settled - leaves)
            if start < soon and end > leaves and span.settled - end >= TEMPO.shortest_roll:
                leaves = end
        return leaves

    def tail_x(self, task: int, place: int) -> float:
        """Where the tail of the line is when the READY span at `place` settles."""
        at = self.lives[task].spans[place].settled
        return self.ring.place_x(self.line.place(self.rank_after(task, place), at))

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

    def _parkings(self) -> dict[PlazaKind, list[tuple[float, float]]]:
        """plaza -> when cars are on their way from its gate to a stall, in order."""
        found: dict[PlazaKind, list[tuple[float, float]]] = {kind: [] for kind in self.lot.plazas}
        for (task, place), visit in self.survey.visits.items():
            span = self.lives[task].spans[place]
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
        places = self.ring.lane_places
        return arrivals, {loop: FinishLane(instants.get(loop, ()), places, emptied.get(loop)) for loop in loops}

    def _line(self, rides: dict[Turn, Ride]) -> ReadyLine:
        starts = []
        gos = [self._span(turn).start for turn in self.turns]
        for turn, go, following in zip(self.turns, gos, (*gos[1:], float("inf")), strict=False):
            if turn not in rides:
                starts.append(Start(go=go, after=0.0, during=max(1e-3, self._span(turn).settled - go)))
                continue
            cleared = rides[turn].when(TEMPO.cleared * self.ring.pitch) - go
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
            path, to_gate, end = self._home(task)
        elif place + 1 < len(self.lives[task].spans):
            path, to_gate, end = self._to_rest(task, place + 1, line)
        else:
            path = Path([*ring.onto(), (ring.x1 - ring.corner, ring.y1)])
            to_gate, end = path.length, span.settled
        times = (span.start, span.settled, max(end, span.settled))
        pauses: tuple[Pause, ...] = tuple(
            (stretch.start, stretch.end)
            for stretch in self.story.stretches
            if stretch.kind is StretchKind.BLOCK and stretch.task == task
        )
        return Ride(path, to_gate, times, pauses, ring.lengths.sits_back * ring.u)

    def _home(self, task: int) -> tuple[Path, float, float]:
        ring, life = self.ring, self.lives[task]
        bend = Path([*ring.onto(), *ring.off()])
        gone = life.gone if life.gone is not None else life.spans[-1].settled
        place = self.lanes[life.loop].place(self._arrivals[task], gone)
        path = Path([*bend.points, ring.lane_place(max(place, 0.0))])
        return path, ring.lengths.straight * bend.length, gone

    def _to_rest(self, task: int, place: int, line: ReadyLine | None) -> tuple[Path, float, float]:
        spans = self.lives[task].spans
        if passes(spans, place):
            plaza = self.lot.plazas[sign_of(self._wait(task, place)).plaza]
            lead = self.ways.to_gate(plaza)
            settled = spans[place + 1].settled
            rank = self.rank_after(task, place + 1)
            tail = self.ring.place_x(line.place(rank, settled) if line else 1.0)
            return Path([*lead, *self.ways.across(plaza, tail)]), Path(lead).length, settled
        visit = self.survey.visits[task, place]
        plaza = self.lot.plazas[visit.stay.plaza]
        lead = self.ways.to_gate(plaza)
        return Path([*lead, *self.ways.into(plaza, visit.stall)]), Path(lead).length, spans[place].settled
