from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.story.clock import solve
from loopway.story.pace import Pace
from loopway.story.rates import rounded, shown_rates, two_digits

PACE = Pace()


def slow_then_fast() -> tuple[list[tuple[float, float]], frozenset[float]]:
    """Stands for 2 s, a step of 20 µs in 1 s, settles, a second in 2 s, rolls for .8 s, a step."""
    anchors = [(3, 0), (5, 0), (6, 2e-5), (6.5, 2e-5), (8.5, 1.00002), (9.3, 1.00002), (10.3, 1.00004)]
    return [(float(film), trace) for film, trace in anchors], frozenset({6.5})


def test_the_clock_meets_its_anchors() -> None:
    """At an anchor the clock shows exactly the anchor's second; before the first and after the last it stands."""
    anchors, hurried = slow_then_fast()
    clock = solve(anchors, hurried, PACE)
    assert [clock.at(film) for film, _ in anchors] == [trace for _, trace in anchors]
    assert (clock.at(0), clock.at(99), clock.factor(99)) == (0, 1.00004, 0)


def test_slow_motion_is_undisturbed() -> None:
    """The change of speed is eased inside the hurried stretch: a step runs at one factor from its start to its end."""
    clock = solve(*slow_then_fast(), PACE)
    assert {round(clock.factor(5 + k / 20), 12) for k in range(20)} == {2e-5}


def test_the_words_stay_while_the_clock_rests_for_a_moment() -> None:
    """Resting for less than a second keeps the words of the slow motion; longer, they say "paused" (0)."""
    clock = solve(*slow_then_fast(), PACE)
    instants = (3.5, 5.5, 6.2, 7.5, 9.0, 9.8)
    assert [clock.shown(instant) for instant in instants] == [0, 2e-5, 2e-5, 0.65, 2e-5, 2e-5]


def test_the_needle_does_not_jump() -> None:
    """Where slow motion turns into a hurry the shown factor changes steadily, over the time of the easing."""
    clock = solve(*slow_then_fast(), PACE)
    logs = [math.log10(clock.shown(6.5 + k * 0.3 / 60)) for k in range(61)]
    steps = [b - a for a, b in itertools.pairwise(logs)]
    assert min(steps) >= 0 and max(steps) < 0.2


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.floats(0.05, 9),
            st.one_of(st.just(0.0), st.floats(-6, 3.6).map(lambda p: 10.0**p)),
            st.booleans(),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_anchors_make_a_clock(steps: list[tuple[float, float, bool]]) -> None:
    """Whatever the anchors: the clock never falls, meets them, and is the integral of its factor."""
    film = trace = 0.0
    anchors = [(film, trace)]
    hurried = set()
    for length, seconds, fast in steps:
        if fast:
            hurried.add(film)
        film, trace = film + length, trace + seconds
        anchors.append((film, trace))
    clock = solve(anchors, frozenset(hurried), PACE)
    assert list(clock.traces) == sorted(clock.traces)
    assert all(abs(clock.at(f) - t) <= 1e-9 + 1e-7 * trace for f, t in anchors)
    knots = list(zip(clock.films, clock.films[1:], strict=False))
    total = sum((b - a) * clock.factor((a + b) / 2) for a, b in knots)
    assert total == pytest.approx(trace, rel=1e-6, abs=1e-12)


def test_rounding() -> None:
    """Slow factors are named in steps of 1, 2 and 5, others with two digits."""
    assert [rounded(x) for x in (1.9e-5, 3e-5, 7e-5, 8e-5)] == [2e-5, 2e-5, 5e-5, 1e-4]
    assert two_digits(1.6449) == 1.6


def test_the_words_change_only_if_the_truth_is_twice_as_far() -> None:
    """Turns of somewhat different length share one factor in the clock's words; one brief odd turn does not count."""
    rates = [2e-5, 0.0, 1.5e-5, 0.0, 9e-5, 0.0, 3e-5]
    lengths = [1.0, 0.05, 1.3, 0.05, 0.4, 0.05, 0.7]
    assert shown_rates(lengths, rates, [False] * 7, PACE) == [2e-5] * 7
    assert shown_rates(lengths, [*rates[:6], 8e-5], [False] * 7, PACE) == [2e-5] * 3 + [1e-4] * 4
