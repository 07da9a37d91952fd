"""Who has which key of a lock, at every instant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from loopway.stage.easing import smooth
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import Story, StretchKind
from loopway.story.things import ResourceMark

KEYED = ("lock", "semaphore")
"""What has keys; a condition has none, only a barrier."""


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """Who has which key of one lock, from each of some instants on."""

    at: tuple[float, ...]
    rows: tuple[tuple[int | None, ...], ...]
    """For each instant the holder of each key; a holder keeps its key's place."""

    def now(self, t: float) -> tuple[tuple[int | None, ...], tuple[int | None, ...], float]:
        """The holders before the last change, those after it, and how far it is through."""
        place = bisect_right(self.at, t) - 1
        if place < 0:
            return (), (), 1.0
        before = self.rows[place - 1] if place else tuple(None for _ in self.rows[place])
        return before, self.rows[place], smooth((t - self.at[place]) / TEMPO.key)


def keys_of(story: Story) -> dict[str, Keys]:
    """lock -> who has which of its keys."""
    idles = [one.start for one in story.stretches if one.kind is StretchKind.IDLE]
    marks = [_before_idle(mark, idles) for mark in story.resources if mark.kind in KEYED]
    return {name: keys([mark for mark in marks if mark.resource == name]) for name in _names(marks)}


def keys(marks: list[ResourceMark]) -> Keys:
    """The keys of one lock over time: who gets one takes the first that is free, and keeps it."""
    count = max(1, marks[0].size or 1)
    row: tuple[int | None, ...] = (None,) * count
    rows = []
    for mark in marks:
        left = [holder if holder in mark.holders else None for holder in row]
        for holder in mark.holders:
            if holder not in left and None in left:
                left[left.index(None)] = holder
        row = tuple(left)
        rows.append(row)
    return Keys(at=tuple(mark.at for mark in marks), rows=tuple(rows))


def _before_idle(mark: ResourceMark, idles: Sequence[float]) -> ResourceMark:
    """A key has changed hands before nobody runs; many turns may end right there."""
    following = next((start for start in idles if start >= mark.at), float("inf"))
    return replace(mark, at=min(mark.at, following - TEMPO.key))


def _names(marks: Iterable[ResourceMark]) -> list[str]:
    return list(dict.fromkeys(mark.resource for mark in marks))
