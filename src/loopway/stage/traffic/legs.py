"""One life -> its legs: which way each span is driven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopway.stage.path import Path
from loopway.stage.traffic.itinerary import Grey, Leg, Way
from loopway.stage.traffic.survey import Visit, passes
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Life, Span, State

if TYPE_CHECKING:
    from loopway.stage.traffic.journey import Journey


class Legs:
    """The legs of one life, span by span."""

    def __init__(self, journey: Journey, life: Life) -> None:
        self._journey, self._life = journey, life
        self._legs: list[Leg] = []

    def all(self) -> tuple[Leg, ...]:
        """All of them in order; legs without length are left out."""
        for place, span in enumerate(self._life.spans):
            if span.state is State.READY:
                self._ready(place, span)
            elif span.state is State.RUNNING:
                self._running(place, span)
            else:
                self._suspended(place, span)
        return tuple(leg for leg in self._legs if leg.end > leg.start)

    def _add(self, way: Way, start: float, end: float, **more: object) -> None:
        self._legs.append(Leg(way=way, start=start, end=end, **more))  # type: ignore[arg-type]

    def _span(self, place: int) -> Span | None:
        spans = self._life.spans
        return spans[place] if 0 <= place < len(spans) else None

    def _visit(self, place: int) -> Visit | None:
        return self._journey.survey.visits.get((self._life.task, place))

    def _until(self, place: int) -> float:
        """When the span at `place` is over in the picture; the last one lasts to the end of the film."""
        following = self._span(place + 1)
        return following.start if following is not None else self._journey.story.length

    # -- ready --------------------------------------------------------------------------------------------------

    def _ready(self, place: int, span: Span) -> None:
        before = self._span(place - 1)
        if span.flash and before is None and self._journey.lot.level.counted:
            # where all are counted, those too stand in line whose turn will be one of many
            rank, since = (
                self._journey.rank_after(self._life.task, place),
                self._journey.may_stand(self._life.task, place),
            )
            self._add(Way.LINE, max(span.start, since), span.end, rank=rank, span=span)
        if span.flash or not self._journey.has_room(self._life.task, place):
            return
        grey = self._grey_in_line(place, span)
        if before is None:
            rank = self._journey.rank_after(self._life.task, place)
            self._add(Way.BLUEPRINT, span.leaves, span.settled, rank=rank, span=span)
        elif before.state is State.SUSPENDED and not passes(self._life.spans, place - 1):
            self._roll(place, span, before)
        self._in_line(place, span, grey)

    def _roll(self, place: int, span: Span, before: Span) -> None:
        visit = self._visit(place - 1)
        if visit is None:
            return
        lot = self._journey.lot
        tail = self._journey.tail(self._life.task, place)
        start = self._journey.spots.at(visit, self._journey.leaves(self._life.task, place))
        path = Path(self._journey.ways.out(lot.plazas[visit.stay.plaza], visit.stall, tail, start))
        rank = self._journey.rank_after(self._life.task, place)
        leaves, grey = self._journey.leaves(self._life.task, place), Grey.NO
        if span.cause == "cancelled":
            hooked = leaves + TEMPO.hook * (span.settled - leaves)
            self._add(Way.HOOK, leaves, hooked, visit=visit, span=before, path=path, ready=span.start, grey=Grey.TURNS)
            leaves, grey = hooked, Grey.YES
        more = {"visit": visit, "span": before, "path": path, "rank": rank}
        self._add(Way.ROLL, leaves, span.settled, ready=span.start, grey=grey, **more)

    def _in_line(self, place: int, span: Span, grey: Grey) -> None:
        rank = self._journey.rank_after(self._life.task, place)
        end = self._until(place)
        if grey is Grey.TURNS:
            turns = max(span.settled, end - TEMPO.grey)
            self._add(Way.LINE, span.settled, turns, rank=rank, span=span)
            self._add(Way.LINE, turns, end, rank=rank, span=span, grey=grey)
        else:
            self._add(Way.LINE, span.settled, end, rank=rank, span=span, grey=grey)

    def _grey_in_line(self, place: int, span: Span) -> Grey:
        if span.cause == "cancelled":
            return Grey.YES
        following = self._span(place + 1)
        return Grey.TURNS if following is not None and following.outcome == "cancelled" else Grey.NO

    # -- running ------------------------------------------------------------------------------------------------

    def _running(self, place: int, span: Span) -> None:
        if span.eager:
            self._add(Way.CARRIED, span.start, span.settled, span=span)
            return
        if span.flash:
            self._flash(place, span)
            return
        ride = self._journey.rides[self._life.task, place]
        before = self._span(place - 1)
        told = (before is not None and before.cause == "cancelled") or span.outcome == "cancelled"
        grey = Grey.YES if told else Grey.NO
        if self._span(place + 1) is None and span.outcome is None:
            self._add(Way.ROAD, ride.start, ride.gate, ride=ride, span=span, grey=grey)
            self._add(Way.STUCK, ride.gate, self._journey.story.length, ride=ride, span=span, grey=grey)
            return
        self._add(Way.ROAD, ride.start, ride.gate, ride=ride, span=span, outcome=span.outcome, grey=grey)
        if span.outcome is not None:
            self._finish(span, Grey.YES if span.outcome == "cancelled" else Grey.BACK if told else Grey.NO)

    def _finish(self, span: Span, grey: Grey) -> None:
        task, journey = self._life.task, self._journey
        ride = journey.rides[task, len(self._life.spans) - 1]
        arrival = journey.arrival(task)
        resting = Grey.YES if grey is Grey.YES else Grey.NO
        more = {"arrival": arrival, "outcome": span.outcome, "span": span}
        self._add(Way.FINISH, ride.gate, ride.end, ride=ride, grey=grey, **more)
        self._in_lane(max(ride.gate, ride.end), grey=resting, **more)

    def _in_lane(self, start: float, **more: object) -> None:
        """Until the end, or until others need its place."""
        lane = self._journey.lanes[self._life.loop]
        until = min(self._journey.story.length, lane.until(self._journey.arrival(self._life.task)))
        self._add(Way.LANE, start, max(start, until), **more)

    def _flash(self, place: int, span: Span) -> None:
        middle = (span.start + span.settled) / 2
        visit = self._visit(place - 2)
        if visit is not None and not self._glimpsed(place - 2):
            self._add(Way.FLASH, span.start, middle, visit=visit, span=span)
        if span.outcome is not None:
            grey = Grey.YES if span.outcome == "cancelled" else Grey.NO
            more = {"arrival": self._journey.arrival(self._life.task), "outcome": span.outcome, "grey": grey}
            self._add(Way.SHOW, middle, span.settled, span=span, **more)
            self._in_lane(span.settled, span=span, **more)
        elif not self._glimpsed(place + 1):
            self._add(Way.SHOW, middle, span.settled, visit=self._visit(place + 1), span=span)

    def _glimpsed(self, place: int) -> bool:
        """Whether a stay between two flashes is too short to be seen: then the car is only in the running light."""
        span, following = self._span(place), self._span(place + 1)
        if span is None or following is None or not (span.flash and following.flash):
            return False
        return following.end - span.settled < TEMPO.glimpse

    # -- suspended ----------------------------------------------------------------------------------------------

    def _suspended(self, place: int, span: Span) -> None:
        visit, before, following = self._visit(place), self._span(place - 1), self._span(place + 1)
        task = self._life.task
        ready = following.start if following is not None else None
        if self._glimpsed(place):
            return
        if visit is None:
            assert following is not None
            ride = self._journey.rides[task, place - 1]
            fades = not self._journey.has_room(task, place + 1)
            rank = self._journey.rank_after(task, place + 1)
            self._add(Way.APRON, ride.gate, ride.end, ride=ride, span=span, ready=span.start, rank=rank, fades=fades)
            return
        if following is None or not (following.flash or self._journey.has_room(task, place + 1)):
            leaves = self._journey.story.length
        else:
            leaves = following.end if following.flash else self._journey.leaves(task, place + 1)
        if before is not None and before.eager:
            self._add(Way.SHOW, span.leaves, span.settled, visit=visit, span=span, ready=ready)
        elif before is not None and not before.flash and not span.flash:
            told = self._told(place - 2)
            ride = self._journey.rides[task, place - 1]
            self._add(
                Way.PARK,
                span.leaves,
                span.settled,
                ride=ride,
                visit=visit,
                span=span,
                ready=ready,
                grey=Grey.BACK if told else Grey.NO,
            )
        self._add(Way.STALL, span.settled, max(leaves, span.settled), visit=visit, span=span, ready=ready)

    def _told(self, place: int) -> bool:
        span = self._span(place)
        return span is not None and span.cause == "cancelled"
