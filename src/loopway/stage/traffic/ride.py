"""One drive over the ring, from the stop line past the gate to where the car rests: its distance at every instant."""

from __future__ import annotations

import math

from loopway.stage.easing import Through
from loopway.stage.path import Path
from loopway.stage.traffic.tempo import TEMPO

Pause = tuple[float, float]
"""(start, end) in film seconds: a call keeps the car standing on the road."""


class Ride:
    """A drive along `path` that is at distance `to_gate` at the instant `gate`, and at the path's end at `end`.

    The car's own time stands still during the pauses; it brakes and starts within them.
    """

    __slots__ = ("_pauses", "_through", "end", "gate", "path", "sits_back", "start", "to_gate")

    def __init__(
        self,
        path: Path,
        to_gate: float,
        times: tuple[float, float, float],
        pauses: tuple[Pause, ...] = (),
        sits_back: float = 0.0,
    ) -> None:
        self.path, self.to_gate = path, to_gate
        self.start, self.gate, self.end = times
        self.sits_back = sits_back
        self._pauses = tuple(
            (start, end, min(TEMPO.brake, (end - start) / 2))
            for start, end in pauses
            if self.start <= start < end <= self.gate + 1e-6
        )
        self._through = Through(gate=self._own(self.gate), to_gate=to_gate, end=self._own(self.end), whole=path.length)

    def distance(self, t: float) -> float:
        """How far along the path it is; below 0 while it sits back."""
        share = (t - self.start) / max(self.gate - self.start, 1e-9)
        back = self.sits_back * math.sin(math.pi * share / TEMPO.sits_back) if 0 < share < TEMPO.sits_back else 0.0
        return self._through.distance(self._own(t)) - back

    def stands(self, t: float) -> float:
        """1 while a call keeps it standing, between 0 and 1 while it brakes and starts, else 0."""
        for start, end, brake in self._pauses:
            if start < t < end:
                return min(1.0, (t - start) / brake, (end - t) / brake)
        return 0.0

    def when(self, distance: float) -> float:
        """The first instant at which it has come so far (to a hundredth of a second)."""
        low, high = self.start, self.end
        while high - low > 0.01:
            middle = (low + high) / 2
            low, high = (middle, high) if self.distance(middle) < distance else (low, middle)
        return high

    def _own(self, t: float) -> float:
        lost = 0.0
        for start, end, brake in self._pauses:
            if t <= start:
                break
            whole = end - start - brake
            if t >= end:
                lost += whole
            elif t < start + brake:
                lost += (t - start) ** 2 / (2 * brake)
            elif t > end - brake:
                lost += whole - (end - t) ** 2 / (2 * brake)
            else:
                lost += t - start - brake / 2
        return t - self.start - lost
