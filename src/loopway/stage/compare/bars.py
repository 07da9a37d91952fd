"""Two tracks, one axis, one hand: above the lane's calls end to end, below the ring's tasks side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loopway.stage.compare.zones import BarLengths
from loopway.stage.hud.caption import fitted
from loopway.stage.hud.cards import axis_words
from loopway.stage.stage import Box, Piece, Pose
from loopway.stage.text import width
from loopway.story.compare import Comparison
from loopway.story.story import Bar

PLAIN, ASYNCIO = "plain", "asyncio"
"""The two tracks, from above."""


class Tracks:
    """The bars under the roads: they grow with the clock, and with nothing else."""

    def __init__(
        self, told: Comparison, calls: Mapping[int, str], tasks: Mapping[int, str], lengths: BarLengths
    ) -> None:
        self._told, self._calls, self._tasks, self._lengths = told, calls, tasks, lengths
        self._language, self._lasts = told.ring.language, told.ring.language.duration
        box, half = lengths.box, lengths.track / 2
        self._x0, self._x1 = box.x0 + lengths.names, box.x1 - lengths.right
        self._upper = box.y1 - lengths.top - half
        self._lower = self._upper - lengths.track - lengths.gap

    def x(self, seconds: float) -> float:
        """Where a trace second is on the axis."""
        share = seconds / max(self._told.axis, 1e-12)
        return self._x0 + (self._x1 - self._x0) * min(1.0, max(0.0, share))

    # -- what stands still ------------------------------------------------------------------------------------------

    def pieces(self) -> Iterable[Piece]:
        """Grid, names, tracks, and the seconds below."""
        lengths, half = self._lengths, self._lengths.track / 2
        for tick in self._told.ticks:
            x = self.x(tick)
            ends = ((x, self._upper + half + lengths.grid_above), (x, self._lower - half - lengths.grid_below))
            yield Piece(role="panel.line", id=f"grid {tick:g}", points=ends, width=lengths.grid, colour="line")
        yield from self._seconds()
        said = {PLAIN: self._language.say("versus.plain"), ASYNCIO: ASYNCIO}
        for name, y in ((PLAIN, self._upper), (ASYNCIO, self._lower)):
            corners = ((self._x0, y - half), (self._x1, y + half))
            yield Piece(role="bar.track", id=f"{name} track", points=corners, width=lengths.radius)
            at = (lengths.box.x0, y - lengths.name_down)
            em = fitted(said[name], lengths.name, lengths.tick, lengths.names, "sans.semibold")
            yield Piece(role="heading", id=f"{name} bars", points=(at,), height=em, label=said[name], colour="text")

    def _seconds(self) -> Iterable[Piece]:
        lengths, ticks = self._lengths, self._told.ticks
        em, y = lengths.tick, self._lower - lengths.track / 2 - lengths.tick_below
        numbers, unit = axis_words(ticks, self._told.axis)
        for tick, label in zip(ticks, map(self._language.number, numbers), strict=True):
            at = (self.x(tick), y)
            yield Piece(
                role="mono",
                id=f"second {tick:g}",
                points=(at,),
                height=em,
                label=label,
                colour="text2",
                anchor="centre",
            )
        if unit:
            at = (self.x(ticks[-1]) + width(numbers[-1], em, "mono") / 2 + lengths.tick_unit, y)
            yield Piece(role="words", id="unit", points=(at,), height=em, label=unit, colour="text2")

    # -- what grows -------------------------------------------------------------------------------------------------

    def poses(self, now: float) -> Iterable[Pose]:
        """As much of the bars as has happened by trace second `now`, and the hand; totals once it has passed them."""
        yield from self._calls_until(now)
        yield from self._tasks_until(now)
        told, lengths = self._told, self._lengths
        totals = ((told.lane_ends, told.lane_done, self._upper), (told.ring_ends, told.ring_done, self._lower))
        for name, (ends, done, y) in zip((PLAIN, ASYNCIO), totals, strict=True):
            if done and now >= self._known(ends):
                yield from self._total(name, ends, y - lengths.total_down * lengths.total)
        if now < told.axis:
            half = lengths.track / 2
            top, foot = self._upper + half + lengths.hand_above, self._lower - half - lengths.hand_below
            yield Pose(role="hand", id="hand", x=self.x(now), y=(top + foot) / 2, height=top - foot)

    def _known(self, ends: float) -> float:
        """The trace second from which on a total stands there: the hand is not to lie on it."""
        number, _, unit = self._lasts(ends).partition(" ")
        lengths = self._lengths
        wide = width(number, lengths.total, "mono.semibold") + lengths.unit_gap + width(unit, lengths.unit)
        seconds = (2 * lengths.total_x + wide) / (self._x1 - self._x0) * self._told.axis
        return min(ends + seconds, self._told.axis)

    def _total(self, name: str, seconds: float, y: float) -> Iterable[Pose]:
        lengths = self._lengths
        number, _, unit = self._lasts(seconds).partition(" ")
        x = self.x(seconds) + lengths.total_x
        behind = x + width(number, lengths.total, "mono.semibold") + lengths.unit_gap
        for role, at, em, words in (
            ("mono.strong", x, lengths.total, number),
            ("words", behind, lengths.unit, unit),
        ):
            yield Pose(
                role=role, id=f"{name} total {role}", x=at, y=y, height=em, label=words, colour="text", anchor="left"
            )

    def _calls_until(self, now: float) -> Iterable[Pose]:
        lengths = self._lengths
        for call in self._told.lane.calls:
            left, right = self.x(call.begins_at), self.x(min(now, call.ends_at)) - lengths.apart
            if right - left < lengths.least:
                continue
            box = Box(left, self._upper - lengths.track / 2, right, self._upper + lengths.track / 2)
            yield filled(f"call bar {call.number}", self._calls[call.number], box, lengths.radius)
            if right - left > lengths.letter_room:
                yield Pose(
                    role="letter",
                    id=f"call bar letter {call.number}",
                    x=left + lengths.letter_x,
                    y=self._upper,
                    height=lengths.letter * lengths.track,
                    label=call.letter,
                    colour="ink",
                )

    def _tasks_until(self, now: float) -> Iterable[Pose]:
        lengths = self._lengths
        rows = side_by_side(self._told.rows, self._lower + lengths.track / 2, lengths.track, lengths.thin_gap)
        for bar, (y0, y1) in rows:
            left, right = self.x(bar.spans[0].start), self.x(min(now, bar_end(bar, self._told))) - lengths.apart
            if right - left >= lengths.least:
                colour = self._tasks[bar.tasks[0]]
                yield filled(f"task bar {bar.tasks[0]}", colour, Box(left, y0, right, y1), lengths.thin_radius)


def bar_end(bar: Bar, told: Comparison) -> float:
    """The trace second at which a task's bar ends: one that never did waits to the end."""
    return told.axis if bar.open_ended else bar.spans[-1].end


def side_by_side(rows: Iterable[Bar], top: float, height: float, gap: float) -> list[tuple[Bar, tuple[float, float]]]:
    """Each bar that has anything to show, with its lower and upper edge; the first one is uppermost."""
    shown = [bar for bar in rows if bar.spans]
    pitch = height / max(1, len(shown))
    air = min(gap, pitch / 4)
    return [
        (bar, (top - (place + 1) * pitch + air / 2, top - place * pitch - air / 2)) for place, bar in enumerate(shown)
    ]


def filled(name: str, colour: str, box: Box, radius: float) -> Pose:
    """A part of a bar."""
    x, y = box.centre
    return Pose(
        role="bar.fill",
        id=name,
        x=x,
        y=y,
        width=box.width,
        height=box.height,
        scale=min(radius, box.height / 2),
        colour=colour,
    )
