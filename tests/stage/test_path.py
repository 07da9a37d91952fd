from __future__ import annotations

import math

import pytest

from loopway.stage.path import Path, arc, bezier, rounded


def test_points_and_headings_by_distance() -> None:
    """An L of 3 and 4: points along it, beyond its ends, and headings that turn gently at the corner."""
    way = Path([(0, 0), (3, 0), (3, 4)])
    assert way.length == 7
    assert [way.point(d) for d in (-1, 0, 3, 5, 7, 9)] == [(0, 0), (0, 0), (3, 0), (3, 2), (3, 4), (3, 4)]
    assert [round(way.heading(d), 3) for d in (1, 3, 6)] == [0.0, round(math.pi / 4, 3), round(math.pi / 2, 3)]


def test_a_part_has_both_its_ends() -> None:
    """A part of a way begins and ends where it was asked to, with the corners between."""
    assert Path([(0, 0), (3, 0), (3, 4)]).part(2.0, 5.0) == ((2, 0), (3, 0), (3, 2))


def test_equal_points_are_one() -> None:
    """Points that fall together do not disturb length or heading."""
    way = Path([(0, 0), (0, 0), (1, 0), (1, 0)])
    assert (way.length, way.heading(0.5), way.points) == (1.0, 0.0, ((0, 0), (1, 0)))


def test_curves_keep_their_ends() -> None:
    """Bézier and arc start and end where they are told to."""
    curve, bow = bezier((0, 0), (1, 0), (2, 1), (2, 2)), arc((0, 0), 2.0, 0.0, math.pi / 2)
    assert curve[0] == (0, 0) and curve[-1] == (2, 2)
    assert bow[0] == (2, 0) and bow[-1] == pytest.approx((0, 2))


def test_corners_are_cut_round_within_their_room() -> None:
    """A rounded way never leaves the polygon of its corners, and shares short pieces between two corners."""
    way = rounded([(0, 0), (2, 0), (2, 1), (0, 1)], 5.0)
    assert way[0] == (0, 0) and way[-1] == (0, 1)
    assert (2, 0.5) in way
    assert max(x for x, _ in way) == 2.0
