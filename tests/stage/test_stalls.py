from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.stage.traffic.stalls import Stay, assign


def stay(task: int, start: float, end: float) -> Stay:
    """A stay at the pumps."""
    return Stay(task=task, plaza="sleep", start=start, end=end)


def test_a_car_comes_home_to_its_own_stall() -> None:
    """B was at the second pump, and takes it again although the first one is free."""
    a, b, again = stay(1, 0, 2), stay(2, 1, 3), stay(2, 5, 6)
    assert assign([a, b, again]) == {a: 0, b: 1, again: 1}


def test_a_newcomer_leaves_a_stall_that_somebody_calls_his_own() -> None:
    """C takes the third pump while it is there to be taken; only then somebody else's."""
    a, b, both = stay(1, 0, 1), stay(2, 0, 9), stay(3, 2, 3)
    third = stay(4, 0, 1)
    assert assign([a, b, third, both])[both] == 0


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.integers(1, 6), st.floats(0, 20), st.floats(0.1, 5)), max_size=25))
def test_no_two_stays_share_a_stall(wanted: list[tuple[int, float, float]]) -> None:
    """Stays of one stall never overlap, and there are no more stalls than cars at once."""
    stays = list({stay(task, start, start + length) for task, start, length in wanted})
    given_stalls = assign(stays)
    for one in stays:
        at_once = [other for other in stays if other.start <= one.start < other.end]
        assert len({given_stalls[other] for other in at_once}) == len(at_once)
    most = max((sum(o.start <= one.start < o.end for o in stays) for one in stays), default=0)
    assert max(given_stalls.values(), default=-1) + 1 <= max(most, 0)
