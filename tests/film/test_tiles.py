"""Changed tiles and the rectangles that cover them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.film.tiles import TILE, Tiles

SIZE = (100, 70)  # no whole number of tiles on either side
coordinate = st.floats(-50, 150)
boxes = st.tuples(coordinate, coordinate, coordinate, coordinate).map(
    lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)


@settings(deadline=None, max_examples=60)
@given(st.lists(boxes, max_size=6))
def test_rectangles_cover_the_marked_tiles_exactly(marks: list[tuple[float, float, float, float]]) -> None:
    """Painted on a picture, the rectangles touch every pixel of a marked tile once and no other."""
    tiles = Tiles(*SIZE)
    for box in marks:
        tiles.mark(*box)
    painted = np.zeros((SIZE[1], SIZE[0]), int)
    for x0, y0, x1, y1 in tiles.rectangles():
        painted[y0:y1, x0:x1] += 1
    wanted = np.kron(tiles.marked, np.ones((TILE, TILE), int))[: SIZE[1], : SIZE[0]]
    assert np.array_equal(painted, wanted)


@settings(deadline=None, max_examples=60)
@given(boxes)
def test_what_was_marked_is_touched(box: tuple[float, float, float, float]) -> None:
    """A box touches the tiles that were marked for it, if any of it is in the picture."""
    tiles = Tiles(*SIZE)
    assert not tiles.touches(*box)
    tiles.mark(*box)
    assert tiles.touches(*box) == bool(tiles.marked.any())


def test_one_changed_pixel_marks_its_tile() -> None:
    """Two pictures that differ in one pixel differ in the one tile that holds it."""
    before = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    after = before.copy()
    after[33, 17, 2] = 1
    tiles = Tiles(*SIZE)
    tiles.mark_difference(before, after)
    assert tiles.rectangles() == ((16, 32, 32, 48),)


def test_nothing_changed_marks_nothing() -> None:
    """Equal pictures have no changed tile."""
    picture = np.full((SIZE[1], SIZE[0], 4), 7, np.uint8)
    tiles = Tiles(*SIZE)
    tiles.mark_difference(picture, picture.copy())
    assert tiles.rectangles() == ()
