"""What is known before the first film second is given away: bursts, habits, streaks, folds, the median wait."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from loopway.story.curves import block_length
from loopway.story.folding import Fold, folded, has_news, likeness
from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.pace import Pace
from loopway.story.story import Life
from loopway.trace.events import CallBlocked, LoopClosed


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
    blocks: float
    """Film seconds of all blocking calls together, if none is shortened."""


def plan(flat: tuple[Item, ...], lives: dict[int, Life], pace: Pace) -> Plan:
    """Look over the whole run once."""
    told = folded(flat, lives, pace) if pace.folds else flat
    gaps = [item.end - item.start for item in told if isinstance(item, Idle) and not item.forever]
    return Plan(
        items=told,
        facts=_facts(told, lives, pace),
        median=_geometric_median(gaps),
        idles=len(gaps),
        blocks=sum(_blocks(told, replace(pace, blocks=1.0))),
    )


def _blocks(told: Iterable[Item | Fold], pace: Pace) -> Iterator[float]:
    for item in told:
        if isinstance(item, Turn):
            yield from _blocks(item.inner, pace)
        elif isinstance(item, Happening) and isinstance(item.event, CallBlocked):
            known = item.event.seconds >= pace.block_known
            yield block_length(pace, item.event.seconds) if known else 0.0


def _geometric_median(gaps: list[float]) -> float:
    if not gaps:
        return 1.0
    logs = sorted(math.log(gap) for gap in gaps)
    middle = len(logs) // 2
    return math.exp(logs[middle] if len(logs) % 2 else (logs[middle - 1] + logs[middle]) / 2)


def _facts(told: tuple[Item | Fold, ...], lives: dict[int, Life], pace: Pace) -> dict[int, Fact]:
    facts: dict[int, Fact] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for passage in _passages(told):
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


def _passages(told: tuple[Item | Fold, ...]) -> Iterator[list[Turn]]:
    """The turns between two idle times, folds or loops; a fold's own turns are a passage each."""
    passage: list[Turn] = []
    for item in told:
        if isinstance(item, Turn):
            passage.append(item)
        elif not isinstance(item, Happening) or isinstance(item.event, LoopClosed):
            yield passage
            passage = []
            if isinstance(item, Fold):
                yield from ([turn] for turn in item.turns)
    yield passage
