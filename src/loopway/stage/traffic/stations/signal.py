"""The signal of an Event: one lamp on a gantry over all who wait for it. A Barrier's turns green when all have come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from loopway.stage.easing import smooth
from loopway.stage.stage import Piece, Pose
from loopway.stage.traffic.stations.other import Elsewhere
from loopway.stage.traffic.stations.site import Here, Site
from loopway.stage.traffic.tempo import TEMPO
from loopway.story.things import ResourceMark


class Signal(Elsewhere):
    """`set()` turns the lamp green, and all leave for the line in the order in which they came."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        resources = site.story.resources
        self._lamps = {name: lamps([mark for mark in resources if mark.resource == name]) for name, _ in site.groups}
        self._spans = self._gantries() if self.plaza.rows == 1 and self.plaza.stalls else {}

    def pieces(self) -> Iterable[Piece]:
        """The gantries; what the cars wait for stands on the sign."""
        signal, u = self.lengths.signals, self.site.u
        for name, (left, right, y) in self._spans.items():
            ends = ((left, y), (right, y))
            yield Piece(role="gantry", id=f"gantry {name}", points=ends, width=signal.bar * u, height=signal.foot * u)

    def above(self, t: float, now: float) -> Iterable[Pose]:
        """The lamps."""
        signal, u = self.lengths.signals, self.site.u
        wide, high = signal.box
        for name, (left, right, y) in self._spans.items():
            yield Pose(
                role="lamp",
                id=f"lamp {name}",
                x=(left + right) / 2,
                y=y,
                width=wide * u,
                height=high * u,
                scale=u,
                level=self._green(name, t),
            )

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """No names: the gantry hangs where they would be."""
        return () if self._spans else super().words(here, name)

    def _green(self, name: str, t: float) -> float:
        """How green the lamp is: 0 red .. 1."""
        changes = self._lamps[name]
        place = bisect_right(changes, t, key=lambda change: change[0]) - 1
        if place < 0:
            return 0.0
        before = changes[place - 1][1] if place else False
        share = smooth((t - changes[place][0]) / TEMPO.rim)
        return before * (1.0 - share) + changes[place][1] * share

    def _gantries(self) -> dict[str, tuple[float, float, float]]:
        """resource -> left foot, right foot and height of the gantry over its stalls."""
        plaza, signal, u = self.plaza, self.lengths.signals, self.site.u
        found, first = {}, 0
        for name, count in self.site.groups:
            stalls = plaza.stalls[first : first + count]
            middle = plaza.cars[first][1]
            least = signal.box[0] / 2 * u + signal.aside * u
            centre = (stalls[0].x0 + stalls[-1].x1) / 2
            half = max(least, (stalls[-1].x1 - stalls[0].x0) / 2 - signal.aside * u)
            found[name] = (centre - half, centre + half, middle + signal.above * plaza.k)
            first += count
        return found


def lamps(marks: list[ResourceMark]) -> tuple[tuple[float, bool], ...]:
    """From which film second on the lamp is green (True) or red: green while an event is set.

    A barrier's is green from the moment at which the last one has come until all have gone.
    """
    green, found = False, []
    for mark in marks:
        if mark.kind == "barrier":
            green = mark.state == mark.size if not green else mark.state > 0
        else:
            green = bool(mark.state)
        found.append((mark.at, green))
    return tuple(found)
