"""What every station shares: the name above a stall, what is known of a wait below it, and when both are seen."""

from __future__ import annotations

from collections.abc import Iterable

from loopway.stage.stage import Piece, Pose
from loopway.stage.text import cut, width
from loopway.stage.traffic.boards import words_at
from loopway.stage.traffic.stations.guards import dial, garage, is_shielded, limit_words, roof
from loopway.stage.traffic.stations.site import Here, Site


class Station:
    """A plaza with what stands and happens there; this one has nothing but stalls with names.

    Every method is a pure function of its arguments: the picture at t is the same in any order.
    """

    def __init__(self, site: Site) -> None:
        self.site, self.plaza, self.lengths = site, site.plaza, site.lengths

    def pieces(self) -> Iterable[Piece]:
        """What never moves, besides the stalls: above the lot's ground, under everything that moves."""
        return ()

    def ground(self, t: float, now: float) -> Iterable[Pose]:
        """What belongs to the plaza as a whole and lies under all cars: a dock's crates, a board of keys."""
        return ()

    def above(self, t: float, now: float) -> Iterable[Pose]:
        """The same, over all cars but under words: a lamp on its gantry."""
        return ()

    def floor(self, here: Here) -> Iterable[Pose]:
        """What lies under everything at the stall of one car: the floor of a garage."""
        return garage(self.site, here) if self.plaza.rows == 1 and self.plaza.park is None else ()

    def under(self, here: Here) -> Iterable[Pose]:
        """What lies at the stall of one car, under all cars: a gauge, a board of children."""
        return ()

    def over(self, here: Here) -> Iterable[Pose]:
        """What is seen over the car in its stall: the dial of a timeout, the slats of a garage."""
        if self.plaza.rows == 1 and self.plaza.park is None:
            yield from roof(self.site, here)
            yield from dial(self.site, here)

    def cargo(self, task: int, body: Pose, t: float) -> Iterable[Pose]:
        """What a car carries, wherever it is, right above its body: a key, a crate."""
        return ()

    def known(self, here: Here) -> tuple[str, str, str] | None:
        """What is known of the wait, in words below the stall: (role, words, colour)."""
        return None

    def limit_below(self, here: Here) -> float:
        """How far below a car's middle its time limit is written, in k."""
        return self.lengths.guards.words_below

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """The name above the stall, and what is known below it, if there is room for words at all."""
        plaza, site = self.plaza, self.site
        if plaza.rows > 1 or not plaza.stalls or not site.level.named:
            return
        task, (x, y) = here.visit.stay.task, self.site.middle(here.visit)
        apart = self.lengths.guards.words_apart * plaza.k * is_shielded(site, here)
        room = plaza.box.width / plaza.columns - self.lengths.stall_air
        em = site.em
        if width(name, em, "mono.medium") > room:
            em = min(em, self.lengths.sign_words)
        if label := cut(name, room + self.lengths.stall_air - self.lengths.name_air, em, "mono.medium"):
            above = y + self.lengths.name_above * plaza.k + apart
            yield words_at("mono", f"name {task}", x, above, em, label, "text2", here.shown)
        if known := self.known(here):
            role, label, colour = known
            face = "mono.semibold" if role == "mono.strong" else "mono.medium"
            below = y - self.lengths.seconds_below * plaza.k - apart
            label = cut(label, room, site.em, face)
            yield words_at(role, f"wait {task}", x, below, site.em, label, colour, here.shown)
        yield from limit_words(site, here, self.limit_below(here))
