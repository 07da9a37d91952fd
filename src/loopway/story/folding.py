"""Folds: runs of rounds that bring nothing new become one time-lapse. Nothing is cut out of them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import msgspec

from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.pace import Pace
from loopway.story.story import Life
from loopway.trace.events import (
    CallBlocked,
    CancelRequested,
    CoroutineNeverAwaited,
    LineReached,
    LoopClosed,
    LoopOpened,
    Printed,
    ResourceChanged,
    TaskCreated,
    TaskScheduled,
    WorkFinished,
    WorkStarted,
)

QUIET = (LineReached, Printed, ResourceChanged, TaskCreated, TaskScheduled, WorkFinished, WorkStarted)
"""What may happen in a streak or in a round of a fold."""

LOUD = (CallBlocked, CancelRequested, CoroutineNeverAwaited)
"""What must not be lost in a turn of a streak or a fold."""


class Fold(msgspec.Struct, frozen=True, kw_only=True):
    """A run of rounds (an idle time and what follows it; or a whole loop) that bring nothing new; trace seconds."""

    start: float
    end: float
    rounds: int
    body: tuple[Item, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns inside it."""
        return tuple(item for item in self.body if isinstance(item, Turn))


def likeness(turn: Turn, lives: dict[int, Life], pace: Pace) -> tuple[object, ...]:
    """Two turns with the same likeness look the same: coroutine function, lines, and how they end."""
    lines = (turn.line_from, turn.line_to) if pace.fold_lines else ()
    return (lives[turn.task].function, turn.kind, *lines)


def has_news(turn: Turn, pace: Pace) -> bool:
    """Whether a turn must be driven, however crowded: it fails, is cancelled, cancels, blocks, starts an eager step."""
    if any(isinstance(thing, Turn) for thing in turn.inner):
        return True
    ordinary = turn.wait is not None or turn.outcome == "returned"
    loud = any(isinstance(thing, Happening) and isinstance(thing.event, LOUD) for thing in turn.inner)
    return (loud or not ordinary) and not pace.fold_loud


def folded(flat: tuple[Item, ...], lives: dict[int, Life], pace: Pace) -> tuple[Item | Fold, ...]:
    """The items with their folds."""
    begins = [place for place, item in enumerate(flat) if _begins_a_round(item)]
    dull = [_is_dull(rounds, pace) for rounds in _rounds(flat, begins, lives, pace)]
    found: list[Item | Fold] = []
    taken = first = 0
    while first < len(begins):
        after = first
        while after < len(begins) - 1 and dull[after]:
            after += 1
        if after - first >= pace.fold_rounds:
            begin, end = begins[first], begins[after]
            found += flat[taken:begin]
            start, stop = _start(flat[begin]), _start(flat[end])
            found.append(Fold(start=start, end=stop, rounds=after - first, body=flat[begin:end]))
            taken = end
        first = max(after, first + 1)
    return (*found, *flat[taken:])


def _begins_a_round(item: Item) -> bool:
    if isinstance(item, Happening):
        return isinstance(item.event, LoopOpened)
    return isinstance(item, Idle) and not item.forever


def _start(item: Item) -> float:
    return item.event.at if isinstance(item, Happening) else item.start


Round = list[tuple[Item, int]]
"""The items of a round after its first; with each turn, how often its like was seen before it."""


def _rounds(flat: tuple[Item, ...], begins: list[int], lives: dict[int, Life], pace: Pace) -> list[Round]:
    seen: Counter[tuple[object, ...]] = Counter()
    rounds = []
    for begin, end in pairwise([*begins, len(flat)]):
        items: Round = []
        for item in flat[begin:end]:
            like = likeness(item, lives, pace) if isinstance(item, Turn) else ()
            items.append((item, seen[like]))
            seen[like] += 1
        rounds.append(items)
    return rounds


def _is_dull(items: Round, pace: Pace) -> bool:
    for item, seen in items:
        if isinstance(item, Turn) and (seen < pace.fold_seen or has_news(item, pace)):
            return False
        if isinstance(item, Happening) and not isinstance(item.event, QUIET):
            foldable = isinstance(item.event, (*LOUD, LoopOpened, LoopClosed))
            if not (pace.fold_loud and foldable):
                return False
    return True
