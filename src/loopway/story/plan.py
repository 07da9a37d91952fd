"""What is known before the first film second is given away: bursts, habits, streaks, folds, the median wait."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from loopway.story.curves import block_length, crowding, fold_length, habit, idle_length
from loopway.story.folding import Fold, Round, folded, rounds
from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.looks import Looks
from loopway.story.pace import Pace
from loopway.story.story import Life
from loopway.trace.events import CallBlocked, LoopClosed


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of a turn: its place in its passage, and how often its like was seen."""

    rank: int
    crowd: int
    """How many turns its passage has."""
    seen: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The items in order, folded if the pace says so, and what is known of them."""

    items: tuple[Item | Fold, ...]
    facts: dict[int, Fact]
    """By `Turn.started`, of all turns that are driven: those of streaks and folds have none."""
    median: float
    """The geometric median of all idle times, trace seconds."""
    gaps: tuple[float, ...]
    """The idle times, trace seconds."""
    blocks: float
    """Film seconds of all blocking calls together, if none is shortened."""

    @property
    def idles(self) -> int:
        """How many idle times there are."""
        return len(self.gaps)


class Planner:
    """The plans of one run. What all of them share is read once; the last one is kept for tries at another tempo."""

    def __init__(self, flat: tuple[Item, ...], lives: dict[int, Life]) -> None:
        self._flat = flat
        self._looks = Looks(flat, lives)
        self._seen: dict[bool, list[int]] = {}
        self._rounds: dict[bool, tuple[Round, ...]] = {}
        self._last: tuple[Pace, Plan] | None = None

    def plan(self, pace: Pace) -> Plan:
        """Look over the whole run; the same for all tempos and patiences."""
        manner = replace(pace, tempo=1.0, patience=1.0, waits=1.0, blocks=1.0, length=None, opening=0.0, ending=0.0)
        if self._last is None or self._last[0] != manner:
            self._last = None
            self._last = (manner, self._plan(manner))
        return self._last[1]

    def _plan(self, pace: Pace) -> Plan:
        told: tuple[Item | Fold, ...] = self._flat
        if pace.folds:
            told = folded(self._flat, self._read_rounds(lines=pace.fold_lines), pace)
        gaps = tuple(item.end - item.start for item in told if isinstance(item, Idle) and not item.forever)
        return Plan(
            items=told,
            facts=self._facts(told, pace),
            median=_geometric_median(gaps),
            gaps=gaps,
            blocks=sum(_blocks(told, pace)),
        )

    def _read_rounds(self, *, lines: bool) -> tuple[Round, ...]:
        if lines not in self._rounds:
            self._rounds[lines] = rounds(self._flat, self._looks, lines=lines)
        return self._rounds[lines]

    def _read_seen(self, *, lines: bool) -> list[int]:
        if lines not in self._seen:
            self._seen[lines] = self._looks.seen(0, lines=lines)
        return self._seen[lines]

    def _facts(self, told: tuple[Item | Fold, ...], pace: Pace) -> dict[int, Fact]:
        facts: dict[int, Fact] = {}
        seen = self._read_seen(lines=pace.fold_lines)
        for passage in _passages(told):
            crowd = len(passage)
            for rank, (place, turn) in enumerate(passage):
                middle = pace.streak_head <= rank < crowd - pace.streak_tail
                if crowd > pace.streak and middle and not self._looks.has_news(place, loudly=pace.fold_loud):
                    continue
                facts[turn.started] = Fact(rank=rank, crowd=crowd, seen=seen[place])
        return facts


def least_length(plan: Plan, pace: Pace) -> float:
    """Film seconds: what all movements and waits take, even if not a word is said. No film of this plan is shorter."""
    turns = 0.0
    for fact in plan.facts.values():
        factor = crowding(pace, fact.crowd) * habit(pace, fact.seen)
        turns += min(pace.take(pace.turn, factor), pace.take(pace.leave, factor)) + pace.gap
    unstretched = replace(pace, waits=1.0)
    idles = sum(
        idle_length(unstretched, gap / plan.median, ordinal, plan.idles) for ordinal, gap in enumerate(plan.gaps, 1)
    )
    folds = sum(fold_length(pace, item.rounds) for item in plan.items if isinstance(item, Fold))
    return pace.opening + pace.entry + turns + idles + folds + pace.ending


def _blocks(told: Iterable[Item | Fold], pace: Pace) -> Iterator[float]:
    for item in told:
        if isinstance(item, Turn):
            yield from _blocks(item.inner, pace)
        elif isinstance(item, Happening) and isinstance(item.event, CallBlocked):
            known = item.event.seconds >= pace.block_known
            yield block_length(pace, item.event.seconds) if known else 0.0


def _geometric_median(gaps: tuple[float, ...]) -> float:
    if not gaps:
        return 1.0
    logs = sorted(math.log(gap) for gap in gaps)
    middle = len(logs) // 2
    return math.exp(logs[middle] if len(logs) % 2 else (logs[middle - 1] + logs[middle]) / 2)


def _passages(told: tuple[Item | Fold, ...]) -> Iterator[list[tuple[int, Turn]]]:
    """The turns between two idle times, folds or loops, each with its place in the items before they were folded."""
    passage: list[tuple[int, Turn]] = []
    place = 0
    for item in told:
        if isinstance(item, Turn):
            passage.append((place, item))
        elif not isinstance(item, Happening) or isinstance(item.event, LoopClosed):
            yield passage
            passage = []
        place += len(item.body) if isinstance(item, Fold) else 1
    yield passage
