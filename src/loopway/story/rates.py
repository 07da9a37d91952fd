"""Which factor the clock's words name: steady, although the true one differs from step to step."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import zip_longest

from loopway.story.pace import Pace

SAME = 2.0
"""A factor counts as the one that is being shown if it is within this ratio of it."""


def rounded(rate: float) -> float:
    """The nearest 1, 2 or 5 times a power of ten.

    >>> rounded(1.7e-5), rounded(3.3e-5)
    (2e-05, 5e-05)
    """
    steps = [step * 10.0 ** math.floor(math.log10(rate)) for step in (1, 2, 5, 10)]
    nearest = min(steps, key=lambda step: abs(math.log(step / rate)))
    return float(f"{nearest:.0e}")


def two_digits(rate: float) -> float:
    """The factor as "1.6x faster" names it."""
    return float(f"{rate:.2g}")


def shown_rates(lengths: Sequence[float], rates: Sequence[float], hurried: Sequence[bool], pace: Pace) -> list[float]:
    """For each stretch of the clock the factor that its words name; 0 for "paused".

    Hurried stretches name their own factor. In slow motion the words stay as long as the truth is within a factor of
    two of them, or is farther away only once and for a moment; a clock that stands for a moment keeps them too.
    """
    shown = [two_digits(rate) if fast and rate > 0 else 0.0 for rate, fast in zip(rates, hurried, strict=True)]
    slow = [p for p, rate in enumerate(rates) if not hurried[p] and rate > 0 and lengths[p] >= pace.word_least]
    named = list(hurried)
    current = rounded(rates[slow[0]]) if slow else 0.0
    for place, after in zip_longest(slow, slow[1:]):
        lasts = lengths[place] >= pace.pause_said or (after is not None and not _same(rates[after], current))
        if lasts and not _same(rates[place], current):
            current = rounded(rates[place])
        shown[place], named[place] = current, True
    _fill_short_pauses(shown, named, lengths, hurried, pace)
    return shown


def _same(rate: float, shown: float) -> bool:
    return 1 / SAME <= rate / shown <= SAME


def _fill_short_pauses(
    shown: list[float], named: list[bool], lengths: Sequence[float], hurried: Sequence[bool], pace: Pace
) -> None:
    """Give the words of a neighbour in slow motion to what has none of its own and is short."""
    place = 0
    while place < len(shown):
        if named[place]:
            place += 1
            continue
        after = place
        while after < len(shown) and not named[after]:
            after += 1
        if sum(lengths[place:after]) < pace.pause_said:
            before_slow = place > 0 and not hurried[place - 1]
            after_slow = after < len(shown) and not hurried[after]
            words = shown[after] if after_slow else shown[place - 1] if before_slow else 0.0
            shown[place:after] = [words] * (after - place)
        place = after
