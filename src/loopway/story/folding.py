"""Folds: runs of rounds that bring nothing new become one time-lapse. Nothing is cut out of them."""

from __future__ import annotations

import math
from itertools import pairwise

import msgspec

from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.looks import LOUD, Looks
from loopway.story.pace import Pace
from loopway.trace.events import (
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

QUIET = frozenset((LineReached, Printed, ResourceChanged, TaskCreated, TaskScheduled, WorkFinished, WorkStarted))
"""What may happen in a streak or in a round of a fold."""

IF_NEED_BE = (*LOUD, LoopOpened, LoopClosed)
"""What may happen in a round of a fold besides, if the run cannot be told otherwise."""


class Fold(msgspec.Struct, frozen=True, kw_only=True):
    """A run of rounds (an idle time and what follows it; or a whole loop) that bring nothing new; trace seconds."""

    start: float
    end: float
    rounds: int
    body: tuple[Item, ...]
    turns: tuple[Turn, ...]
    """The turns inside it."""


class Round(msgspec.Struct, frozen=True, gc=False):
    """What an idle time (or the opening of a loop) and what follows it bring."""

    begin: int
    """Its place in the items."""
    seen: float
    """How often the rarest of its turns was seen before; infinite if it has none."""
    news: bool
    """Whether something in it must be driven or told ..."""
    loud: bool
    """... even if failures, cancellations and blocking calls may be folded."""


def rounds(flat: tuple[Item, ...], looks: Looks, *, lines: bool) -> tuple[Round, ...]:
    """All rounds of the run; `lines`: whether the same step at another line is another step."""
    begins = [place for place, item in enumerate(flat) if _begins_a_round(item)]
    if not begins:
        return ()
    seen = looks.seen(begins[0], lines=lines)
    return tuple(_round(flat, looks, seen, begin, end) for begin, end in pairwise([*begins, len(flat)]))


def _round(flat: tuple[Item, ...], looks: Looks, seen: list[int], begin: int, end: int) -> Round:
    rarest, news, loud = math.inf, False, False
    for place in range(begin, end):
        item = flat[place]
        if isinstance(item, Turn):
            rarest = min(rarest, seen[place])
            news = news or looks.has_news(place, loudly=False)
            loud = loud or looks.has_news(place, loudly=True)
        elif isinstance(item, Happening) and type(item.event) not in QUIET:
            news = True
            loud = loud or not isinstance(item.event, IF_NEED_BE)
    return Round(begin, rarest, news, loud)


def folded(flat: tuple[Item, ...], read: tuple[Round, ...], pace: Pace) -> tuple[Item | Fold, ...]:
    """The items with their folds; `read` are their rounds."""
    begins = [one.begin for one in read]
    dull = [one.seen >= pace.fold_seen and not (one.loud if pace.fold_loud else one.news) for one in read]
    found: list[Item | Fold] = []
    taken = first = 0
    while first < len(begins):
        after = first
        while after < len(begins) - 1 and dull[after]:
            after += 1
        if after - first >= pace.fold_rounds:
            begin, end = begins[first], begins[after]
            found += flat[taken:begin]
            body = flat[begin:end]
            turns = tuple(item for item in body if isinstance(item, Turn))
            start, stop = _start(flat[begin]), _start(flat[end])
            found.append(Fold(start=start, end=stop, rounds=after - first, body=body, turns=turns))
            taken = end
        first = max(after, first + 1)
    return (*found, *flat[taken:])


def _begins_a_round(item: Item) -> bool:
    if isinstance(item, Happening):
        return isinstance(item.event, LoopOpened)
    return isinstance(item, Idle) and not item.forever


def _start(item: Item) -> float:
    return item.event.at if isinstance(item, Happening) else item.start
