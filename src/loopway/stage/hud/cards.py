"""The ending card: its words and bars, exactly placed; only its alpha changes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from loopway.stage.barview import BarView
from loopway.stage.hud.caption import fitted
from loopway.stage.hud.paragraphs import Paragraph
from loopway.stage.layout import CardLengths, Layout
from loopway.stage.stage import Box, EndingCard, Words
from loopway.stage.text import cut, width
from loopway.story.names import duration
from loopway.story.story import Bar, State, Story


def ending_card(story: Story, layout: Layout, colours: dict[int, str], letters: dict[int, str]) -> EndingCard:
    """Bars, axis, keys and the sentence; alpha 1."""
    return _Ending(story, layout.cards, colours, letters).card()


class _Ending:
    def __init__(self, story: Story, lengths: CardLengths, colours: dict[int, str], letters: dict[int, str]) -> None:
        self.story, self.ending, self.lengths = story, story.ending, lengths
        self.colours, self.letters = colours, letters
        self.say, self.lasts = story.language.say, story.language.duration
        ended = ((one.task, one.outcome) for one in story.timeline.lives)
        called = ((one.number, one.outcome) for one in story.calls)
        self.failed = {number for number, outcome in (*ended, *called) if outcome == "raised"}
        count = max(1, len(self.ending.bars))
        many = count > lengths.bars_few
        above, below = lengths.bars_more if many else (0.0, 0.0)
        self.keys_below = lengths.keys_below - below
        self.top = lengths.bars_top + above - max(0, 3 - count) * lengths.bars_pitch / 2
        self.pitch = min(lengths.bars_pitch, (self.top - lengths.bars_foot + below) / max(1, count - 1))
        self.height = min(lengths.bar, lengths.bar_share * self.pitch)
        self.axis_y = self.top - (count - 1) * self.pitch - lengths.axis

    def card(self) -> EndingCard:
        ending, story = self.ending, self.story
        bars = tuple(self._bar(row, bar) for row, bar in enumerate(ending.bars))
        keys = self._keys(bars)
        key_words, swatches = self._placed_keys(keys)
        ticks, heading = self._ticks(), self.say("end.heading")
        texts = [
            *self._heading().words(heading),
            *(self._label(row, bar) for row, bar in enumerate(ending.bars)),
            *(self._tick(x, words) for x, words in ticks),
            *key_words,
            *self._sentences(),
        ]
        return EndingCard(
            heading=heading,
            bars=bars,
            ticks=ticks,
            axis_y=self.axis_y,
            keys=keys,
            sentence=ending.sentence,
            note=story.note,
            small_print=ending.small_print,
            logarithmic=ending.logarithmic,
            alpha=1.0,
            texts=tuple(texts),
            swatches=swatches,
            mark=self._mark(heading),
        )

    def _mark(self, heading: str) -> Box | None:
        """Beside the heading, up to where the card's words end; None if the heading leaves no room."""
        lengths = self.lengths
        left, right, y = lengths.left, lengths.left + lengths.room, lengths.heading_y
        beside = left + width(heading, lengths.heading, "sans.semibold") + lengths.swatch_gap
        return Box(beside, y, right, y + lengths.heading) if right - beside >= lengths.mark_least else None

    # -- words --------------------------------------------------------------------------------------------------

    def _heading(self) -> Paragraph:
        lengths = self.lengths
        return Paragraph(
            x=lengths.left,
            y=lengths.heading_y,
            room=lengths.room,
            em=lengths.heading,
            floor=lengths.heading,
            colour="text",
            face="sans.semibold",
        )

    def _sentences(self) -> Iterator[Words]:
        """The sentence, where the picture stops being true, and the small print."""
        lengths, ending, story = self.lengths, self.ending, self.story
        line = Paragraph(x=lengths.left, y=0.0, room=lengths.room, em=0.0, floor=0.0, leading=lengths.leading)
        sentence = replace(
            line,
            y=lengths.sentence_y,
            em=lengths.sentence,
            floor=lengths.sentence_floor,
            most=lengths.sentence_lines,
            colour="text",
            face="sans.semibold",
        ).words(ending.sentence)
        yield from sentence
        below = lengths.sentence_y - sentence[-1].y
        note = replace(
            line, y=lengths.note_y - below, em=lengths.note, floor=lengths.note_floor, most=lengths.note_lines
        )
        if story.note:
            yield from note.words(story.note)
        small = replace(line, y=lengths.small_y, em=lengths.small, floor=lengths.small_floor, colour="text3")
        if ending.small_print:
            yield from replace(small, most=lengths.small_lines).words(ending.small_print)

    # -- bars ---------------------------------------------------------------------------------------------------

    def _y(self, row: int) -> float:
        return self.top - row * self.pitch

    def _x(self, seconds: float) -> float:
        lengths, axis = self.lengths, self.ending.axis
        if axis <= 0.0:
            return lengths.bars_x
        share = seconds / axis
        if self.ending.logarithmic:
            near = next((tick for tick in self.ending.ticks if tick > 0.0), axis) / 10
            share = math.log1p(seconds / near) / math.log1p(axis / near)
        return lengths.bars_x + lengths.bars_width * min(1.0, max(0.0, share))

    def _bar(self, row: int, bar: Bar) -> BarView:
        lengths, y, height = self.lengths, self._y(row), self.height
        high = max(height, min(lengths.chip_least, lengths.row_share * self.pitch))
        half = high * lengths.chip_ratio / 2
        return BarView(
            y=y,
            height=height,
            letter=self.letters[bar.tasks[0]] if len(bar.tasks) == 1 else str(len(bar.tasks)),
            colour=self.colours[bar.tasks[0]],
            label=bar.label,
            spans=self._spans(bar),
            open_ended=bar.open_ended,
            failed=not self.failed.isdisjoint(bar.tasks),
            chip=Box(lengths.chip_x - half, y - high / 2, lengths.chip_x + half, y + high / 2),
        )

    def _spans(self, bar: Bar) -> tuple[tuple[str, float, float], ...]:
        """Bright parts are drawn at least so wide that they are seen, and lie over the others."""
        if not bar.spans:
            return ()
        left, right = self._x(bar.spans[0].start), self._x(bar.spans[-1].end)
        right = max(right, left + self.lengths.bar_end)
        dim = [(s.state.value, self._x(s.start), self._x(s.end)) for s in bar.spans if s.state is not State.RUNNING]
        bright: list[tuple[str, float, float]] = []
        for span in bar.spans:
            if span.state is State.RUNNING:
                start, end = self._widened(self._x(span.start), self._x(span.end), left, right)
                if bright and start <= bright[-1][2]:
                    bright[-1] = (State.RUNNING.value, bright[-1][1], max(end, bright[-1][2]))
                else:
                    bright.append((State.RUNNING.value, start, end))
        return (*(span for span in dim if span[2] - span[1] > self.lengths.bar_least), *bright)

    def _widened(self, start: float, end: float, left: float, right: float) -> tuple[float, float]:
        wide = max(end - start, self.lengths.bar_end)
        middle = min(max((start + end) / 2, left + wide / 2), right - wide / 2)
        return middle - wide / 2, middle + wide / 2

    def _label(self, row: int, bar: Bar) -> Words:
        lengths = self.lengths
        most = min(lengths.label, max(self.height * 0.78, min(lengths.label_floor, lengths.row_share * self.pitch)))
        em = max(
            min(lengths.label_floor, most), fitted(bar.label, most, lengths.label_floor, lengths.label_room, "mono")
        )
        text = cut(bar.label, lengths.label_room, em, "mono.medium")
        y = self._y(row) - lengths.baseline * em
        return Words(x=lengths.label_x, y=y, em=em, text=text, colour="text", face="mono.medium")

    # -- axis and keys ------------------------------------------------------------------------------------------

    def _ticks(self) -> tuple[tuple[float, str], ...]:
        lengths = self.lengths
        out: list[tuple[float, str]] = []
        free = -math.inf
        for tick in self.ending.ticks:
            words = self.story.language.number(tick_words(tick, self.ending.axis))
            x, half = self._x(tick), width(words, lengths.tick, "mono") / 2
            if x - half >= free:
                out.append((x, words))
                free = x + half + lengths.tick_gap
        return tuple(out)

    def _tick(self, x: float, words: str) -> Words:
        y = self.axis_y - self.lengths.tick_y
        return Words(x=x, y=y, em=self.lengths.tick, text=words, colour="text2", face="mono", anchor="centre")

    def _keys(self, bars: tuple[BarView, ...]) -> tuple[tuple[str, str], ...]:
        spans = [span for bar in bars for span in bar.spans]
        seen = {state for state, _, _ in spans}
        wide = self.lengths.bar_end
        ready = any(state == State.READY.value and end - start >= wide for state, start, end in spans)
        keys = []
        if State.RUNNING.value in seen:
            keys.append((State.RUNNING.value, self.say("end.running", d=self.lasts(self.ending.ran))))
        if State.SUSPENDED.value in seen:
            keys.append((State.SUSPENDED.value, self.say("end.suspended")))
        if ready:
            keys.append((State.READY.value, self.say("end.ready")))
        return tuple(keys)

    def _placed_keys(self, keys: tuple[tuple[str, str], ...]) -> tuple[list[Words], tuple[tuple[str, Box], ...]]:
        """Side by side, in as many rows as they need."""
        lengths = self.lengths
        wide, high = lengths.swatch
        x, y = lengths.left, self.axis_y - self.keys_below
        texts: list[Words] = []
        boxes: list[tuple[str, Box]] = []
        for state, words in keys:
            takes = wide + lengths.swatch_gap + width(words, lengths.key)
            if texts and x + takes > lengths.left + lengths.room:
                x, y = lengths.left, y - lengths.key_row
            middle = y + lengths.baseline * lengths.key
            boxes.append((state, Box(x, middle - high / 2, x + wide, middle + high / 2)))
            at = x + wide + lengths.swatch_gap
            texts.append(Words(x=at, y=y, em=lengths.key, text=words, colour="text2", face="sans"))
            x += takes + lengths.key_gap
        return texts, tuple(boxes)


def axis_words(ticks: Sequence[float], axis: float) -> tuple[tuple[str, ...], str]:
    """The words of the ticks without their unit, and the unit; the unit is empty if they do not share one.

    >>> axis_words((0.0, 1.0, 2.0), 2.5), axis_words((0.0, 0.1), 0.1), axis_words((0.0, 1.0, 3600.0), 5500.0)
    ((('0', '1', '2'), 's'), (('0', '100'), 'ms'), (('0', '1 s', '60 min'), ''))
    """
    whole = [tick_words(tick, axis) for tick in ticks]
    parted = [words.partition(" ") for words in whole]
    units = {unit for _, _, unit in parted if unit}
    if len(units) != 1:
        return tuple(whole), ""
    return tuple(number for number, _, _ in parted), units.pop()


def tick_words(seconds: float, axis: float) -> str:
    """A tick's words, all of an axis in one unit unless it reaches over many decades.

    >>> tick_words(0.0, 3.0), tick_words(0.5, 3.0), tick_words(2e-4, 5e-3), tick_words(60.0, 3600.0)
    ('0', '0.5 s', '0.2 ms', '60 s')
    """
    if seconds <= 0.0:
        return "0"
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if size <= axis < 100 * size and seconds >= 0.01 * size:
            return f"{seconds / size:.3g} {unit}"
    return duration(seconds)
