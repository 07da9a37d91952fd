"""The film's clock: film seconds -> trace seconds, solved from anchors.

The clock runs while a task runs (slow motion), while nobody runs (hurried), and while a call blocks. It stands
while the picture only follows: rolling to the line, parking, letting a sentence be read. So each step begins and
ends exactly at its own time, and all steps of a nominal run share about one factor.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from loopway.story.pace import Pace
from loopway.story.rates import shown_rates, two_digits

Anchor = tuple[float, float]
"""(film second, trace second): the clock must show the second at the first."""

PARTS = 16
"""An easing is drawn in so many straight parts."""

ROUNDS = 60
"""Halvings of the bisection: far beyond what a float can tell."""


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """A rising line through knots: a FilmClock. `at` is exact at every knot, `factor` is the slope."""

    films: tuple[float, ...]
    traces: tuple[float, ...]
    said: tuple[tuple[float, float], ...]
    """For each part between two knots: the shown factor at its beginning and at its end."""

    def at(self, film: float) -> float:
        """Trace seconds at a film second."""
        part = self._part(film)
        if part is None:
            return self.traces[0] if film < self.films[0] else self.traces[-1]
        start, end = self.films[part], self.films[part + 1]
        return self.traces[part] + (film - start) / (end - start) * (self.traces[part + 1] - self.traces[part])

    def factor(self, film: float) -> float:
        """Trace seconds that pass in one film second, just then; 0: it stands."""
        part = self._part(film)
        if part is None:
            return 0.0
        return (self.traces[part + 1] - self.traces[part]) / (self.films[part + 1] - self.films[part])

    def shown(self, film: float) -> float:
        """The factor for the clock's words and needle: steady in slow motion, eased between modes; 0: paused."""
        if not self.said:
            return 0.0
        part = self._part(film)
        if part is None:
            return self.said[0][0] if film < self.films[0] else self.said[-1][1]
        low, high = self.said[part]
        if low == high or low <= 0 or high <= 0:
            return low
        share = (film - self.films[part]) / (self.films[part + 1] - self.films[part])
        return low * math.exp(math.log(high / low) * share)

    def _part(self, film: float) -> int | None:
        if not self.films[0] <= film < self.films[-1]:
            return None
        return bisect_right(self.films, film) - 1


def smooth(share: float) -> float:
    """The quintic that is still at both ends: 0 -> 0, .5 -> .5, 1 -> 1."""
    return share**3 * (share * (6 * share - 15) + 10)


EASED = tuple(smooth(part / PARTS) for part in range(PARTS + 1))


def cleaned(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Anchors in film order whose trace seconds never fall; of two at one film instant the later one."""
    clean: list[Anchor] = []
    for film, trace in anchors:
        last = clean[-1] if clean else (-math.inf, -math.inf)
        if film - last[0] < 1e-9:
            clean[-1] = (last[0], max(last[1], trace))
        else:
            clean.append((film, max(last[1], trace)))
    return clean


def solve(anchors: Sequence[Anchor], hurried: frozenset[float], pace: Pace) -> Clock:
    """The clock through these anchors; `hurried` are the film instants at which hurried stretches begin.

    Where a hurried stretch meets a slower one, its factor is eased inside the hurried one: slow motion is never
    disturbed, and every anchor is met exactly.

    >>> clock = solve([(0.0, 0.0), (2.0, 1.0)], frozenset({0.0}), Pace())
    >>> clock.at(1.0), clock.factor(1.0)
    (0.5, 0.5)
    """
    clean = cleaned(anchors)
    pairs = list(itertools.pairwise(clean))
    rates = [(end[1] - start[1]) / (end[0] - start[0]) for start, end in pairs]
    fast = [start[0] in hurried for start, _ in pairs]
    shown = shown_rates([end[0] - start[0] for start, end in pairs], rates, fast, pace)
    knots = [clean[0]]
    said: list[tuple[float, float]] = []
    for place, (start, end) in enumerate(pairs):
        length = end[0] - start[0]
        width = min(pace.ease, length / 3)
        before = _slower(place - 1, place, rates, fast, shown)
        after = _slower(place + 1, place, rates, fast, shown)
        if not fast[place] or rates[place] <= 0 or (before is None and after is None):
            knots.append(end)
            said.append((shown[place], shown[place]))
            continue
        rate = _solved(length, end[1] - start[1], width, [slow for slow in (before, after) if slow is not None])
        _draw(knots, said, (start, end), width, (before, rate, after), two_digits(rate))
    return Clock(films=tuple(k[0] for k in knots), traces=tuple(k[1] for k in knots), said=tuple(said))


def _slower(place: int, own: int, rates: list[float], fast: list[bool], shown: list[float]) -> float | None:
    """The factor that the stretch `own` is eased to where it meets the stretch at `place`; None: it is not eased."""
    if not 0 <= place < len(rates):
        return None
    rate = rates[place] if fast[place] else next((s for s in _outwards(shown, fast, place, own) if s > 0), 0.0)
    return rate if 0 < rate < rates[own] else None


def _outwards(shown: list[float], fast: list[bool], place: int, own: int) -> Sequence[float]:
    """The shown factors of the slow motion that begins (or ends) at `place`, nearest first."""
    step = 1 if place > own else -1
    found = []
    while 0 <= place < len(shown) and not fast[place]:
        found.append(shown[place])
        place += step
    return found


def _eased_mean(slow: float, rate: float) -> float:
    """The mean factor of an easing between two factors, along its straight parts."""
    ratio = math.log(rate / slow)
    factors = [slow * math.exp(ratio * s) for s in EASED]
    return sum((a + b) / 2 for a, b in itertools.pairwise(factors)) / PARTS


def _solved(length: float, seconds: float, width: float, slower: list[float]) -> float:
    """The constant factor of a stretch that covers `seconds` in `length`, easings included."""
    constant = length - width * len(slower)

    def covered(rate: float) -> float:
        return rate * constant + width * sum(_eased_mean(slow, rate) for slow in slower)

    low, high = seconds / length, seconds / constant
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        if covered(middle) < seconds:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _draw(
    knots: list[Anchor],
    said: list[tuple[float, float]],
    pair: tuple[Anchor, Anchor],
    width: float,
    rates: tuple[float | None, float, float | None],
    label: float,
) -> None:
    """Add the knots of one hurried stretch: easing in, constant, easing out."""
    start, end = pair
    before, rate, after = rates
    if before is not None:
        _draw_easing(knots, said, start, width, (before, rate), label)
    steady_until = end[0] - (width if after is not None else 0.0)
    film, trace = knots[-1]
    knots.append((steady_until, trace + rate * (steady_until - film)))
    said.append((label, label))
    if after is not None:
        _draw_easing(knots, said, knots[-1], width, (rate, after), label)
    knots[-1] = end


def _draw_easing(
    knots: list[Anchor],
    said: list[tuple[float, float]],
    start: Anchor,
    width: float,
    rates: tuple[float, float],
    label: float,
) -> None:
    film, trace = start
    first, last = rates
    ratio = math.log(last / first)
    factors = [first * math.exp(ratio * s) for s in EASED]
    rising = last > first
    labels = (first, label) if rising else (label, last)
    words = [labels[0] * (labels[1] / labels[0]) ** s for s in EASED]
    for part in range(PARTS):
        trace += (factors[part] + factors[part + 1]) / 2 * width / PARTS
        knots.append((film + width * (part + 1) / PARTS, trace))
        said.append((words[part], words[part + 1]))
