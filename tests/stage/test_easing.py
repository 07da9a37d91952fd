from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.stage.easing import OVERSHOOT, Through, back_out, smooth

SPAN = st.floats(0.05, 3.0)


def test_smooth_is_still_at_both_ends() -> None:
    """The quintic's slope is 0 at 0 and 1, and it is its own mirror."""
    assert smooth(1e-3) < 1e-7 and 1 - smooth(1 - 1e-3) < 1e-7
    assert [smooth(x) + smooth(1 - x) for x in (0.1, 0.3, 0.5)] == pytest.approx([1, 1, 1])


def test_back_out_overshoots_as_far_as_it_says() -> None:
    """Its top is 1.08, and it ends at 1."""
    top = max(back_out(n / 1000) for n in range(1001))
    assert top == pytest.approx(OVERSHOOT, abs=1e-4) and back_out(1.0) == 1.0


@settings(deadline=None, max_examples=60)
@given(SPAN, SPAN, SPAN, SPAN)
def test_a_drive_never_goes_back(gate: float, rest: float, to_gate: float, beyond: float) -> None:
    """Whatever the story and the geometry ask for: it passes its gate in time, and only ever goes forwards."""
    ride = Through(gate=gate, to_gate=to_gate, end=gate + rest, whole=to_gate + beyond)
    instants = [(gate + rest) * n / 200 for n in range(201)]
    way = [ride.distance(t) for t in instants]
    assert all(before <= behind + 1e-9 for before, behind in pairwise(way))
    assert ride.distance(gate) == pytest.approx(to_gate) and way[0] == 0.0 and way[-1] == to_gate + beyond
