"""What turns look like, and which of them must be driven: read off the run once, for all plans."""

from __future__ import annotations

from collections import Counter

from loopway.story.items import Item, Turn
from loopway.story.story import Life
from loopway.trace.events import CallBlocked, CancelRequested, CoroutineNeverAwaited

LOUD = (CallBlocked, CancelRequested, CoroutineNeverAwaited)
"""What must not be lost in a turn of a streak or a fold."""

ORDINARY, FOLDABLE, DRIVEN = 0, 1, 2
"""What a turn brings: nothing; what may be folded if need be; a step that begins inside it."""


class Looks:
    """The turns of a run by their place in its items; all other items look ordinary."""

    def __init__(self, flat: tuple[Item, ...], lives: dict[int, Life]) -> None:
        self._flat = flat
        self._lives = lives
        self._news = bytes(_news(item) if isinstance(item, Turn) else ORDINARY for item in flat)

    def has_news(self, place: int, *, loudly: bool) -> bool:
        """Whether a turn must be driven, however crowded: it fails, cancels, blocks, starts an eager step, ...

        `loudly`: whether all of that may be folded but an eager step.
        """
        return self._news[place] >= (DRIVEN if loudly else FOLDABLE)

    def seen(self, begin: int, *, lines: bool) -> list[int]:
        """For each place how often the turn's like was seen before it, counted from the place `begin` on.

        Two turns look the same if coroutine function, lines (if `lines`) and how they end are the same.
        """
        counts: Counter[tuple[object, ...]] = Counter()
        found = [0] * len(self._flat)
        for place in range(begin, len(self._flat)):
            item = self._flat[place]
            if isinstance(item, Turn):
                function = self._lives[item.task].function
                like = (function, item.kind, item.line_from, item.line_to) if lines else (function, item.kind)
                found[place] = counts[like]
                counts[like] += 1
        return found


def _news(turn: Turn) -> int:
    loud = turn.wait is None and turn.outcome != "returned"
    for thing in turn.inner:
        if isinstance(thing, Turn):
            return DRIVEN
        loud = loud or isinstance(thing.event, LOUD)
    return FOLDABLE if loud else ORDINARY
