"""Crates beside the sign: how many items are in each queue, where its cars stand in plain stalls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from loopway.stage.stage import Pose
from loopway.stage.text import width
from loopway.stage.traffic.crates import Crate, crates
from loopway.stage.traffic.docks import queues_of
from loopway.stage.traffic.stations.quay import counted
from loopway.stage.traffic.stations.site import Site
from loopway.story.things import ResourceMark


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """One queue's crate and count, from x on."""

    queue: str
    name: str
    """Before the count; empty if there is only one queue."""
    marks: tuple[ResourceMark, ...]
    crates: tuple[Crate, ...]
    x: float

    def poses(self, t: float, site: Site) -> Iterable[Pose]:
        """At film second t."""
        quay, (_, y) = site.lengths.dock, site.strip[0]
        side = quay.tally * site.u
        label = f"{self.name} {counted(self.marks, self.crates, t)}".strip()
        yield Pose(role="crate", id=f"tally {self.queue}", x=self.x + side / 2, y=y, width=side, height=side)
        yield Pose(
            role="mono.strong",
            id=f"count {self.queue}",
            x=self.x + side + quay.tally_gap,
            y=y - quay.tally_low * site.em,
            height=site.em,
            label=label,
            colour="text",
            anchor="left",
        )


def tallies(site: Site) -> list[Tally]:
    """One for each queue in order, with their names if there is room for those; none if there is none for all."""
    quay = site.lengths.dock
    found = {
        queue: tuple(mark for mark in site.story.resources if mark.resource == queue)
        for queue in queues_of(group for group, _ in site.groups)
    }
    marks = {queue: those for queue, those in found.items() if those}
    (left, _), (right, _) = site.strip
    for named in (True, False) if len(marks) > 1 else (False,):
        placed, x = [], left
        for queue, those in marks.items():
            name = (those[0].called or queue) if named else ""
            placed.append(Tally(queue=queue, name=name, marks=those, crates=crates(those), x=x))
            x += quay.tally * site.u + quay.tally_gap + _widest(name, those, site.em) + quay.tally_apart
        if x - quay.tally_apart <= right:
            return placed
    return []


def _widest(name: str, marks: Sequence[ResourceMark], em: float) -> float:
    most = str(max(len(mark.items) for mark in marks))
    count = f"{most}/{marks[0].size}" if marks[0].size else most
    return width(f"{name} {count}".strip(), em, "mono.semibold")
