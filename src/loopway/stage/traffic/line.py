"""The ready line and the finish lane: where in them a car stands, as a real number that changes while they move."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.traffic.tempo import TEMPO


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody leaves the line at `go`; the others move up from `go + after` on, for `during`."""

    go: float
    after: float
    during: float


class ReadyLine:
    """The line as everybody's starts make it. A car's rank is the number of starts before its own."""

    def __init__(self, starts: Sequence[Start]) -> None:
        self._starts = starts
        self._gos = [start.go for start in starts]
        self._moved = [start.go + start.after + start.during for start in starts]
        for place in range(1, len(self._moved)):
            self._moved[place] = max(self._moved[place], self._moved[place - 1])

    def place(self, rank: int, t: float) -> float:
        """How many places from the front the car of this rank stands: one for everybody who is still before it.

        Every car in line has exactly one car more before it than the one ahead of it has, so the distances stay one
        pitch while the line moves up, and a car that arrives joins a moving line without a jump.
        """
        first = bisect_right(self._moved, t)
        gone = bisect_left(self._gos, t, first, rank) if first < rank else rank
        place = float(max(0, rank - max(first, gone)))
        for start in self._starts[first:gone]:
            place += 1.0 - smooth((t - start.go - start.after) / start.during)
        return place


class FinishLane:
    """The finish lane of one loop: `arrivals` are the instants at which cars turn into it, in order."""

    def __init__(self, arrivals: Sequence[float], places: int, emptied: float | None) -> None:
        self._arrivals = arrivals
        self._places = places
        self._emptied = emptied

    def place(self, arrival: int, t: float) -> float:
        """Where the car that arrived as number `arrival` stands; 0 is the lowest place, below it it fades."""
        late = self._arrivals[self._places :]
        return arrival - sum(smooth((t - at) / TEMPO.lane) for at in late if at < t)

    def alpha(self, arrival: int, t: float) -> float:
        """How opaque it is there: the oldest fades when there is no room, all fade when the next loop opens."""
        seen = min(1.0, max(0.0, 1.0 + self.place(arrival, t)))
        if self._emptied is not None and t > self._emptied:
            seen *= 1.0 - smooth((t - self._emptied) / TEMPO.lane)
        return seen
