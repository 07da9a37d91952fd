"""One queue's dock: a platform with a cell for each item, crates in the order in which they go out, painted words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from loopway.stage.easing import smooth
from loopway.stage.stage import Piece, Point, Pose
from loopway.stage.text import cut
from loopway.stage.traffic.crates import Crate, crates
from loopway.stage.traffic.plaza import Bay
from loopway.stage.traffic.roadmap import RoadMap
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.things import ResourceMark

SHORT = 2
"""A crate has room for so many characters."""


class Quay:
    """`maxsize` cells; an unbounded queue has as many as it ever needs. Several quays are told apart by their names."""

    def __init__(self, bay: Bay, marks: Sequence[ResourceMark], k: float, lengths: RoadMap, tag: str) -> None:
        self.bay, self.k, self.lengths = bay, k, lengths
        self.crates, self.marks = crates(marks), marks
        self.tag = tag
        """Behind the ids of all that belongs to it."""
        most = max(len(mark.items) for mark in marks)
        self._cells = min(self._fitting() if tag else lengths.dock.cells_most, marks[0].size or max(1, most))

    def pieces(self, sides: Iterable[str], name: str, top: float) -> Iterable[Piece]:
        """The platform, and what is painted on the free ground: where one waits for what, and over it its name."""
        quay, k = self.lengths.dock, self.k
        left, right, y = self._platform()
        half = (quay.cell + quay.rim) / 2 * k
        yield Piece(role="dock", id=f"dock{self.tag}", points=((left, y - half), (right, y + half)), scale=k)
        for side in sides:
            up = quay.up if side == "put" else -quay.down
            yield self._painted(side, self._aside, y + (up - quay.words_low) * k)
        if name:
            said = cut(name, self.bay.box.width - quay.left * k, quay.words, "mono.medium")
            yield replace(self._painted(said, left, top), anchor="left")

    def ground(self, t: float, em: float) -> Iterable[Pose]:
        """The empty cells, and how many items are in."""
        _, _, y = self._platform()
        for cell in range(self._cells):
            x, _ = self._cell(cell)
            side = self._side()
            yield Pose(role="crate.cell", id=f"cell {cell}{self.tag}", x=x, y=y, width=side, height=side)
        yield Pose(
            role="mono.strong",
            id=f"painted count{self.tag}",
            x=self._aside,
            y=y - self.lengths.dock.words_low * self.k,
            height=em,
            label=counted(self.marks, self.crates, t),
            colour="text",
        )

    def above(self, t: float) -> Iterable[Pose]:
        """The crates: they come and go over the free ground, never over cars."""
        for crate in self.crates:
            if crate.came <= t and (crate.gone is None or t < crate.gone + TEMPO.crate):
                yield self._crate(crate, t)

    def _crate(self, crate: Crate, t: float) -> Pose:
        side, (x, y) = self._side(), self._cell(crate.place(t))
        away_x, away_y = self._over()
        came = smooth((t - crate.came) / TEMPO.crate)
        left = 0.0 if crate.gone is None else smooth((t - crate.gone) / TEMPO.crate)
        away = max(1.0 - came, left)
        small = self.lengths.dock.carried * self.k
        size = side + (small - side) * away
        return Pose(
            role="crate",
            id=f"crate {crate.number}{self.tag}",
            x=x + (away_x - x) * away,
            y=y + (away_y - y) * away,
            width=size,
            height=size,
            label=short(crate.label),
            alpha=min(1.0, 2.0 * (1.0 - away)) * (self._cell_seen(crate.place(t))),
        )

    # -- places -------------------------------------------------------------------------------------------------

    @property
    def _aside(self) -> float:
        return self.bay.aside

    def _platform(self) -> tuple[float, float, float]:
        quay, k, box = self.lengths.dock, self.k, self.bay.box
        y = (box.y0 + box.y1) / 2 - quay.low * k
        return box.x0 + quay.left * k, box.x1 - max(quay.free * k, quay.free_least), y

    def _fitting(self) -> int:
        """How many cells one can still tell apart."""
        left, right, _ = self._platform()
        return max(1, int((right - left - self.lengths.dock.ends * self.k) / self.lengths.dock.cell_least))

    def _pitch(self) -> float:
        quay, k = self.lengths.dock, self.k
        left, right, _ = self._platform()
        return min((quay.cell + quay.gap) * k, (right - left - quay.ends * k) / self._cells)

    def _side(self) -> float:
        quay = self.lengths.dock
        return self._pitch() * quay.cell / (quay.cell + quay.gap)

    def _cell(self, place: float) -> Point:
        """The middle of a cell: the next one out at the right."""
        left, right, y = self._platform()
        return (left + right) / 2 + ((self._cells - 1) / 2 - place) * self._pitch(), y

    def _cell_seen(self, place: float) -> float:
        """Of more items than cells only those in front are seen."""
        return smooth(self._cells - place)

    def _over(self) -> Point:
        (left, below), k, box = self.lengths.dock.over, self.k, self.bay.box
        return box.x1 - left * k, box.y1 - below * k

    def _painted(self, word: str, x: float, y: float) -> Piece:
        return Piece(
            role="mono",
            id=f"painted {word}{self.tag}",
            points=((x, y),),
            height=self.lengths.dock.words,
            label=word,
            colour="text3",
            anchor="centre",
        )


def counted(marks: Sequence[ResourceMark], crates: Sequence[Crate], t: float) -> str:
    """How many items are in a queue at film second t: "1/2", or without a bound "1"."""
    there = sum(one.came <= t and (one.gone is None or t < one.gone) for one in crates)
    return f"{there}/{marks[0].size}" if marks[0].size else str(there)


def short(label: str) -> str:
    """What is written on a crate, if it is short enough."""
    label = label.strip("'\"")
    return label if len(label) <= SHORT else ""
