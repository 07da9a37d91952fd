"""When blinkers shine: one beat for all cars, which stands still while a call blocks the loop."""

from __future__ import annotations

from collections.abc import Iterable

from loopway.stage.stage import Lamps
from loopway.stage.traffic.tempo import TEMPO


class Blinker:
    """The beat of all blinkers; `stops` are film seconds in which everything stands, blinkers too."""

    def __init__(self, stops: Iterable[tuple[float, float]] = ()) -> None:
        self._stops = tuple(sorted(stops))

    def on(self, t: float) -> bool:
        """Whether a blinker shines at t."""
        lost = sum(min(t, end) - start for start, end in self._stops if t > start)
        return ((t - lost) * TEMPO.blinker) % 1.0 < TEMPO.blinker_on

    def ready(self, t: float) -> Lamps:
        """A car that asks to merge: left blinker and tail lights."""
        return Lamps(tail=True, left=self.on(t))

    def hazard(self, t: float, head: float = 0.0) -> Lamps:
        """Four blinkers in step."""
        on = self.on(t)
        return Lamps(head=head, left=on, right=on)
