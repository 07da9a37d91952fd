"""Which parts of a picture have changed: a grid of tiles, and a few rectangles that cover the marked ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from loopway.film.ink import PixelBox

TILE = 16
"""Pixels. Even, so that a tile is a whole number of chroma samples in yuv420p."""
SPARE = 4096
"""Pixels that may be painted in vain rather than have one rectangle more: about what it costs to begin one."""


class Tiles:
    """The changed tiles of a picture of `width` x `height` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.marked: npt.NDArray[np.bool_] = np.zeros((-(-height // TILE), -(-width // TILE)), dtype=bool)

    def mark(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Mark every tile that the box (pixels) touches, antialiased edges included."""
        left, top, right, bottom = around(x0, y0, x1, y1)
        self.marked[top // TILE : bottom // TILE, left // TILE : right // TILE] = True

    def mark_boxes(self, boxes: Iterable[PixelBox]) -> None:
        """Mark all tiles within these boxes of whole tiles."""
        for x0, y0, x1, y1 in boxes:
            self.marked[y0 // TILE : -(-y1 // TILE), x0 // TILE : -(-x1 // TILE)] = True

    def mark_pixels(self, touched: npt.NDArray[np.uint8], corner: tuple[int, int]) -> None:
        """Mark every tile with a pixel that is not 0 in `touched`, whose first pixel is the picture's at `corner`."""
        (x, y), (high, wide) = corner, touched.shape
        rows, columns = -(-(y % TILE + high) // TILE), -(-(x % TILE + wide) // TILE)
        whole = np.zeros((rows * TILE, columns * TILE), np.uint8)
        whole[y % TILE : y % TILE + high, x % TILE : x % TILE + wide] = touched
        tiles = whole.view(np.uint64).reshape(rows, TILE, columns, -1).any(axis=(1, 3))
        self.marked[y // TILE : y // TILE + rows, x // TILE : x // TILE + columns] |= tiles

    def rectangles(self) -> tuple[PixelBox, ...]:
        """Boxes that cover the marked tiles and few others, clipped to the picture."""
        boxes: list[PixelBox] = []
        for left, top, right, bottom in self._runs():
            _join(boxes, (left * TILE, top * TILE, min(right * TILE, self.width), min(bottom * TILE, self.height)))
        return tuple(boxes)

    def _runs(self) -> Iterator[PixelBox]:
        """Marked tiles side by side, rows alike as one, from top to bottom, in tiles."""
        rows, columns = self.marked.shape
        tops = np.flatnonzero((self.marked[1:] != self.marked[:-1]).any(axis=1)) + 1
        tops = np.concatenate([[0], tops, [rows]])
        walled = np.zeros((len(tops) - 1, columns + 1), np.int8)  # no run goes on into the next row
        walled[:, :columns] = self.marked[tops[:-1]]
        edges = np.flatnonzero(np.diff(walled.ravel(), prepend=0, append=0)).tolist()
        heights = tops.tolist()
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            band, left = divmod(start, columns + 1)
            yield left, heights[band], left + end - start, heights[band + 1]


def around(x0: float, y0: float, x1: float, y1: float) -> PixelBox:
    """The tiles that a box (pixels) touches, antialiased edges included: their outline in pixels."""
    left, top = max(int(x0) - 1, 0) // TILE, max(int(y0) - 1, 0) // TILE
    right, bottom = max(-(-(int(x1) + 2) // TILE), 0), max(-(-(int(y1) + 2) // TILE), 0)
    return left * TILE, top * TILE, right * TILE, bottom * TILE


def meet(one: PixelBox, other: PixelBox) -> bool:
    """Whether they have a pixel in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def together(*boxes: PixelBox) -> PixelBox:
    """The smallest box that holds them all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _join(boxes: list[PixelBox], box: PixelBox) -> None:
    """Add a box, as one with earlier ones if that covers few other pixels."""
    x0, y0, x1, y1 = box
    room = (x1 - x0) * (y1 - y0) + SPARE
    for place in range(len(boxes) - 1, -1, -1):  # the one above is among the last
        left, top, right, bottom = other = boxes[place]
        # by hand: in a crowd of ten thousand this is asked a thousand times a picture
        wide = (right if right > x1 else x1) - (left if left < x0 else x0)
        high = (bottom if bottom > y1 else y1) - (top if top < y0 else y0)
        if wide * high <= room + (right - left) * (bottom - top):
            del boxes[place]
            _join(boxes, together(box, other))
            return
    boxes.append(box)
