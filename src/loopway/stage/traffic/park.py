"""A car park: double rows of cars, tail to tail, with aisles between them."""

from __future__ import annotations

import math

import msgspec

from loopway.stage.stage import Box, Point

UP, DOWN = math.pi / 2, -math.pi / 2


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one car takes, in k."""

    length: float
    width: float
    aisle: float
    """Between two double rows."""
    spine: float
    """Between the two cars of a double row, in lengths."""


class Park(msgspec.Struct, frozen=True, kw_only=True):
    """Where everything is. Places are counted row by row from the top left."""

    box: Box
    k: float
    columns: int
    pitch: float
    """From column to column."""
    reach: float
    """From a spine to the ends of its comb's teeth."""
    spines: tuple[float, ...]
    """y of the lines between two rows, from the top."""
    aisles: tuple[float, ...]
    """y of the aisles: one above each spine, and one below the last."""
    spots: tuple[Point, ...]
    """The middles of the places."""

    def row(self, spot: int) -> int:
        """The row of a place, 0 the uppermost."""
        return spot // self.columns

    def heading(self, spot: int) -> float:
        """Upper rows stand nose up, lower ones nose down."""
        return DOWN if self.row(spot) % 2 else UP

    def aisle(self, spot: int) -> float:
        """y of the aisle before its nose."""
        return self.aisles[(self.row(spot) + 1) // 2]

    @property
    def last_row(self) -> int:
        """The lowest row that has places."""
        return self.row(len(self.spots) - 1)


def car_park(box: Box, count: int, cell: Cell, most: float) -> Park:
    """The car park for `count` cars in `box` whose cars are largest; their scale is `most` at most.

    >>> cell = Cell(length=1.0, width=0.5, aisle=0.5, spine=0.1)
    >>> park = car_park(Box(0.0, 0.0, 2.0, 2.6), 8, cell, 1.0)
    >>> park.k, park.columns, park.spots[0], park.spots[4]
    (1.0, 4, (0.25, 1.85), (0.25, 0.75))
    """
    k, pairs = max((_scale(box, count, cell, pairs, most), -pairs) for pairs in range(1, max(2, count // 2 + 1)))
    pairs = -pairs
    columns = math.ceil(count / (2 * pairs))
    high, pitch = box.height / pairs, box.width / columns
    spines = tuple(box.y1 - high * (pair + 0.5) for pair in range(pairs))
    off = (1.0 + cell.spine) / 2 * cell.length * k
    spots = [
        (box.x0 + pitch * (column + 0.5), spine + side * off)
        for spine in spines
        for side in (1, -1)
        for column in range(columns)
    ]
    return Park(
        box=box,
        k=k,
        columns=columns,
        pitch=pitch,
        reach=off + cell.length * k / 2,
        spines=spines,
        aisles=tuple(box.y1 - high * pair for pair in range(pairs + 1)),
        spots=tuple(spots[:count]),
    )


def _scale(box: Box, count: int, cell: Cell, pairs: int, most: float) -> float:
    columns = math.ceil(count / (2 * pairs))
    high = box.height / pairs / ((2 + cell.spine) * cell.length + cell.aisle)
    return min(most, high, box.width / columns / cell.width)
