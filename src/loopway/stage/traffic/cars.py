"""A car at one instant: where it is, how bright, which lamps shine; from its itinerary alone."""

from __future__ import annotations

import math
from bisect import bisect_right

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.path import Path
from loopway.stage.stage import Lamps, Point, Pose
from loopway.stage.traffic.blinker import Blinker
from loopway.stage.traffic.colours import cancelled
from loopway.stage.traffic.itinerary import Grey, Itinerary, Leg, Way
from loopway.stage.traffic.journey import Journey
from loopway.stage.traffic.ride import Ride
from loopway.stage.traffic.survey import Visit
from loopway.stage.traffic.tempo import TEMPO

DOWN, LEFT = -math.pi / 2, math.pi

ROOT = "M"
"""Who waits for all others keeps its letter however many there are."""

OFF = Lamps()
WAITING = Lamps(tail=True)
FINISHED = 0.4
"""Paint in the finish lane: 60 % as dim as a waiting car."""


class State(msgspec.Struct, frozen=True):
    """A car's whole appearance but for its colour."""

    x: float
    y: float
    heading: float
    scale: float
    lamps: Lamps
    level: float = 1.0
    alpha: float = 1.0
    grey: float = 0.0
    """0 its own colour .. 1 grey."""


class Car:
    """One car of the film. `born` gives the place where its plan begins its way."""

    def __init__(self, itinerary: Itinerary, journey: Journey, blinker: Blinker, born: Point) -> None:
        self.itinerary, self.legs = itinerary, itinerary.legs
        self.ring, self.lot, self.line, self.stands = journey.ring, journey.lot, journey.line, journey.stands
        self.spots = journey.spots
        self._built = bool(journey.story.roads)
        """A loop runs; without one a task stays a plan."""
        self._on_paper = any(paper.coro == journey.lives[itinerary.task].coro for paper in journey.story.papers)
        self.lane = journey.lanes[itinerary.loop]
        self._starts = [leg.start for leg in self.legs]
        self._blinker, self._born = blinker, born
        self._letter = itinerary.letter if journey.lot.level.lettered or itinerary.letter == ROOT else ""

    def leg(self, t: float) -> Leg | None:
        """What it does at t; None: it is not there."""
        place = bisect_right(self._starts, t) - 1
        return self.legs[place] if place >= 0 and t < self.legs[place].end else None

    def state(self, leg: Leg, t: float) -> State:
        """How it looks at t, somewhere on `leg`."""
        ride, way = leg.ride, leg.way
        if way is Way.LINE:
            return self._in_line(leg, t)
        if way in (Way.ROAD, Way.STUCK) and ride is not None:
            return self._on_road(leg, ride, t)
        if way is Way.PARK and ride is not None:
            return self._parking(leg, ride, t)
        if way is Way.APRON and ride is not None:
            return self._crossing(leg, ride, t)
        if way is Way.FINISH and ride is not None:
            return self._finishing(leg, ride, t)
        if way is Way.ROLL:
            return self._rolling(leg, t)
        if way is Way.LANE:
            return self._finished(leg, t)
        return self._in_stall(leg, t)

    # -- each way -----------------------------------------------------------------------------------------------

    def _riding(
        self, ride: Ride, t: float, scale: float, lamps: Lamps, *, level: float = 1.0, grey: float = 0.0
    ) -> State:
        distance = ride.distance(t)
        x, y = ride.path.point(distance)
        return State(x - min(0.0, distance), y, ride.path.heading(distance), scale, lamps, level, 1.0, grey)

    def _in_line(self, leg: Leg, t: float) -> State:
        place = self.line.place(leg.rank, t)
        x, y = self.stands.in_line(place, leg.rank)
        lamps, grey = self._blinker.ready(t), _grey(leg, t)
        seen = 1.0 if leg.span is None or not leg.span.flash else smooth(self.stands.drawn - place)
        return State(x, y, LEFT, self.stands.scale, lamps, alpha=seen, grey=grey)

    def _on_road(self, leg: Leg, ride: Ride, t: float) -> State:
        head = headlights(leg, t)
        stands = ride.stands(t)
        raised = leg.outcome == "raised" and _share(t, leg) > TEMPO.raised
        lamps = Lamps(head=head)
        if stands > 0.0:
            lamps = Lamps(head=head, tail=True, left=True, right=True)
        elif raised:
            lamps = self._blinker.hazard(t, head=head)
        stood, u = self.stands.scale, self.ring.u
        grown = stood + (u - stood) * smooth(_share(t, leg) / TEMPO.lamps)
        scale = grown * (1.0 + (self.ring.lengths.driving - 1.0) * head)
        return self._riding(ride, t, scale, lamps, grey=_grey(leg, t))

    def _parking(self, leg: Leg, ride: Ride, t: float) -> State:
        assert leg.visit is not None
        inside = ride.distance(t) - ride.to_gate
        done = smooth(inside / max(ride.path.length - ride.to_gate, 1e-9))
        # before it comes to the aisle it is as small as those that are parked there
        small = smooth(inside / (self.ring.lengths.shrinks * self.ring.u))
        scale = self._between(leg.visit, self.ring.u, 1.0 - small)
        level = max(1.0 - done, _woken(leg, t))
        return self._riding(ride, t, scale, self._at_rest(leg, t), level=level, grey=_grey(leg, t))

    def _crossing(self, leg: Leg, ride: Ride, t: float) -> State:
        crossed = (ride.distance(t) - ride.to_gate) / max(ride.path.length - ride.to_gate, 1e-9)
        scale = self.ring.u + (self.stands.scale - self.ring.u) * smooth(crossed)
        state = self._riding(ride, t, scale, self._blinker.ready(t))
        x = state.x + self._keeps_back(leg, ride.path, crossed, t)
        return msgspec.structs.replace(state, x=x, alpha=1.0 - smooth(_share(t, leg)) if leg.fades else 1.0)

    def _keeps_back(self, leg: Leg, path: Path, share: float, t: float) -> float:
        """By how much a car that comes to the tail stays right of its way, while the line before it still moves up."""
        if leg.fades:
            return 0.0
        tail, _ = self.stands.in_line(self.line.place(leg.rank, t))
        return max(0.0, tail - path.end[0]) * smooth(2.0 * share - 1.0)

    def _finishing(self, leg: Leg, ride: Ride, t: float) -> State:
        lamps = self._blinker.hazard(t) if leg.outcome == "raised" else OFF
        level = 1.0 - (1.0 - FINISHED) * smooth(_share(t, leg))
        small = smooth((ride.distance(t) - ride.to_gate) / max(ride.path.length - ride.to_gate, 1e-9))
        scale = self.ring.u + (self.stands.scale - self.ring.u) * small
        return self._riding(ride, t, scale, lamps, level=level, grey=_grey(leg, t))

    def _rolling(self, leg: Leg, t: float) -> State:
        assert leg.visit is not None and leg.path is not None
        eased = smooth(_share(t, leg))
        distance = leg.path.length * eased
        x, y = leg.path.point(distance)
        lamps = OFF if leg.grey is not Grey.NO else self._blinker.ready(t)
        heading = leg.path.heading(distance)
        scale = self._between(leg.visit, self.stands.scale, smooth(2.0 * eased - 1.0))
        x += self._keeps_back(leg, leg.path, eased, t)
        return State(x, y, heading, scale, lamps, max(_woken(leg, t), eased), 1.0, _grey(leg, t))

    def _between(self, visit: Visit, outside: float, share: float) -> float:
        """The scale between that of a stall (0) and that of the place outside (1)."""
        k = self.lot.plazas[visit.stay.plaza].k
        return k + (outside - k) * share

    def _in_stall(self, leg: Leg, t: float) -> State:
        if leg.visit is None:
            assert leg.arrival is not None
            return self._finished(leg, t)
        plaza = self.lot.plazas[leg.visit.stay.plaza]
        x, y = self.spots.at(leg.visit, t)
        alpha = 1.0
        if leg.way is Way.SHOW:
            alpha = smooth(_share(t, leg))
        elif leg.way is Way.FLASH:
            alpha = 1.0 - smooth(_share(t, leg))
        lamps = OFF if leg.way is Way.HOOK else self._at_rest(leg, t)
        heading = plaza.heading(leg.visit.stall)
        return State(x, y, heading, plaza.k, lamps, _woken(leg, t), alpha, _grey(leg, t))

    def _finished(self, leg: Leg, t: float) -> State:
        assert leg.arrival is not None
        x, y = self.stands.in_lane(self.lane.place(leg.arrival, t), leg.arrival)
        alpha = self.lane.alpha(leg.arrival, t)
        if leg.way is Way.SHOW:
            alpha *= smooth(_share(t, leg))
        return State(x, y, DOWN, self.stands.scale, OFF, FINISHED, alpha, _grey(leg, t))

    def _at_rest(self, leg: Leg, t: float) -> Lamps:
        return self._blinker.ready(t) if leg.ready is not None and t >= leg.ready else WAITING

    # -- poses --------------------------------------------------------------------------------------------------

    def poses(self, leg: Leg, t: float) -> list[Pose]:
        """The car and its letter; over it, partly opaque, the grey one that it turns into."""
        if not self._built and self._on_paper:
            return []
        if leg.way is Way.BLUEPRINT:
            return self._plan(leg, t)
        state = self.state(leg, t)
        if not self._built:
            return self._outline(state)
        colour = self.itinerary.colour
        body = Pose(
            role="car",
            id=f"car {self.itinerary.task}",
            x=state.x,
            y=state.y,
            heading=state.heading,
            scale=state.scale,
            alpha=state.alpha,
            level=state.level,
            lamps=state.lamps,
            colour=colour if state.grey < 1.0 else cancelled(colour),
        )
        out = [body]
        if 0.0 < state.grey < 1.0:
            grey = cancelled(colour)
            out.append(msgspec.structs.replace(body, id=f"{body.id} grey", colour=grey, alpha=state.alpha * state.grey))
        if self._letter:
            out.append(self._roof(state.x, state.y, state.heading, state.scale, state.alpha, "ink"))
        return out

    def _outline(self, state: State) -> list[Pose]:
        """A task whose loop never runs."""
        outline = Pose(
            role="blueprint",
            id=f"car {self.itinerary.task}",
            x=state.x,
            y=state.y,
            heading=state.heading,
            scale=state.scale,
            level=0.0,
            colour=self.itinerary.colour,
            alpha=state.alpha,
        )
        return [outline, self._roof(state.x, state.y, state.heading, state.scale, state.alpha, "blueprint")]

    def _roof(self, x: float, y: float, heading: float, scale: float, alpha: float, colour: str) -> Pose:
        lengths = self.ring.lengths
        back = lengths.letter_back * lengths.car[0] * scale
        em = (lengths.letter if len(self._letter) == 1 else lengths.letter_two) * lengths.car[1] * scale
        return Pose(
            role="letter",
            id=f"letter {self.itinerary.task}",
            x=x - back * math.cos(heading),
            y=y - back * math.sin(heading),
            height=em,
            label=self._letter,
            colour=colour,
            alpha=alpha,
        )

    def _plan(self, leg: Leg, t: float) -> list[Pose]:
        share = _share(t, leg)
        slid = smooth(share / TEMPO.plan_slides)
        filled = smooth((share - TEMPO.plan_slides) / (1.0 - TEMPO.plan_slides)) * self._built
        (x0, y0), lengths, u = self._born, self.ring.lengths, self.ring.u
        x1, y1 = self.stands.in_line(self.line.place(leg.rank, t), leg.rank)
        x, y = x0 + (x1 - x0) * slid, y0 + (y1 - y0) * slid
        scale = u * lengths.born + (self.stands.scale - u * lengths.born) * slid
        alpha = smooth(share / TEMPO.plan_shows)
        plan = Pose(
            role="blueprint",
            id=f"car {self.itinerary.task}",
            x=x,
            y=y,
            heading=LEFT,
            scale=scale,
            alpha=alpha,
            level=filled,
            colour=self.itinerary.colour,
        )
        if not self._letter:
            return [plan]
        return [plan, self._roof(x, y, LEFT, scale, alpha, "ink" if filled > 0.5 else "blueprint")]

    def trail(self, leg: Leg, t: float) -> Pose | None:
        """The light behind the driver; None if it does not drive."""
        head = headlights(leg, t)
        if leg.ride is None or leg.way is not Way.ROAD or head <= 0.0:
            return None
        lengths = self.ring.lengths
        end = leg.ride.distance(t) - lengths.trail_from
        start = max(0.0, end - lengths.trail)
        if end - start < 0.05:
            return None
        points = leg.ride.path.part(start, end)
        x, y = points[-1]
        return Pose(
            role="trail",
            id=f"trail {self.itinerary.task}",
            x=x,
            y=y,
            points=points,
            width=self.ring.road * lengths.trail_width,
            colour=self.itinerary.colour,
            alpha=head,
        )


def headlights(leg: Leg, t: float) -> float:
    """Up at the start of a turn, down before its gate; out while it stands on the road, or has broken down."""
    if leg.way is not Way.ROAD or leg.ride is None:
        return 0.0
    share = _share(t, leg)
    head = smooth(share / TEMPO.lamps) * (1.0 - smooth((share - 1.0 + TEMPO.lamps) / TEMPO.lamps))
    if leg.outcome == "raised":
        head *= 1.0 - smooth((share - TEMPO.raised) / TEMPO.lamps)
    return head * (1.0 - leg.ride.stands(t))


def _share(t: float, leg: Leg) -> float:
    return (t - leg.start) / (leg.end - leg.start)


def _woken(leg: Leg, t: float) -> float:
    return smooth((t - leg.ready) / TEMPO.wake) if leg.ready is not None else 0.0


def _grey(leg: Leg, t: float) -> float:
    if leg.grey is Grey.NO:
        return 0.0
    if leg.grey is Grey.YES:
        return 1.0
    turned = smooth((t - leg.start) / min(TEMPO.grey, leg.end - leg.start))
    return turned if leg.grey is Grey.TURNS else 1.0 - turned
