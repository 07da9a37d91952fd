"""How many wait, are ready, have arrived: in words, where there are too many cars to be counted by eye."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from loopway.stage.stage import Point, Pose
from loopway.stage.text import width
from loopway.stage.traffic.lot import Lot
from loopway.stage.traffic.ring import Ring
from loopway.stage.traffic.strip import number, posts
from loopway.stage.traffic.survey import Survey
from loopway.story.story import Span, State, Story


class Tally:
    """How many of some spans hold at an instant; also within a streak, where no single turn is driven."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = sorted(span.start for span in spans)
        self._ends = sorted(span.end for span in spans)

    def at(self, t: float) -> int:
        """How many, from their start to just before their end."""
        return bisect_right(self._starts, t) - bisect_right(self._ends, t)


class Counts:
    """Who waits, beside the sign of each car park, and who is ready, at the ramp."""

    def __init__(self, story: Story, survey: Survey, ring: Ring, lot: Lot) -> None:
        self._ring, self._lot = ring, lot
        spans = [span for life in story.timeline.lives for span in life.spans]
        waits = [span for span in spans if span.state is State.SUSPENDED and span.wait is not None]
        self._waiting = [
            (kind, post.count, Tally([span for span in waits if span.wait and survey.plaza(span.wait) == kind]))
            for kind, post in posts(lot).items()
            if post.count is not None
        ]
        self._ready = Tally([span for span in spans if span.state is State.READY])

    def poses(self, t: float) -> list[Pose]:
        """All counts at film second t; nobody counts to nought."""
        out = []
        for kind, at, tally in self._waiting:
            if count := tally.at(t):
                out += self._in_strip(f"waiting {kind}", count, at)
        if count := self._ready.at(t):
            out.append(self._at_ramp(self._lot.language.say("count.ready", n=number(count))))
        return out

    def _in_strip(self, name: str, count: int, at: Point) -> list[Pose]:
        lengths, (x, y) = self._ring.lengths, at
        digits = number(count)
        beside = x + width(digits, lengths.count, "mono.semibold") + lengths.count_apart
        return [
            Pose(
                role="mono.strong", id=name, x=x, y=y, height=lengths.count, label=digits, colour="text", anchor="left"
            ),
            Pose(
                role="words",
                id=f"{name} words",
                x=beside,
                y=y,
                height=lengths.count_of,
                label=self._lot.language.say("count.waiting"),
                colour="text2",
                anchor="left",
            ),
        ]

    def _at_ramp(self, words: str) -> Pose:
        """On the ramp behind the chips; above it, where there are cars that need its whole length."""
        ring, lengths = self._ring, self._ring.lengths
        em = lengths.count_of
        chips = self._lot.level.chips
        above = ring.ramp_y + ring.narrow / 2 + lengths.ground_above * ring.u
        return Pose(
            role="words",
            id="ready",
            x=ring.ramp_end - lengths.count_right if chips else ring.inner.x1 - lengths.ground_right * ring.u,
            y=ring.ramp_y - lengths.count_low * em if chips else above,
            height=em,
            label=words,
            colour="on_road" if chips else "text2",
            anchor="right",
        )
