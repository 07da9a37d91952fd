"""What a page must know of a film, in frames: its events, captions, chapters, and the current line of its programs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest

import msgspec

from loopway.publish.master import Master
from loopway.publish.oneline import one_line
from loopway.stage.program import LitLine, Program
from loopway.stage.stage import Stage
from loopway.story.language import Language
from loopway.story.moments import AWAIT, Moment

NAMED = 3
"""So many events of one instant are told one by one; the others are counted."""
SETTLED = 0.3
"""Film seconds after which caption and highlight of an event stand in the picture."""
CARD = 1.0
"""Film seconds after which the ending card does."""
SURELY = 1e-6
"""Of a frame: instants are exact to less than this."""


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A tick of the slider. Frames count from 0."""

    first: int
    """The frame from which it is the current event."""
    still: int
    """The frame that shows it: before the next event begins."""
    text: str
    said: str
    """The text with its line."""
    line: int | None = None
    program: int = 0
    colour: str = ""
    """The colour role of whoever it is about."""
    awaits: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From frame `first` on a line is the current one; None: no line is."""

    first: int
    line: int | None = None
    colour: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A caption or a chapter, from frame `first` to just before frame `end`."""

    first: int
    end: int
    text: str
    still: int = 0


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """A film as a page follows it."""

    fps: int
    frames: int
    title: str
    events: tuple[Event, ...]
    captions: tuple[Told, ...]
    chapters: tuple[Told, ...]
    lines: tuple[tuple[Line, ...], ...]
    """Of each program."""


def score(master: Master) -> Score:
    """The score of a master's film."""
    stage, film = master.stage, master.film
    sheet = _Sheet(film.encoding.fps, film.frames)
    programs = stage.programs
    return Score(
        fps=sheet.fps,
        frames=sheet.frames,
        title=one_line(master.title),
        events=events(stage, master.language, sheet.fps, sheet.frames),
        captions=tuple(sheet.told(one.start, one.end, one.text) for one in master.cues),
        chapters=tuple(sheet.told(one.start, one.end, one.title) for one in master.chapters),
        lines=tuple(_lines(program.lit, sheet) for program in programs),
    )


def events(stage: Stage, language: Language, fps: int, frames: int) -> tuple[Event, ...]:
    """The events of a film in order, in words, as places among its `frames`, of which there are `fps` a film second."""
    return _Telling(stage.programs, language, _Sheet(fps, frames)).events(stage.moments)


class _Sheet(msgspec.Struct, frozen=True):
    """Film seconds as frames."""

    fps: int
    frames: int

    def first(self, at: float) -> int:
        """The first frame that shows what is so from `at` on."""
        return min(self.frames - 1, max(0, math.ceil(at * self.fps - SURELY)))

    def told(self, start: float, end: float, text: str) -> Told:
        """Words that are said from `start` to `end`."""
        first = self.first(start)
        last = min(self.frames, max(first + 1, math.ceil(end * self.fps - SURELY)))
        return Told(first=first, end=last, text=one_line(text), still=self.still(first, last))

    def still(self, first: int, following: int, settles: float = SETTLED) -> int:
        """The frame in which something that begins with frame `first` has come to rest."""
        return max(first, min(first + round(settles * self.fps), following - 1, self.frames - 1))


class _Telling:
    """Puts moments into words, those of one frame into one event."""

    def __init__(self, programs: Sequence[Program], language: Language, sheet: _Sheet) -> None:
        self._colours = [{one.who: one.colour for one in program.lit if one.who} for program in programs]
        self._files = [one_line(program.file) for program in programs] if len(programs) > 1 else []
        self._language, self._sheet, self._programs = language, sheet, programs

    def events(self, moments: Sequence[Moment]) -> tuple[Event, ...]:
        """The events in order."""
        sheet = self._sheet
        groups = [(first, tuple(group)) for first, group in groupby(moments, key=lambda one: sheet.first(one.at))]
        ends = [*(first for first, _ in groups[1:]), sheet.frames]
        return tuple(self._event(*group, end) for group, end in zip(groups, ends, strict=True))

    def _event(self, first: int, group: tuple[Moment, ...], end: int) -> Event:
        shown = next((one for one in group if one.kind == AWAIT), group[-1])
        text = self._joined([self._text(one) for one in group])
        line = shown.line if shown.kind == AWAIT or len({one.line for one in group}) == 1 else None
        line = None if line is None else self._programs[shown.program].number(line)
        return Event(
            first=first,
            still=self._sheet.still(first, end, CARD if shown.kind == "ending" else SETTLED),
            text=text,
            said=text if line is None else self._language.say("page.at_line", text=text, n=line),
            line=line,
            program=shown.program,
            colour=self._colours[shown.program].get(shown.who, ""),
            awaits=shown.kind == AWAIT,
        )

    def _text(self, one: Moment) -> str:
        say = self._language.say
        what = one_line(one.what)
        if one.kind in ("opening", "told", "ending"):
            return what
        text = say(f"page.{one.kind}", L=self._language.spoken(one_line(one.who)) if one.who else "", what=what)
        return say("page.in_file", file=self._files[one.program], text=text) if self._files else text

    def _joined(self, texts: Sequence[str]) -> str:
        """The texts of one instant; a row of the same is said once."""
        each = list(dict.fromkeys(texts))
        if len(each) > NAMED:
            each = [*each[:NAMED], self._language.say("page.more", n=len(each) - NAMED)]
        return "; ".join(each)


def _lines(lit: Iterable[LitLine], sheet: _Sheet) -> tuple[Line, ...]:
    marks = [Line(first=sheet.first(one.at), line=one.line, colour=one.colour if one.line else "") for one in lit]
    kept: list[Line] = []
    for mark, following in zip_longest(marks, marks[1:]):
        hidden = following is not None and following.first == mark.first
        if not hidden and (not kept or (kept[-1].line, kept[-1].colour) != (mark.line, mark.colour)):
            kept.append(mark)
    return tuple(kept)
