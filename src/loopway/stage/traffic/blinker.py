"""When blinkers shine: one beat for all cars, which stands still while a call blocks the loop."""

from __future__ import annotations

from collections.abc import Iterable

from loopway.stage.stage import Lamps
from loopway.stage.traffic.tempo import TEMPO


class Blinker:
    """The beat of all blinkers; `stops` are film seconds in which everything stands, blinkers too.

    `steady` ones do not blink: they shine as long as they are on.
    """

    def __init__(self, stops: Iterable[tuple[float, float]] = (), *, steady: bool = False) -> None:
        self._stops, self._steady = tuple(sorted(stops)), steady

    def on(self, t: float) -> bool:
        """Whether a blinker shines at t."""
        if self._steady:
            return True
        lost = sum(min(t, end) - start for start, end in self._stops if t > start)
        return ((t - lost) * TEMPO.blinker) % 1.0 < TEMPO.blinker_on

    def ready(self, t: float) -> Lamps:
        """A car that asks to merge: left blinker and tail lights."""
        return Lamps(tail=True, left=self.on(t))

    def hazard(self, t: float, head: float = 0.0) -> Lamps:
        """Four blinkers in step."""
        on = self.on(t)
        return Lamps(head=head, left=on, right=on)
