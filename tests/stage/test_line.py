from __future__ import annotations

from itertools import pairwise

import pytest

from loopway.stage.traffic.line import FinishLane, ReadyLine, Start

LINE = ReadyLine([Start(go=go, after=0.1, during=0.5) for go in (1.0, 2.0, 3.0)])


def test_places_at_instants() -> None:
    """Before anybody starts all stand in order; half-way through a move everybody is half a place on."""
    table = [[round(LINE.place(rank, t), 9) for rank in (0, 1, 2, 3)] for t in (0.5, 1.0, 1.35, 1.7, 3.7)]
    assert table == [[0, 1, 2, 3], [0, 1, 2, 3], [0, 0.5, 1.5, 2.5], [0, 0, 1, 2], [0, 0, 0, 0]]


def test_those_who_never_start_stand_behind_each_other() -> None:
    """Ranks beyond the last start keep their distance for ever."""
    assert [LINE.place(rank, 9.0) for rank in (3, 4, 5)] == [0, 1, 2]


def test_the_distances_are_one_pitch_while_the_line_moves() -> None:
    """At no instant are two neighbours in line closer than one place."""
    for t in (0.0, 1.2, 1.35, 2.4, 3.3):
        places = [LINE.place(rank, t) for rank in range(3, 7)]
        assert all(behind - before >= 1 - 1e-9 for before, behind in pairwise(places))


def test_the_finish_lane_moves_down_when_it_is_full() -> None:
    """With two places the third arrival pushes all down by one; the oldest is gone before it comes to the legend."""
    lane = FinishLane([(1.0, 1.5), (2.0, 2.5), (3.0, 3.5)], 2, None)
    assert [lane.place(0, t) for t in (2.9, 3.2, 3.4)] == pytest.approx([0, -0.5, -1])
    assert [lane.alpha(0, t) for t in (2.9, 3.2, 3.4)] == pytest.approx([1, 0, 0])
    assert lane.place(2, 3.5) == 1


def test_the_finish_lane_empties_for_the_next_loop() -> None:
    """When the next road opens, the cars of the last one fade."""
    lane = FinishLane([(1.0, 1.5)], 2, 5.0)
    assert [lane.alpha(0, t) for t in (4.9, 5.2, 5.4)] == pytest.approx([1, 0.5, 0])
