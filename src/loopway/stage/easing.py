"""How a motion starts, runs and ends: functions from 0 .. 1 to 0 .. 1, and distances over time."""

from __future__ import annotations

import msgspec

OVERSHOOT = 1.08
"""How far `back_out` goes beyond its end."""

_BACK = 1.5
"""The cubic back-out with this constant has its top at `OVERSHOOT` : 4c³ = 27 (c + 1)² × .08."""


def clamp(share: float) -> float:
    """The share within 0 .. 1."""
    return 0.0 if share <= 0.0 else 1.0 if share >= 1.0 else share


def smooth(share: float) -> float:
    """The quintic that is still at both ends, its acceleration too.

    >>> smooth(-1.0), smooth(0.5), smooth(2.0)
    (0.0, 0.5, 1.0)
    """
    if share <= 0.0:
        return 0.0
    if share >= 1.0:
        return 1.0
    return share * share * share * (share * (6.0 * share - 15.0) + 10.0)


def back_out(share: float) -> float:
    """Fast from 0, beyond 1 by 8 %, and back to 1.

    >>> back_out(0.0), back_out(1.0)
    (0.0, 1.0)
    """
    rest = 1.0 - clamp(share)
    return 1.0 - rest * rest * ((_BACK + 1.0) * rest - _BACK)


class Through(msgspec.Struct, frozen=True, kw_only=True):
    """Distance over time through (0, 0), (`gate`, `to_gate`) and (`end`, `whole`): monotone, still at both ends.

    A cubic Hermite; its slope at the gate is the weighted harmonic mean of the two chords (Fritsch and Carlson),
    so it never overshoots, whatever the geometry and the story ask for.

    >>> ride = Through(gate=1.0, to_gate=7.0, end=1.4, whole=8.5)
    >>> ride.distance(0.0), ride.distance(1.0), ride.distance(1.4)
    (0.0, 7.0, 8.5)
    """

    gate: float
    to_gate: float
    end: float
    whole: float

    def distance(self, time: float) -> float:
        """How far it is `time` seconds after the start."""
        if time <= 0.0:
            return 0.0
        if time >= self.end:
            return self.whole
        first, second = max(self.gate, 1e-9), max(self.end - self.gate, 1e-9)
        slope = self._slope(first, second)
        if time < self.gate:
            share = time / first
            risen = share * share * (3.0 - 2.0 * share)
            return self.to_gate * risen + slope * first * share * share * (share - 1.0)
        share = (time - self.gate) / second
        risen = share * share * (3.0 - 2.0 * share)
        return self.to_gate + (self.whole - self.to_gate) * risen + slope * second * share * (share - 1.0) ** 2

    def _slope(self, first: float, second: float) -> float:
        before, after = self.to_gate / first, (self.whole - self.to_gate) / second
        if before <= 0.0 or after <= 0.0:
            return 0.0
        return 3.0 * (first + second) / ((2.0 * second + first) / before + (second + 2.0 * first) / after)
