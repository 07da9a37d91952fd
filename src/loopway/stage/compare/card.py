"""The card that ends a comparison: both programs on one axis, their totals, and the honest sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from loopway.stage.compare.bars import bar_end, side_by_side
from loopway.stage.compare.zones import EndLengths
from loopway.stage.hud.caption import fitted
from loopway.stage.hud.cards import axis_words
from loopway.stage.hud.paragraphs import Paragraph
from loopway.stage.stage import Box, Point, Words
from loopway.stage.text import width
from loopway.stage.versus import TrackView, VersusCard
from loopway.story.compare import Comparison
from loopway.story.story import Bar
from loopway.story.things import Call


def versus_card(
    told: Comparison,
    calls: Mapping[int, str],
    tasks: Mapping[int, str],
    letters: Mapping[int, str],
    lengths: EndLengths,
) -> VersusCard:
    """All of it, placed; alpha 1. `calls` and `tasks` give the colours, `letters` those of the tasks."""
    return _Card(told, calls, tasks, letters, lengths).card()


class _Card:
    def __init__(
        self,
        told: Comparison,
        calls: Mapping[int, str],
        tasks: Mapping[int, str],
        letters: Mapping[int, str],
        lengths: EndLengths,
    ) -> None:
        self.told, self.calls, self.tasks, self.letters, self.lengths = told, calls, tasks, letters, lengths
        self.upper, self.lower = lengths.rows
        self.number, self.lasts = told.ring.language.number, told.ring.language.duration

    def card(self) -> VersusCard:
        return VersusCard(
            tracks=(self._lane(), self._ring()),
            grid=tuple(self._grid()),
            alpha=1.0,
            texts=(
                *self._sentences(),
                *self._names(),
                *self._seconds(),
                *self._in_bars(),
                *self._totals(),
            ),
        )

    def x(self, seconds: float) -> float:
        lengths, share = self.lengths, seconds / max(self.told.axis, 1e-12)
        return lengths.left + (lengths.right - lengths.left) * min(1.0, max(0.0, share))

    # -- tracks -----------------------------------------------------------------------------------------------------

    def _ground(self, y: float) -> Box:
        lengths = self.lengths
        return Box(lengths.left, y - lengths.track / 2, lengths.right, y + lengths.track / 2)

    def _lane(self) -> TrackView:
        ground, bars = self._ground(self.upper), []
        for call in self.told.lane.calls:
            box = Box(self.x(call.begins_at), ground.y0, self.x(call.ends_at) - self.lengths.apart, ground.y1)
            if box.width > 0:
                bars.append((self.calls[call.number], box))
        return TrackView(box=ground, bars=tuple(bars), radius=self.lengths.radius)

    def _ring(self) -> TrackView:
        bars = tuple((self.tasks[bar.tasks[0]], box) for bar, box in self._rows())
        return TrackView(box=self._ground(self.lower), bars=bars, radius=self.lengths.radius)

    def _rows(self) -> Iterator[tuple[Bar, Box]]:
        ground, apart = self._ground(self.lower), self.lengths.apart
        for bar, (y0, y1) in side_by_side(self.told.rows, ground.y1, self.lengths.track, apart):
            box = Box(self.x(bar.spans[0].start), y0, self.x(bar_end(bar, self.told)) - apart, y1)
            if box.width > 0:
                yield bar, box

    def _grid(self) -> Iterator[tuple[Point, Point]]:
        lengths, half = self.lengths, self.lengths.track / 2
        for tick in self.told.ticks:
            x = self.x(tick)
            yield (x, self.upper + half + lengths.grid), (x, self.upper - half - lengths.grid)
            yield (x, self.lower + half + lengths.grid), (x, self.lower - half - lengths.grid_below)

    # -- words ------------------------------------------------------------------------------------------------------

    def _sentences(self) -> Iterator[Words]:
        lengths, words = self.lengths, self.told.verdict
        line = Paragraph(x=lengths.left, y=0.0, room=lengths.room, em=0.0, floor=0.0, leading=lengths.leading)
        strong = replace(
            line, floor=lengths.sentence_floor, most=lengths.sentence_lines, colour="text", face="sans.semibold"
        )
        yield from replace(strong, y=lengths.title_y, em=lengths.title).words(words.title, upwards=True)
        sentence = replace(strong, y=lengths.sentence_y, em=lengths.sentence).words(words.sentence)
        yield from sentence
        below = sentence[0].y - sentence[-1].y
        if words.note:
            note = replace(line, em=lengths.note, floor=lengths.note_floor, most=lengths.note_lines)
            yield from replace(note, y=lengths.note_y - below).words(words.note)
        small = self.told.lane.ending.small_print
        if small and small == self.told.ring.ending.small_print:
            printed = replace(line, em=lengths.small, floor=lengths.small, most=lengths.small_lines, colour="text3")
            yield from replace(printed, y=lengths.small_y).words(small)

    def _names(self) -> Iterator[Words]:
        lengths, words = self.lengths, self.told.verdict
        for y, name, half in (
            (self.upper, words.lane_name, words.lane_words),
            (self.lower, words.ring_name, words.ring_words),
        ):
            y += lengths.track / 2 + lengths.name_above
            yield Words(x=lengths.left, y=y, em=lengths.name, text=name, colour="text", face="sans.semibold")
            x = lengths.left + width(name, lengths.name, "sans.semibold") + lengths.words_gap
            if half and x + width(half, lengths.words) <= lengths.left + lengths.room:
                yield Words(x=x, y=y, em=lengths.words, text=half, colour="text2", face="sans")

    def _seconds(self) -> Iterator[Words]:
        lengths = self.lengths
        y = self.lower - lengths.track / 2 - lengths.tick_below
        ticks, em = self.told.ticks, lengths.tick
        numbers, unit = axis_words(ticks, self.told.axis)
        for tick, text in zip(ticks, map(self.number, numbers), strict=True):
            yield Words(x=self.x(tick), y=y, em=em, text=text, colour="text2", face="mono.medium", anchor="centre")
        x = self.x(ticks[-1]) + width(numbers[-1], em, "mono") / 2 + lengths.tick_unit
        yield Words(x=x, y=y, em=em, text=unit, colour="text2", face="sans")

    def _in_bars(self) -> Iterator[Words]:
        lengths = self.lengths
        for call, (_, box) in zip(self._shown_calls(), self._lane().bars, strict=True):
            letter = self._letter(call.letter, box, lengths.letter)
            yield from letter
            if letter:
                x = letter[0].x + width(call.letter, lengths.letter, "sans.bold") / 2 + lengths.seconds_x
                text = self.lasts(call.ends_at - call.begins_at)
                if x + width(text, lengths.seconds, "mono.bold") + lengths.pad <= box.x1:
                    y = box.centre[1] - lengths.middle * lengths.seconds
                    yield Words(x=x, y=y, em=lengths.seconds, text=text, colour="ink", face="mono.bold")
        rows = list(self._rows())
        em = min((min(lengths.letter, 0.86 * box.height) for _, box in rows), default=0.0)
        if em >= lengths.letter_least:
            for bar, box in rows:
                label = self.letters[bar.tasks[0]] if len(bar.tasks) == 1 else str(len(bar.tasks))
                yield from self._letter(label, box, em)

    def _shown_calls(self) -> Iterator[Call]:
        return (
            call for call in self.told.lane.calls if self.x(call.ends_at) - self.lengths.apart > self.x(call.begins_at)
        )

    def _letter(self, letter: str, box: Box, em: float) -> tuple[Words, ...]:
        """The letter in a bar, if there is room for it."""
        lengths, half = self.lengths, width(letter, em, "sans.bold") / 2
        if box.width < 2 * (half + lengths.letter_pad):
            return ()
        x = box.x0 + min(lengths.letter_x, box.width / 2)
        y = box.centre[1] - lengths.middle * em
        return (Words(x=x, y=y, em=em, text=letter, colour="ink", face="sans.bold", anchor="centre"),)

    def _totals(self) -> Iterator[Words]:
        lengths = self.lengths
        told = self.told
        known = ((told.lane_ends, told.lane_done, self.upper), (told.ring_ends, told.ring_done, self.lower))
        for seconds, y in ((seconds, y) for seconds, done, y in known if done):
            text = self.lasts(seconds)
            em = fitted(text, lengths.total, lengths.total_floor, lengths.total_room, "mono.bold")
            x = self.x(seconds) + lengths.total_x
            number, _, unit = text.partition(" ")
            y -= lengths.middle * em
            yield Words(x=x, y=y, em=em, text=number, colour="text", face="mono.bold")
            x += width(number, em, "mono.bold") + 0.06 * em
            yield Words(x=x, y=y, em=0.62 * em, text=unit, colour="text", face="sans.semibold")
