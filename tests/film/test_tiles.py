"""Changed tiles and the rectangles that cover them."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.film.tiles import TILE, Tiles

SIZE = (100, 70)  # no whole number of tiles on either side
Box = tuple[float, float, float, float]
coordinate = st.floats(-50, 150)
boxes = st.tuples(coordinate, coordinate, coordinate, coordinate).map(
    lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)


@settings(deadline=None, max_examples=100)
@given(st.lists(boxes, max_size=6))
def test_rectangles_cover_the_marked_tiles(marks: list[Box]) -> None:
    """Every pixel of a marked tile lies in a rectangle; each rectangle is a tile of the picture at least."""
    tiles = Tiles(*SIZE)
    for box in marks:
        tiles.mark(*box)
    covered = np.zeros((SIZE[1], SIZE[0]), bool)
    for x0, y0, x1, y1 in tiles.rectangles():
        assert 0 <= x0 < x1 <= SIZE[0] and 0 <= y0 < y1 <= SIZE[1]
        covered[y0:y1, x0:x1] = True
    wanted = np.kron(tiles.marked, np.ones((TILE, TILE), bool))[: SIZE[1], : SIZE[0]]
    assert not (wanted & ~covered).any()
    assert bool(covered.any()) == bool(wanted.any())


@settings(deadline=None, max_examples=100)
@given(boxes)
def test_what_a_box_touches_is_marked(box: Box) -> None:
    """Every pixel of the picture that a box touches, and one more on each side, lies in a marked tile."""
    tiles = Tiles(*SIZE)
    tiles.mark(*box)
    x0, y0, x1, y1 = (math.floor(box[0]) - 1, math.floor(box[1]) - 1, math.ceil(box[2]) + 1, math.ceil(box[3]) + 1)
    touched = np.zeros((SIZE[1], SIZE[0]), bool)
    touched[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)] = True
    marked = np.kron(tiles.marked, np.ones((TILE, TILE), bool))[: SIZE[1], : SIZE[0]]
    assert not (touched & ~marked).any()


def test_far_apart_stays_apart() -> None:
    """Two small changes at the ends of a large picture are two rectangles of a tile each; side by side they are one."""
    far, near = Tiles(1920, 1080), Tiles(1920, 1080)
    for tiles, x in ((far, 1900), (near, 40)):
        tiles.mark(4, 4, 8, 8)
        tiles.mark(x, 4, x + 4, 8)
    assert far.rectangles() == ((0, 0, 16, 16), (1888, 0, 1920, 16))
    assert near.rectangles() == ((0, 0, 48, 16),)


def test_one_touched_pixel_marks_its_tile() -> None:
    """A part of the picture that lies anywhere marks the tiles that its touched pixels lie in, and no others."""
    touched = np.zeros((40, 50), np.uint8)
    touched[0, 0] = touched[39, 49] = 1
    tiles = Tiles(*SIZE)
    tiles.mark_pixels(touched, (17, 9))
    assert np.argwhere(tiles.marked).tolist() == [[0, 1], [3, 4]]


def test_nothing_touched_marks_nothing() -> None:
    """A part of the picture that is touched nowhere has no marked tile."""
    tiles = Tiles(*SIZE)
    tiles.mark_pixels(np.zeros((SIZE[1], SIZE[0]), np.uint8), (0, 0))
    assert tiles.rectangles() == ()


@settings(deadline=None, max_examples=100)
@given(st.lists(boxes, max_size=6))
def test_rectangles_mark_what_they_cover(marks: list[Box]) -> None:
    """Marked in another picture's tiles, the rectangles mark at least the same tiles, and give themselves again."""
    tiles, again = Tiles(*SIZE), Tiles(*SIZE)
    for box in marks:
        tiles.mark(*box)
    again.mark_boxes(tiles.rectangles())
    assert not (tiles.marked & ~again.marked).any()
    for x0, y0, x1, y1 in tiles.rectangles():
        again.marked[y0 // TILE : -(-y1 // TILE), x0 // TILE : -(-x1 // TILE)] = False
    assert not again.marked.any()
