"""The bars under the lane: one call after the other on one axis, and the hand, which is the clock once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loopway.stage.hud.cards import tick_words
from loopway.stage.lane.lanemap import LaneMap
from loopway.stage.stage import Piece, Pose
from loopway.stage.text import width
from loopway.story.language import Language
from loopway.story.story import Ending
from loopway.story.things import Call


class Bars:
    """They grow only with the script's own time: while the clock stands, so do they."""

    def __init__(
        self,
        calls: Sequence[Call],
        ending: Ending,
        colours: Mapping[int, str],
        lengths: LaneMap,
        language: Language,
    ) -> None:
        self._calls, self._ending, self._colours, self._lengths = calls, ending, colours, lengths
        self._language = language
        self._end = max((call.ends_at for call in calls), default=ending.axis)

    def x(self, seconds: float) -> float:
        """Where a trace second is on the axis."""
        lengths, axis = self._lengths, max(self._ending.axis, 1e-12)
        return lengths.bars_x + (lengths.bars_right - lengths.bars_x) * min(1.0, max(0.0, seconds / axis))

    def pieces(self) -> Iterable[Piece]:
        """The track, and the axis under it."""
        lengths, y, half = self._lengths, self._lengths.bars_y, self._lengths.bar / 2
        track = ((lengths.bars_x, y - half), (lengths.bars_right, y + half))
        yield Piece(role="bar.track", id="track", points=track, width=lengths.bar_radius)
        for tick in self._ending.ticks:
            x, (near, far) = self.x(tick), lengths.tick
            yield Piece(
                role="panel.line",
                id=f"tick {tick:g}",
                points=((x, y - half - near), (x, y - half - far)),
                width=lengths.tick_width,
                colour="text3",
            )
            yield Piece(
                role="mono",
                id=f"second {tick:g}",
                points=((x, y - half - lengths.tick_below),),
                height=lengths.tick_em,
                label=self._language.number(tick_words(tick, self._ending.axis)),
                colour="text2",
                anchor="centre",
            )

    def poses(self, now: float) -> Iterable[Pose]:
        """As much of the bars as has happened by trace second `now`; the total only when it is known."""
        lengths, y = self._lengths, self._lengths.bars_y
        for call in self._calls:
            left, right = self.x(call.begins_at), self.x(min(now, call.ends_at))
            if right - left >= lengths.least:
                yield from self._bar(call, left, right)
        if now >= self._end:
            label = self._language.duration(self._end)
            em = min(lengths.total, lengths.total_room / width(label, 1.0, "mono.semibold"))
            yield Pose(
                role="mono.strong",
                id="total",
                x=lengths.bars_right + lengths.total_x,
                y=y - em / 3,
                height=em,
                label=label,
                colour="text",
                anchor="left",
            )
            return
        yield Pose(
            role="hand",
            id="hand",
            x=self.x(now),
            y=y + (lengths.hand_above - lengths.hand_below) / 2,
            height=lengths.bar + lengths.hand_above + lengths.hand_below,
        )

    def _bar(self, call: Call, left: float, right: float) -> Iterable[Pose]:
        lengths, y, colour = self._lengths, self._lengths.bars_y, self._colours[call.number]
        yield Pose(
            role="bar.fill",
            id=f"bar {call.number}",
            x=(left + right) / 2,
            y=y,
            width=right - left,
            height=lengths.bar,
            scale=lengths.bar_radius,
            colour=colour,
        )
        if right - left > lengths.letter_room:
            em = lengths.letter * lengths.bar
            x = left + min(lengths.letter_x, (right - left) / 2)
            yield Pose(
                role="letter", id=f"bar letter {call.number}", x=x, y=y, height=em, label=call.letter, colour="ink"
            )
