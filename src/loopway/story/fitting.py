"""How long the film is: its natural length, a brisker one for long runs, or the one that was asked for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace as replace_data

from msgspec.structs import replace

from loopway.story.layout import Layout, lay_out
from loopway.story.pace import Pace
from loopway.story.plan import least_length
from loopway.story.source import Source
from loopway.story.speaker import Identity

TRIES = 8
"""Length is monotone in tempo up to captions, so the nearest of a few tries is taken."""

ROUGH = 2
"""A try is laid out so often; the one that is taken, until all its sentences can be read."""

MANY = 50_000
"""A run of more turns is nearly all streaks and folds, whose length the tempo hardly changes ..."""

FEW_TRIES, ROUGHEST = 2, 1
"""... so it is laid out less often: the work on it stays linear, and is about a dozen walks over it, not forty."""

CALM = 0.15
"""A film that was not asked to be short is rather a little too long than hectic: what `_nearest` makes of it."""

NEAR = 0.01
"""A try this near (as a part of the target) is good enough."""

SURELY = 1e-9
"""Sums of film seconds are exact to less than this part of them."""

CLOSE_ENOUGH = 0.03
"""An asked length is met within this part of it."""


def fitted(source: Source, pace: Pace) -> tuple[Layout, tuple[str, ...]]:
    """The layout with the length that the pace wants, and a sentence for the user if that is out of reach."""
    if pace.length is not None:
        return _asked(source, pace, pace.length)
    target = pace.soft
    if not _is_longer(source, pace, 2 * pace.soft - pace.natural):
        rough = _tried(source, pace)
        if rough.reel.length <= pace.natural:
            return _finished(source, rough), ()
        target = min(pace.soft, pace.natural + (rough.reel.length - pace.natural) / 2)
    return _short_enough(source, pace, target), ()


def _short_enough(source: Source, pace: Pace, target: float) -> Layout:
    """The first of ever harder foldings that is short enough; the hardest, if none is."""
    ways = (
        (pace, pace.tempo_least, pace.fold_above),
        (replace(pace, folds=True), pace.tempo_least, pace.hard),
        *((way, pace.asked_least, pace.hard) for way in _hard_ways(pace)),
    )
    for way, least, enough in ways[:-1]:
        if _is_longer(source, replace(way, tempo=way.tempo * least), enough):
            continue
        best = _nearest(source, way, target, (least, 1.0), enough, calm=CALM)
        if best.reel.length <= enough:
            best = _finished(source, best)
            if best.reel.length <= enough:
                return best
    way, least, enough = ways[-1]
    best = _nearest(source, way, target, (least, 1.0), enough, calm=CALM)
    return _finished(source, best) if best.reel.length <= enough else best


def _is_longer(source: Source, pace: Pace, length: float) -> bool:
    """Whether it is known without a try that a film at this pace is longer than so many film seconds."""
    return least_length(source.planner.plan(pace), pace) > length * (1 + SURELY)


def harder(pace: Pace) -> Pace:
    """The same pace, folding more: a step seen once is nothing new, two rounds make a fold, streaks begin early."""
    return replace(pace, folds=True, fold_seen=1, fold_rounds=2, streak=10, patience=min(pace.patience, 0.4))


def _hard_ways(pace: Pace) -> tuple[Pace, ...]:
    """Ever harder foldings, for runs that cannot be told in 90 s otherwise."""
    by_line = replace(pace, folds=True, fold_lines=False)
    hard = harder(pace)
    hardest = replace(hard, fold_lines=False, patience=0.0)
    return replace(by_line, fold_seen=12), by_line, hard, hardest, replace(hardest, fold_rounds=1, fold_loud=True)


def _asked(source: Source, pace: Pace, target: float) -> tuple[Layout, tuple[str, ...]]:
    """Ever briefer ways to tell it, until one has the length that was asked for."""
    if not _is_longer(source, pace, target) and _tried(source, pace).reel.length < target:
        best = _trimmed(_finished(source, _nearest(source, pace, target, (1.0, pace.asked_most), target)), target)
    else:
        best = _briefly(source, pace, target)
    if abs(best.reel.length - target) <= CLOSE_ENOUGH * target:
        return best, ()
    return best, (_limits(source, pace, best.reel.length),)


def _briefly(source: Source, pace: Pace, target: float) -> Layout:
    enough = target * (1 + CLOSE_ENOUGH)
    *ways, last = _briefer(pace)
    for way in (*ways, last):
        within = enough + way.ending - way.short_ending
        if way is not last and _is_longer(source, replace(way, tempo=way.tempo * pace.asked_least), within):
            continue
        best = _nearest(source, way, target, (pace.asked_least, 1.0), within)
        if _trimmed(best, target).reel.length <= enough:
            best = _trimmed(_finished(source, best), target)
            if best.reel.length <= enough:
                return best
    return _trimmed(_finished(source, best), target)


def _trimmed(layout: Layout, target: float) -> Layout:
    """The ending card makes up for what the tempo could not: captions make lengths jump."""
    pace, reel = layout.pace, layout.reel
    ending = min(pace.ending_most, max(pace.short_ending, pace.ending + target - reel.length))
    longer = ending - pace.ending
    return replace_data(layout, pace=replace(pace, ending=ending), reel=replace_data(reel, length=reel.length + longer))


def _briefer(pace: Pace) -> tuple[Pace, ...]:
    """The same pace, ever briefer: less patience, short cards, folds."""
    short = replace(pace, patience=0.0, opening=pace.short_opening, ending=pace.short_ending)
    return (
        pace,
        replace(pace, patience=min(pace.patience, 0.4)),
        replace(pace, patience=0.0),
        short,
        replace(short, folds=True),
        *_hard_ways(short),
    )


def _limits(source: Source, pace: Pace, reached: float) -> str:
    """The shortest and the longest film of this run, as a sentence."""
    briefest = _briefer(pace)[-1]
    shortest = _tried(source, replace(briefest, tempo=pace.tempo * pace.asked_least)).reel.length
    longest = _tried(source, replace(pace, tempo=pace.tempo * pace.asked_most)).reel.length
    shortest, longest = min(shortest, reached), max(longest, reached)
    limits = f"this run can be told in {math.ceil(shortest)} to {math.floor(longest)} s"
    return f"{limits}; the film is {reached:.1f} s long"


def _nearest(
    source: Source,
    pace: Pace,
    target: float,
    within: tuple[float, float],
    enough: float,
    *,
    calm: float = 0.0,
) -> Layout:
    """The try whose length is nearest to the target; `within` are the bounds of the tempo.

    `calm` says how much nearness a tempo near 1 is worth. If not even the briskest tempo makes the film as short as
    `enough`, that one is the only try.
    """
    low, high = within
    tries = _Tries(source, pace, lambda length: length <= enough or high > 1)

    def attempt(tempo: float) -> float:
        return tries.attempt(tempo, lambda length: abs(length - target) / target + calm * abs(math.log(tempo)))

    if high > 1:
        attempt(high)
    if high > 1 or attempt(low) <= enough:
        if calm:
            attempt(1.0)
        for _ in range(FEW_TRIES if source.turns > MANY else TRIES):
            tempo = math.sqrt(low * high)
            length = attempt(tempo)
            if abs(length - target) < NEAR * target:
                break
            low, high = (low, tempo) if length > target else (tempo, high)
    return tries.best()


class _Tries:
    """Layouts at several tempos, of which only the best is kept: each may hold a million spans."""

    def __init__(self, source: Source, pace: Pace, will_do: Callable[[float], bool]) -> None:
        self._source = source
        self._pace = pace
        self._will_do = will_do
        self._banned: list[tuple[float, frozenset[Identity]]] = []
        self._best: tuple[float, Layout] | None = None

    def attempt(self, tempo: float, cost: Callable[[float], float]) -> float:
        """Lay it out without what could not be read at calmer tempos; its length. The one that costs least is best."""
        banned = frozenset[Identity]().union(*(before for other, before in self._banned if other >= tempo))
        layout = _tried(self._source, replace(self._pace, tempo=self._pace.tempo * tempo), banned)
        length = layout.reel.length
        self._banned.append((tempo, layout.banned))
        price = cost(length) if self._will_do(length) else math.inf
        if self._best is None or price < self._best[0]:
            self._best = (price, layout)
        return length

    def best(self) -> Layout:
        """The best one so far; the first, if none will do."""
        assert self._best is not None
        return self._best[1]


def _tried(source: Source, pace: Pace, banned: frozenset[Identity] = frozenset()) -> Layout:
    return lay_out(source, pace, banned, ROUGHEST if source.turns > MANY else ROUGH)


def _finished(source: Source, layout: Layout) -> Layout:
    """The same layout, laid out until all its sentences can be read."""
    if layout.settled:
        return layout
    plain = replace(layout.pace, waits=1.0, blocks=1.0)
    return lay_out(source, plain, layout.banned)
