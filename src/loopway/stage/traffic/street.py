"""All poses of one instant in painter's order: boards, trail, parked cars, ready cars, the driver, words."""

from __future__ import annotations

from loopway.stage.easing import clamp
from loopway.stage.stage import Point, Pose
from loopway.stage.traffic.blinker import Blinker
from loopway.stage.traffic.boards import family
from loopway.stage.traffic.cars import Car
from loopway.stage.traffic.colours import colours
from loopway.stage.traffic.counts import Counts
from loopway.stage.traffic.crowd import Crowd
from loopway.stage.traffic.itinerary import Leg, Way
from loopway.stage.traffic.journey import Journey
from loopway.stage.traffic.plazas import Plazas
from loopway.stage.traffic.present import Present
from loopway.stage.traffic.show import badge, block_plate, current, failure_plate, running_light
from loopway.stage.traffic.tempo import TEMPO
from loopway.stage.traffic.tow import truck
from loopway.story.papers import REUSED
from loopway.story.story import Life, State, Story, StretchKind

LAYERS: dict[Way, int] = {
    Way.STALL: 0,
    Way.HOOK: 0,
    Way.SHOW: 0,
    Way.FLASH: 0,
    Way.LANE: 0,
    Way.PARK: 1,
    Way.FINISH: 1,
    Way.LINE: 2,
    Way.ROLL: 2,
    Way.APRON: 2,
    Way.BLUEPRINT: 3,
    Way.STUCK: 4,
    Way.ROAD: 4,
}
"""Which cars lie over which."""

CROWDS = frozenset({StretchKind.STREAK, StretchKind.FOLD})
BLOCKS = frozenset({StretchKind.BLOCK})


class Street:
    """Everything that moves on road and lot. `births` are the places where plans begin their way."""

    def __init__(self, story: Story, journey: Journey, births: dict[int, Point]) -> None:
        self.story, self.journey = story, journey
        ring, lot = journey.ring, journey.lot
        blinker = Blinker(
            ((s.start, s.end) for s in story.stretches if s.kind is StretchKind.BLOCK), steady=story.reduced
        )
        self.cars = tuple(
            Car(itinerary, journey, blinker, births.get(itinerary.task, (0.0, 0.0)))
            for itinerary in journey.itineraries()
        )
        self.crowd = Crowd(self.cars, journey, blinker)
        self._present = Present(self.cars, lambda leg: not self.crowd.takes(leg))
        self._counts = Counts(story, journey.survey, ring, lot) if lot.level.counted else None
        kin = family(story.timeline.lives, colours(story.timeline.lives))
        self.plazas = Plazas(story, journey.survey, lot, kin)
        lives = story.timeline.lives
        self._errors = {life.task: life.result.partition("(")[0] for life in lives if _breaks_down(life)}
        self._flashes = sorted(
            span.start
            for life in story.timeline.lives
            for span in life.spans
            if span.flash and span.state is State.RUNNING
        )

    def doings(self, t: float) -> list[tuple[Car, Leg]]:
        """Who does what at t, in painter's order; of a crowd only those who move."""
        here = [(car, leg) for car, leg in self._present.at(t) if not self.crowd.takes(leg)]
        return sorted(here, key=lambda one: LAYERS.get(one[1].way, -1))

    def poses(self, t: float, now: float) -> list[Pose]:
        """All poses at film second t, which is trace second `now`."""
        doings = self.doings(t)
        named = [(car.itinerary.name, leg) for car, leg in doings]
        moving = () if self.story.reduced else doings
        trails = [trail for car, leg in moving if (trail := car.trail(leg, t)) is not None]
        bodies = [pose for car, leg in doings if leg.way is not Way.CARRIED for pose in self._laden(car, leg, t)]
        crowd, counts = self.crowd.poses(t, now), self._counts.poses(t) if self._counts else []
        above = [*self.plazas.over(named, t, now), *counts, *self._badges(doings, t), *self._plate(doings, t)]
        return [*self.plazas.under(named, t, now), *crowd, *trails, *self._light(t), *bodies, *above]

    def _laden(self, car: Car, leg: Leg, t: float) -> list[Pose]:
        """A car with its letter, what it carries, and what pulls it."""
        poses, task = car.poses(leg, t), car.itinerary.task
        if not poses:
            return []
        towed = truck(task, leg, poses[0], t, self.journey.ring)
        return [*([towed] if towed else []), *poses, *self.plazas.cargo(task, poses[0], t)]

    def _light(self, t: float) -> list[Pose]:
        crowd = current(self.story.stretches, t, CROWDS)
        return running_light(self.journey.lot, crowd, self._flashes, t) if crowd else []

    def _driver(self, doings: list[tuple[Car, Leg]], t: float) -> Pose | None:
        return next((car.poses(leg, t)[0] for car, leg in doings if leg.way is Way.ROAD), None)

    def _badges(self, doings: list[tuple[Car, Leg]], t: float) -> list[Pose]:
        carried = [(car, leg) for car, leg in doings if leg.way is Way.CARRIED]
        driver = self._driver(doings, t) if carried else None
        if driver is None:
            return []
        return [
            badge(
                self.journey.ring,
                driver,
                (car.itinerary.task, car.itinerary.letter, car.itinerary.colour),
                number,
                clamp((t - leg.start) / TEMPO.fade) * clamp((leg.end - t) / TEMPO.fade),
            )
            for number, (car, leg) in enumerate(carried)
        ]

    def _plate(self, doings: list[tuple[Car, Leg]], t: float) -> list[Pose]:
        ring, lot = self.journey.ring, self.journey.lot
        broken = [(self._errors.get(car.itinerary.task), leg) for car, leg in doings]
        failed = [failure_plate(ring, lot, leg, error, t) for error, leg in broken if error is not None]
        block = current(self.story.stretches, t, BLOCKS)
        driver = self._driver(doings, t) if block and block.task is not None else None
        if block is None or driver is None:
            return [plate for plate in failed if plate is not None]
        return [block_plate(ring, lot, block, driver, t)]


def _breaks_down(life: Life) -> bool:
    """Whether a plate says what went wrong; the second use of a coroutine has Python's own words on a slip."""
    return life.outcome == "raised" and REUSED not in life.result
