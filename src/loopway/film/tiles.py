"""Which parts of a picture have changed: a grid of tiles, and the rectangles that cover the marked ones."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

TILE = 16
"""Pixels. Even, so that a tile is a whole number of chroma samples in yuv420p."""

PixelBox = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels; x1 and y1 lie just outside."""


class Tiles:
    """The changed tiles of a picture of `width` x `height` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.marked: npt.NDArray[np.bool_] = np.zeros((-(-height // TILE), -(-width // TILE)), dtype=bool)

    def mark(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Mark every tile that the box (pixels) touches, antialiased edges included."""
        left, top = max(int(x0) - 1, 0) // TILE, max(int(y0) - 1, 0) // TILE
        right, bottom = min(int(x1) + 2, self.width), min(int(y1) + 2, self.height)
        if right > 0 and bottom > 0 and x1 >= 0 and y1 >= 0:
            self.marked[top : -(-bottom // TILE), left : -(-right // TILE)] = True

    def mark_difference(self, before: npt.NDArray[np.uint8], after: npt.NDArray[np.uint8]) -> None:
        """Mark every tile in which two pictures (height x width x 4) differ."""
        differs = (before.view(np.uint32) != after.view(np.uint32))[..., 0]
        whole_rows, whole_columns = self.height // TILE * TILE, self.width // TILE * TILE
        inner = differs[:whole_rows, :whole_columns].reshape(whole_rows // TILE, TILE, whole_columns // TILE, TILE)
        self.marked[: whole_rows // TILE, : whole_columns // TILE] |= inner.any(axis=1).any(axis=2)
        for y in range(0, self.height, TILE) if whole_columns < self.width else ():
            self.marked[y // TILE, -1] |= differs[y : y + TILE, whole_columns:].any()
        for x in range(0, self.width, TILE) if whole_rows < self.height else ():
            self.marked[-1, x // TILE] |= differs[whole_rows:, x : x + TILE].any()

    def touches(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether a box (pixels) touches a marked tile."""
        left, top = max(int(x0) - 1, 0) // TILE, max(int(y0) - 1, 0) // TILE
        right, bottom = min(int(x1) + 2, self.width), min(int(y1) + 2, self.height)
        if right <= 0 or bottom <= 0 or x1 < 0 or y1 < 0:
            return False
        return bool(self.marked[top : -(-bottom // TILE), left : -(-right // TILE)].any())

    def rectangles(self) -> tuple[PixelBox, ...]:
        """Boxes that cover exactly the marked tiles, clipped to the picture, from top to bottom."""
        return tuple(_clipped(box, self.width, self.height) for box in _merged(_runs(self.marked)))


def _runs(marked: npt.NDArray[np.bool_]) -> Iterable[PixelBox]:
    for row in np.flatnonzero(marked.any(axis=1)):
        edges = np.flatnonzero(np.diff(marked[row].astype(np.int8), prepend=0, append=0))
        for left, right in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            yield left, int(row), right, int(row) + 1


def _merged(runs: Iterable[PixelBox]) -> list[PixelBox]:
    done: list[PixelBox] = []
    growing: dict[tuple[int, int], PixelBox] = {}
    for left, top, right, bottom in runs:
        above = growing.get((left, right))
        if above is not None and above[3] == top:
            growing[left, right] = (left, above[1], right, bottom)
            continue
        if above is not None:
            done.append(above)
        growing[left, right] = (left, top, right, bottom)
    return sorted([*done, *growing.values()], key=lambda box: (box[1], box[0]))


def _clipped(box: PixelBox, width: int, height: int) -> PixelBox:
    left, top, right, bottom = box
    return left * TILE, top * TILE, min(right * TILE, width), min(bottom * TILE, height)
