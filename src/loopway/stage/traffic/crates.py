"""What is in a queue over time, as crates: each knows when it came, which place it has, and when it went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from loopway.stage.easing import smooth
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.things import ResourceMark
from loopway.trace.events import By


class Crate(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a queue; film seconds."""

    number: int
    label: str
    came: float
    by: By
    """Who put it there."""
    gone: float | None
    taker: By
    """Who took it."""
    places: tuple[tuple[float, int], ...]
    """(from when on, its place): 0 is the next one out."""

    def place(self, t: float) -> float:
        """Its place at t, a real number while it moves up."""
        now = max(0, bisect_right(self.places, t, key=lambda change: change[0]) - 1)
        (at, place), before = self.places[now], self.places[max(0, now - 1)][1]
        return before + (place - before) * smooth((t - at) / TEMPO.crate_up)


def crates(marks: Sequence[ResourceMark]) -> tuple[Crate, ...]:
    """All items of a queue in the order in which they came, read off its marks."""
    inside: list[_Open] = []
    done: list[Crate] = []
    count = 0
    for mark in marks:
        removed, added = changed([one.label for one in inside], mark.items)
        done += [inside[place].closed(mark.at, mark.by) for place in removed]
        inside = [one for place, one in enumerate(inside) if place not in removed]
        for place in added:
            inside.insert(place, _Open(count, mark.items[place], mark.at, mark.by))
            count += 1
        for place, one in enumerate(inside):
            one.moves_to(mark.at, place)
    done += [one.closed(None, None) for one in inside]
    return tuple(sorted(done, key=lambda crate: crate.number))


def changed(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which places of `before` are empty, and which of `after` are new; of equal items the first one goes first.

    >>> changed(["x", "x"], ["x"]), changed(["a"], ["a", "b"]), changed(["a", "b"], ["b", "c"])
    (((0,), ()), ((), (1,)), ((0,), (1,)))
    """
    before, after = list(before), list(after)
    if before == after:
        return (), ()
    for place in range(len(before)):
        if before[:place] + before[place + 1 :] == after:
            return (place,), ()
    for place in reversed(range(len(after))):
        if after[:place] + after[place + 1 :] == before:
            return (), (place,)
    if before[1:] == after[:-1]:
        # more are in the queue than a trace names: one went, and the next one came in sight
        return (0,), (len(after) - 1,)
    return tuple(range(len(before))), tuple(range(len(after)))


class _Open:
    """A crate that is still there."""

    def __init__(self, number: int, label: str, came: float, by: By) -> None:
        self.number, self.label, self.came, self.by = number, label, came, by
        self.places: list[tuple[float, int]] = []

    def moves_to(self, at: float, place: int) -> None:
        """From film second `at` on it has this place."""
        if not self.places or self.places[-1][1] != place:
            self.places.append((at, place))

    def closed(self, at: float | None, taker: By) -> Crate:
        """The crate as it was, gone at film second `at`."""
        return Crate(
            number=self.number,
            label=self.label,
            came=self.came,
            by=self.by,
            gone=at,
            taker=taker,
            places=tuple(self.places),
        )
