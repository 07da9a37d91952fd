"""Who is there at an instant, found without asking everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loopway.stage.traffic.cars import Car
from loopway.stage.traffic.itinerary import Leg

SHELF = 0.5
"""Film seconds that are looked up together."""


class Present:
    """The cars by the times at which they do something: `counts(leg)` says of what they do whether it counts.

    A look costs as much as cars are there, however many the film has.
    """

    def __init__(self, cars: Sequence[Car], counts: Callable[[Leg], bool]) -> None:
        self._shelves: dict[int, list[Car]] = {}
        for car in cars:
            on = {
                shelf
                for leg in car.legs
                if counts(leg)
                for shelf in range(int(leg.start // SHELF), int(leg.end // SHELF) + 1)
            }
            for shelf in on:
                self._shelves.setdefault(shelf, []).append(car)

    def at(self, t: float) -> list[tuple[Car, Leg]]:
        """Who does what at t, in the order of their creation."""
        cars = self._shelves.get(int(t // SHELF), ())
        return [(car, leg) for car in cars if (leg := car.leg(t)) is not None]
