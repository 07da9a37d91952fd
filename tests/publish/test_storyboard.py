"""The storyboard: every chapter's picture in its place, whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from masters import master, silent
from PIL import Image

from loopway.publish import storyboard
from loopway.publish.chapters import Chapter


def test_a_picture_of_every_chapter(tmp_path: Path) -> None:
    """Four chapters of a wide film: three in the first row, one in the second, each from the middle of its chapter."""
    path = tmp_path / "a.storyboard.png"
    reel = master(4.0, chapters=tuple(Chapter(start=n, end=n + 1, title=f"{n}") for n in range(4)))
    storyboard.write(reel, str(path), silent)
    sheet = storyboard.sheet_of(4, (640, 360))
    assert (sheet.columns, sheet.rows) == (3, 2)
    with Image.open(path) as image:
        page = np.asarray(image)
        assert (image.size, image.info["Comment"]) == (sheet.size, "made by loopway")
    drawn = [one.pixels[..., :3].copy() for one in reel.draw([0.5, 1.5, 2.5, 3.5], sheet.tile)]
    for number, picture in enumerate(drawn):
        left, top = sheet.corner(number)
        assert np.array_equal(page[top : top + 360, left : left + 640], picture)
        label = page[top + 360 : top + 360 + storyboard.LABEL, left : left + 100]
        assert label.max() > 150  # something is written there


@pytest.mark.parametrize(
    ("count", "tile", "columns", "rows"),
    [(1, (640, 360), 1, 1), (7, (640, 360), 3, 3), (7, (360, 640), 5, 2), (4, (480, 480), 4, 1)],
)
def test_rows_for_every_shape(count: int, tile: tuple[int, int], columns: int, rows: int) -> None:
    """Three wide pictures stand side by side, five tall or four square ones."""
    assert storyboard.sheet_of(count, tile)[:2] == (columns, rows)


def test_a_film_without_chapters(tmp_path: Path) -> None:
    """One picture, from its middle."""
    storyboard.write(master(1.0), str(tmp_path / "a.png"), silent)
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == storyboard.sheet_of(1, (640, 360)).size
