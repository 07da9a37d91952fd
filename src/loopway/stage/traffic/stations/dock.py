"""The loading dock of a queue: crates in the order in which they go out; who brings stands above, who takes below."""

from __future__ import annotations

import math
from collections.abc import Iterable

from loopway.stage.easing import smooth
from loopway.stage.stage import Piece, Point, Pose
from loopway.stage.traffic.crates import Crate, crates
from loopway.stage.traffic.itinerary import Way
from loopway.stage.traffic.stations.other import Elsewhere
from loopway.stage.traffic.stations.site import Here, Site
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.story import StretchKind

SHORT = 2
"""A crate has room for so many characters."""


class Dock(Elsewhere):
    """`maxsize` cells; an unbounded queue has as many as it ever needs."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        names = [group.rpartition(" ")[0] for group, _ in site.groups]
        self._marks = [mark for mark in site.story.resources if names and mark.resource == names[0]]
        self._crates = crates(self._marks)
        self._idles = [(one.start, one.end) for one in site.story.stretches if one.kind is StretchKind.IDLE]
        drawn = site.plaza.aside is not None and bool(self._marks)
        self._size = self._marks[0].size if drawn else None
        most = max((len(mark.items) for mark in self._marks), default=0)
        self._cells = min(site.lengths.dock.cells_most, self._size or max(1, most)) if drawn else 0

    # -- the dock -----------------------------------------------------------------------------------------------

    def pieces(self) -> Iterable[Piece]:
        """The platform, and what is painted on the free ground."""
        if not self._cells:
            return
        quay, k = self.lengths.dock, self.plaza.k
        left, right, y = self._platform()
        half = (quay.cell + quay.rim) / 2 * k
        yield Piece(role="dock", id="dock", points=((left, y - half), (right, y + half)), scale=k)
        for group, _ in self.site.groups:
            word = group.rpartition(" ")[2]
            up = quay.up if word == "put" else -quay.down
            yield self._painted(word, y + (up - quay.words_low) * k)

    def ground(self, t: float, now: float) -> Iterable[Pose]:
        """The empty cells, and how many items are in."""
        if not self._cells:
            return
        _, _, y = self._platform()
        for cell in range(self._cells):
            x, _ = self._cell(cell)
            yield Pose(role="crate.cell", id=f"cell {cell}", x=x, y=y, width=self._side(), height=self._side())
        count = len(self._there(t))
        label = f"{count}/{self._size}" if self._size else str(count)
        right = self.plaza.box.x1 - self.lengths.dock.lane * self.plaza.k
        low = y - self.lengths.dock.words_low * self.plaza.k
        em = self.site.em
        yield Pose(role="mono.strong", id="painted count", x=right, y=low, height=em, label=label, colour="text")

    def above(self, t: float, now: float) -> Iterable[Pose]:
        """The crates: they come and go over the free ground, never over cars."""
        for crate in self._crates if self._cells else ():
            if crate.came <= t and (crate.gone is None or t < crate.gone + TEMPO.crate):
                yield self._crate(crate, t)

    def _crate(self, crate: Crate, t: float) -> Pose:
        side, (x, y) = self._side(), self._cell(crate.place(t))
        away_x, away_y = self._over()
        came = smooth((t - crate.came) / TEMPO.crate)
        left = 0.0 if crate.gone is None else smooth((t - crate.gone) / TEMPO.crate)
        away = max(1.0 - came, left)
        small = self.lengths.dock.carried * self.plaza.k
        size = side + (small - side) * away
        return Pose(
            role="crate",
            id=f"crate {crate.number}",
            x=x + (away_x - x) * away,
            y=y + (away_y - y) * away,
            width=size,
            height=size,
            label=_short(crate.label),
            alpha=min(1.0, 2.0 * (1.0 - away)) * (self._cell_seen(crate.place(t))),
        )

    # -- cars ---------------------------------------------------------------------------------------------------

    def under(self, here: Here) -> Iterable[Pose]:
        """The crate of who waits to put it down; the dashed place of one that is waited for."""
        if not self._cells or here.leg.way in (Way.HOOK, Way.ROLL) or here.visit.wait.kind == "queue join":
            return
        quay, k, (x, y) = self.lengths.dock, self.plaza.k, self.plaza.car(here.visit.stall)
        takes = here.visit.stay.group.endswith(" get")
        side = (quay.wanted if takes else quay.brought) * k
        yield Pose(
            role="crate.wanted" if takes else "crate",
            id=f"load {here.visit.stay.task}",
            x=x,
            y=y + quay.wanted_at * k if takes else y - quay.brought_at * k,
            width=side,
            height=side,
            alpha=here.shown,
        )

    def cargo(self, task: int, body: Pose, t: float) -> Iterable[Pose]:
        """What a car has just taken, or is about to put down."""
        if not self._cells:
            return
        for crate in self._crates:
            seen = self._on_car(crate, task, t)
            if seen > 0.0:
                side, (x, y) = self.lengths.dock.carried * body.scale, self._boot(body)
                yield Pose(
                    role="crate",
                    id=f"carried {crate.number}",
                    x=x,
                    y=y,
                    width=side,
                    height=side,
                    label=_short(crate.label),
                    alpha=seen * body.alpha,
                )

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """The dock says what they wait for."""
        return () if self._cells else super().words(here, name)

    def _on_car(self, crate: Crate, task: int, t: float) -> float:
        """How much of a crate is seen on a car: shortly before it is put down, and after it is taken."""
        seen = 0.0
        if crate.by == task:
            since = max(crate.came - TEMPO.crate_seen, self._last_idle(crate.came))
            before = smooth((t - since) / TEMPO.fade)
            seen = before * (1.0 - smooth((t - crate.came) / TEMPO.fade))
        if crate.taker == task and crate.gone is not None:
            taken = smooth((t - crate.gone - TEMPO.crate + TEMPO.fade) / TEMPO.fade)
            until = min(crate.gone + TEMPO.crate_seen, self._next_idle(crate.gone) - TEMPO.fade)
            seen = max(seen, taken * (1.0 - smooth((t - until) / TEMPO.fade)))
        return seen

    def _next_idle(self, t: float) -> float:
        """From when on nobody runs: then nothing moves and nothing fades."""
        return min((start for start, _ in self._idles if start >= t), default=float("inf"))

    def _last_idle(self, t: float) -> float:
        """Until when nobody ran before t."""
        return max((end for _, end in self._idles if end <= t), default=0.0)

    # -- places -------------------------------------------------------------------------------------------------

    def _boot(self, body: Pose) -> Point:
        back = self.lengths.dock.carried_at * body.scale
        return body.x - back * math.cos(body.heading), body.y - back * math.sin(body.heading)

    def _platform(self) -> tuple[float, float, float]:
        quay, k, box = self.lengths.dock, self.plaza.k, self.plaza.box
        y = (box.y0 + box.y1) / 2 - quay.low * k
        return box.x0 + quay.left * k, box.x1 - max(quay.free * k, quay.free_least), y

    def _pitch(self) -> float:
        quay, k = self.lengths.dock, self.plaza.k
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
        (left, below), k, box = self.lengths.dock.over, self.plaza.k, self.plaza.box
        return box.x1 - left * k, box.y1 - below * k

    def _there(self, t: float) -> list[Crate]:
        return [one for one in self._crates if one.came <= t and (one.gone is None or t < one.gone)]

    def _painted(self, word: str, y: float) -> Piece:
        x = self.plaza.box.x1 - self.lengths.dock.lane * self.plaza.k
        em = self.lengths.dock.words
        return Piece(
            role="mono",
            id=f"painted {word}",
            points=((x, y),),
            height=em,
            label=word,
            colour="text3",
            anchor="centre",
        )


def _short(label: str) -> str:
    """What is written on a crate, if it is short enough."""
    label = label.strip("'\"")
    return label if len(label) <= SHORT else ""
