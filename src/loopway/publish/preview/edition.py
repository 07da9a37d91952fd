"""One state of a script as a film in every shape and theme: whatever the page asks about it is answered here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from threading import Lock

from msgspec.structs import replace

from loopway.film import Outlines
from loopway.publish.footage import Options, warnings
from loopway.publish.master import frames
from loopway.publish.page.score import events
from loopway.publish.preview.answers import About, Instant, Step
from loopway.stage import stage_of
from loopway.stage.stage import Frame
from loopway.story import Story, tell
from loopway.theme import Theme
from loopway.trace import Trace

RATE = 60
"""Pictures a film second, as in the finest film: the page shows the very pictures that this has."""


class Edition:
    """The film of one trace. It may be asked by several threads; one of them draws at a time.

    Of the options those count that decide what is told: whoever asks names a shape and a theme.
    """

    def __init__(self, trace: Trace, options: Options) -> None:
        self.story = tell(trace, options.telling, options.pace)
        self._drawing = Lock()
        self._show = lru_cache(maxsize=None)(lambda shape: Show(self.story, replace(options, shape=shape)))

    def about(self, shape: str) -> About:
        """The film in this shape; UsageError if there is none."""
        with self._drawing:
            return self._show(shape).about

    def instant(self, shape: str, picture: int) -> Instant:
        """Its picture with this number; one beyond the last is the last."""
        with self._drawing:
            return self._show(shape).instant(picture)

    def symbols(self, shape: str, theme: Theme, looks: Iterable[int]) -> dict[str, str]:
        """The outlines of these looks as SVG, by their numbers; LookupError for one that no picture has had yet."""
        with self._drawing:
            return {str(look): self._show(shape).outlines.symbol(look, theme) for look in looks}


class Show:
    """A story in one shape."""

    def __init__(self, story: Story, options: Options) -> None:
        self._story = story
        self._options = options
        self._stage = stage_of(story, shape=options.shape)
        self._lines = story.source.splitlines()
        self.outlines = Outlines(self._stage, branded=options.theme.brand is not None)

    @cached_property
    def about(self) -> About:
        """What the page has to know before it shows the first picture."""
        pictures = frames(self._stage.duration, RATE)
        language = self._options.telling.language
        told = events(self._stage, language, RATE, pictures)
        return About(
            title=self._story.title,
            box=self.outlines.box,
            pictures=pictures,
            rate=RATE,
            steps=tuple(Step(first=one.first, still=one.still, said=one.said) for one in told),
            warnings=warnings(self._story, self._stage, self._options.shape),
            lang=language.code,
        )

    def instant(self, picture: int) -> Instant:
        """The picture with this number, and what it says."""
        t = min(max(picture, 0), self.about.pictures - 1) / RATE
        frame = self._stage.at(t)
        place, line = self._place(frame)
        return Instant(uses=self.outlines.at(t), caption=_said(frame), place=place, line=line, clock=_clock(frame))

    def _place(self, frame: Frame) -> tuple[str, str]:
        current = [line.number for line in frame.code.lines if line.current] if frame.rest else []
        if not current:
            return "", ""
        (number, *_) = current
        return f"{frame.code.file}:{number}", self._lines[number - 1].strip()


def _said(frame: Frame) -> str:
    """The caption, or the words of the card that covers the stage."""
    if frame.caption is not None:
        return frame.caption.text
    return " · ".join(words.text for words in frame.card.texts) if frame.card else ""


def _clock(frame: Frame) -> str:
    units = zip(frame.clock.groups, ("s", "ms", "µs"), strict=True)
    return " ".join(f"{digits} {unit}" for digits, unit in units)
