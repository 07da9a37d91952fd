"""The ready line and the finish lane: where in them a car stands, as a real number that changes while they move."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.traffic.tempo import TEMPO

FADES = 0.35
"""Places below the lowest one in the finish lane: there a car is gone, before it comes to the legend."""


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody leaves the line at `go`; the others move up from `go + after` on, for `during`."""

    go: float
    after: float
    during: float


class ReadyLine:
    """The line as everybody's starts make it. A car's rank is the number of starts before its own.

    Ranks beyond the last start belong to those who never start; they stand behind each other too.
    """

    def __init__(self, starts: Sequence[Start]) -> None:
        self._starts = starts
        self._gos = [start.go for start in starts]
        self._moved = [start.go + start.after + start.during for start in starts]
        for place in range(1, len(self._moved)):
            self._moved[place] = max(self._moved[place], self._moved[place - 1])

    def gone(self, t: float) -> int:
        """How many have started before t: the rank of who is the foremost."""
        return bisect_left(self._gos, t)

    def place(self, rank: int, t: float) -> float:
        """How many places from the front the car of this rank stands: one for everybody who is still before it.

        Every car in line has exactly one car more before it than the one ahead of it has, so the distances stay one
        pitch while the line moves up, and a car that arrives joins a moving line without a jump.
        """
        first = bisect_right(self._moved, t)
        last = min(rank, len(self._gos))
        gone = bisect_left(self._gos, t, first, last) if first < last else last
        place = float(rank - max(first, gone) if rank > first else 0)
        for number in range(first, gone):
            start = self._starts[number]
            place += 1.0 - smooth((t - start.go - start.after) / start.during)
        return place


class FinishLane:
    """The finish lane of one loop: `arrivals` are (turns into it, stands in it) of all its cars, in order."""

    def __init__(self, arrivals: Sequence[tuple[float, float]], places: int, emptied: float | None) -> None:
        self._late = [(at, min(TEMPO.lane, max(1e-3, stands - at))) for at, stands in arrivals[places:]]
        self._late_at = [at for at, _ in self._late]
        self._over = list(accumulate((at + during for at, during in self._late), max))
        self._emptied = emptied

    def place(self, arrival: int, t: float) -> float:
        """Where the car that arrived as number `arrival` stands; 0 is the lowest place, below it it fades."""
        late = bisect_right(self._late_at, t)
        place = float(arrival - late)
        for number in range(late - 1, -1, -1):
            at, during = self._late[number]
            if t - at > TEMPO.lane:
                break
            place += 1.0 - smooth((t - at) / during)
        return place

    def alpha(self, arrival: int, t: float) -> float:
        """How opaque it is there: the oldest fades when there is no room, all fade when the next loop opens."""
        return min(1.0, max(0.0, 1.0 + self.place(arrival, t) / FADES)) * self.kept(t)

    def kept(self, t: float) -> float:
        """How opaque the whole lane is."""
        if self._emptied is None or t <= self._emptied:
            return 1.0
        return 1.0 - smooth((t - self._emptied) / TEMPO.lane)

    def until(self, arrival: int) -> float:
        """From when on the car that arrived as number `arrival` has no place any more; infinity: never."""
        return self._over[arrival] if arrival < len(self._over) else math.inf
