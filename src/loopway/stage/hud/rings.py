"""The loops of a run as small rings in the code panel's header: those that are closed, and the one that is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loopway.stage.easing import smooth
from loopway.stage.layout import Layout
from loopway.stage.stage import Pose
from loopway.story.story import Road

FADE = 0.20
"""Film seconds: a ring comes, or is struck out."""


class Rings:
    """One a loop, from its opening on; loops to come are not known. A run with a single loop has none."""

    def __init__(self, roads: Sequence[Road], layout: Layout) -> None:
        self._roads = sorted(roads, key=lambda road: road.start) if len(roads) > 1 else []
        self._layout = layout

    @property
    def width(self) -> float:
        """What they ever take of the header, at its right."""
        lengths = self._layout.code_lengths
        return min(len(self._roads), lengths.rings_most) * lengths.ring_pitch

    def poses(self, t: float) -> Iterable[Pose]:
        """The rings at film second t, the newest at the right; of very many only the last ones."""
        lengths, box = self._layout.code_lengths, self._layout.code
        opened = [(number, road) for number, road in enumerate(self._roads, 1) if road.start <= t]
        x = box.x1 - lengths.pad - lengths.ring / 2
        for place, (number, road) in enumerate(reversed(opened[-lengths.rings_most :])):
            yield Pose(
                role="loop.ring",
                id=f"loop {number}",
                x=x - place * lengths.ring_pitch,
                y=box.y1 - lengths.head / 2,
                width=lengths.ring,
                height=lengths.ring,
                level=1.0 - smooth((t - road.end) / FADE),
                alpha=smooth((t - road.start) / FADE),
            )
