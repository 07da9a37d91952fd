"""What is known before the first film second is given away: bursts, habits, streaks, folds, the median wait."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
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
    Printed,
    ResourceChanged,
    TaskCreated,
    TaskScheduled,
    WorkFinished,
    WorkStarted,
)

QUIET = (LineReached, Printed, ResourceChanged, TaskCreated, TaskScheduled, WorkFinished, WorkStarted)
"""What may happen in a round of a fold."""

LOUD = (CallBlocked, CancelRequested, CoroutineNeverAwaited)
"""What must not be lost in a streak or a fold."""


class Fold(msgspec.Struct, frozen=True, kw_only=True):
    """A run of rounds (an idle time and what follows it) that bring nothing new; trace seconds."""

    start: float
    end: float
    rounds: int
    body: tuple[Item, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns inside it."""
        return tuple(item for item in self.body if isinstance(item, Turn))


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a turn: its place in its passage, and how often its like was seen."""

    rank: int
    crowd: int
    """How many turns its passage has."""
    seen: int
    streak: bool


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The items in order, folded if the pace says so, and what is known of them."""

    items: tuple[Item | Fold, ...]
    facts: dict[int, Fact]
    """By `Turn.started`."""
    median: float
    """The geometric median of all idle times, trace seconds."""
    idles: int
    """How many idle times there are."""
    last_turn: dict[int, int]
    """Task -> the place in `items` of its last turn."""


def plan(flat: tuple[Item, ...], lives: dict[int, Life], pace: Pace) -> Plan:
    """Look over the whole run once."""
    folded = _fold(flat, lives, pace) if pace.folds else flat
    gaps = [item.end - item.start for item in folded if isinstance(item, Idle) and not item.forever]
    last_turn = {item.task: place for place, item in enumerate(folded) if isinstance(item, Turn)}
    return Plan(
        items=folded,
        facts=_facts(folded, lives, pace),
        median=_geometric_median(gaps),
        idles=len(gaps),
        last_turn=last_turn,
    )


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


def _geometric_median(gaps: list[float]) -> float:
    if not gaps:
        return 1.0
    logs = sorted(math.log(gap) for gap in gaps)
    middle = len(logs) // 2
    return math.exp(logs[middle] if len(logs) % 2 else (logs[middle - 1] + logs[middle]) / 2)


def _facts(folded: tuple[Item | Fold, ...], lives: dict[int, Life], pace: Pace) -> dict[int, Fact]:
    facts: dict[int, Fact] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for passage in _passages(folded):
        crowd = len(passage)
        for rank, turn in enumerate(passage):
            like = likeness(turn, lives, pace)
            middle = pace.streak_head <= rank < crowd - pace.streak_tail
            facts[turn.started] = Fact(
                rank=rank,
                crowd=crowd,
                seen=seen[like],
                streak=crowd > pace.streak and middle and not has_news(turn, pace),
            )
            seen[like] += 1
    return facts


def _passages(folded: tuple[Item | Fold, ...]) -> Iterator[list[Turn]]:
    """The turns between two idle times (or folds); a fold's own turns are a passage each."""
    passage: list[Turn] = []
    for item in folded:
        if isinstance(item, Turn):
            passage.append(item)
        elif isinstance(item, Idle | Fold):
            yield passage
            passage = []
            if isinstance(item, Fold):
                yield from ([turn] for turn in item.turns)
    yield passage


def _fold(flat: tuple[Item, ...], lives: dict[int, Life], pace: Pace) -> tuple[Item | Fold, ...]:
    idles = [place for place, item in enumerate(flat) if isinstance(item, Idle) and not item.forever]
    dull = _dull_rounds(flat, idles, lives, pace)
    folded: list[Item | Fold] = []
    taken = 0
    first = 0
    while first < len(idles):
        after = first
        while after < len(idles) and dull[after]:
            after += 1
        if after - first >= pace.fold_rounds:
            begin, end = idles[first], idles[after]
            folded += flat[taken:begin]
            start, stop = flat[begin], flat[end]
            assert isinstance(start, Idle) and isinstance(stop, Idle)
            folded.append(Fold(start=start.start, end=stop.start, rounds=after - first, body=flat[begin:end]))
            taken = end
        first = max(after, first + 1)
    return (*folded, *flat[taken:])


def _may_fold(thing: Happening, pace: Pace) -> bool:
    return pace.fold_loud and isinstance(thing.event, LOUD)


def _dull_rounds(flat: tuple[Item, ...], idles: list[int], lives: dict[int, Life], pace: Pace) -> list[bool]:
    """For each idle time: whether what follows it, up to the next one, was all seen before."""
    seen: Counter[tuple[object, ...]] = Counter()
    dull = []
    for begin, end in pairwise([*idles, len(flat)]):
        nothing_new = end < len(flat)
        for item in flat[begin + 1 : end]:
            if isinstance(item, Turn):
                like = likeness(item, lives, pace)
                nothing_new = nothing_new and seen[like] >= pace.fold_seen and not has_news(item, pace)
                seen[like] += 1
            elif isinstance(item, Happening):
                nothing_new = nothing_new and (isinstance(item.event, QUIET) or _may_fold(item, pace))
        dull.append(nothing_new)
    return dull
