"""The way into the ready line: when a task sets out for it, and when it stands at its tail."""

from __future__ import annotations

from loopway.story.pace import Pace
from loopway.story.reel import Mark, Reel, Standing
from loopway.story.story import State


class Ramp:
    """The ready line of one pass: first in, first out, with so many `places` on the screen.

    Arrivals are computed when a task's turn comes, in the order of the turns: it is known then when a place became
    free. They lie in the film's past, which is harmless: who finds no place stays where it is, ready.
    """

    def __init__(self, pace: Pace, reel: Reel, start: float, places: int) -> None:
        self.pace = pace
        self.places = places
        self.reel = reel
        self.free = start
        """When the last one stood in line."""
        self.way_free = start
        """When the way to the tail is free; one at a time is on it."""
        self.starts: list[float] = []

    def left(self, go: float) -> None:
        """Another one has left the line."""
        self.starts.append(go)

    def jump(self, at: float) -> None:
        """Nobody was on the way before `at`: an idle time, a streak or a fold has passed."""
        self.way_free = max(self.way_free, at)

    def arrive(self, standing: Standing, factor: float) -> float:
        """Give a ready task its place in line; the film instant at which it stands there."""
        if standing.ready is None:
            raise AssertionError(f"task {standing.task} lines up, but is not ready")
        room = self.starts[-self.places] if len(self.starts) >= self.places else 0.0
        settled = self._slide(standing, factor, room) if not standing.began else self._roll(standing, factor, room)
        self.free = settled
        self.reel.moving_until = max(self.reel.moving_until, settled)
        return settled

    def _slide(self, standing: Standing, factor: float, room: float) -> float:
        """A new one slides from its line of code to the tail."""
        born = standing.born or 0.0
        slide = self.pace.take(self.pace.blueprint, factor)
        settled = max(born + slide, self.free + self.pace.file, room)
        ready = standing.ready
        since = ready.since if ready else born
        self.reel.mark(standing.task, State.READY, since, max(since, settled - slide), settled)
        return settled

    def _roll(self, standing: Standing, factor: float, room: float) -> float:
        """One that rested rolls to the tail; after sleep(0) it does so without resting, if the way is free."""
        pace, ready = self.pace, standing.ready
        since = ready.since if ready else standing.gate
        roll = pace.take(pace.roll, factor)
        free = max(since, self.way_free, room)
        if standing.in_passing and free <= standing.gate + pace.passing:
            leaves = standing.gate
            rested = self.reel.marks[standing.task][-1]
            assert isinstance(rested, Mark)
            rested.settled = leaves
        else:
            leaves = max(free, standing.parked + pace.rest)
            if ready and ready.cause == "cancelled" and not standing.in_passing:
                roll = roll * pace.tow + pace.hook * min(1.0, factor * pace.tempo)
        settled = max(leaves + roll, self.free + pace.file)
        self.way_free = settled
        self.reel.mark(standing.task, State.READY, since, leaves, settled)
        return settled
