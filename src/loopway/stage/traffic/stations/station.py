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
        self._keeps = {(keep.task, keep.at): keep.text for keep in site.story.keeps}

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

    def name_above(self) -> float:
        """From a car's middle up to the baseline of its name, in frame units."""
        return self.lengths.name_above * self.plaza.k

    def room(self) -> float:
        """How wide the words at one stall may be."""
        return self.plaza.box.width / self.plaza.columns - self.lengths.stall_air

    def words(self, here: Here, name: str) -> Iterable[Pose]:
        """The name above the stall, and what is known below it, if there is room for words at all."""
        plaza, site = self.plaza, self.site
        if plaza.rows > 1 or not plaza.stalls or not site.level.named:
            return
        task, (x, y) = here.visit.stay.task, self.site.middle(here.visit)
        apart = self.lengths.guards.words_apart * plaza.k * is_shielded(site, here)
        room = self.room()
        if label := fitted_name(name, room, site.em):
            above = y + self.name_above() + apart
            yield words_at("mono", f"name {task}", x, above, site.em, label, "text2", here.shown)
        if known := self.known(here):
            role, label, colour = known
            face = "mono.semibold" if role == "mono.strong" else "mono.medium"
            below = y - self.lengths.seconds_below * plaza.k - apart
            label = fitted_name(label, room, site.em, face)
            yield words_at(role, f"wait {task}", x, below, site.em, label, colour, here.shown)
        yield from limit_words(site, here, self.limit_below(here))
        yield from self._kept(here, x, y - apart)

    def _kept(self, here: Here, x: float, y: float) -> Iterable[Pose]:
        """What the lesson shows of what the car keeps while it waits, under all that is known of the wait."""
        site, task = self.site, here.visit.stay.task
        text = self._keeps.get((task, here.span.begins_at))
        if text is None or (here.span.wait is not None and here.span.wait.limit is not None):
            return
        below = y - self.lengths.seconds_below * self.plaza.k - self.lengths.kept_below * site.em
        label = cut(text, self.room(), site.em, "mono.medium")
        yield words_at("mono", f"kept {task}", x, below, site.em, label, "text2", here.shown)


def fitted_name(name: str, room: float, em: float, face: str = "mono.medium") -> str:
    """What fits into `room` of a call or a method: as it is, without its arguments, its last word, or cut.

    >>> fitted_name("fetch(1)", 1.0, 0.2), fitted_name("fetch(<Lock>, 1)", 1.0, 0.2), fitted_name("main()", 0.5, 0.2)
    ('fetch(1)', 'fetch()', 'main')
    >>> fitted_name("queues[1]", 0.5, 0.2)
    '[1]'
    """
    bare, bracket, _ = name.partition("(")
    shorter = [name]
    if bracket:
        shorter += [f"{bare}()", bare]
    elif "[" in name:
        shorter.append(name[name.index("[") :])
    elif "." in name and not name[0].isdigit():
        shorter.append(name.rpartition(".")[2])
    return next((one for one in shorter if width(one, em, face) <= room), cut(shorter[-1], room, em, face))
