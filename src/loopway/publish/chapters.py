"""The chapters of a film as plain values: its title, every moment that has a caption, and what the run showed."""

from __future__ import annotations

import msgspec

from loopway.publish.captions import cues
from loopway.publish.oneline import one_line
from loopway.story import Comparison, Story


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """From `start` to `end` in film seconds; the next one starts where it ends."""

    start: float
    end: float
    title: str
    """One line."""


def chapters(told: Story | Comparison) -> tuple[Chapter, ...]:
    """The chapters in order, without a gap: the first starts at 0, the last ends with the film.

    >>> [chapter.title for chapter in chapters(tell(read(Path("scenes/traces/gather.jsonl"))))][:2]
    ['Gather', 'The road opens for M: main().']
    """
    title, last = (one_line(words) for words in _ends(told))
    said = [(cue.start, cue.text) for cue in cues(told)]
    opening = [(0.0, title)] if not said or said[0][0] > 0 else []
    ending = [(told.action_end, last or title)] if 0 < told.action_end < told.length else []
    named = [(start, words) for start, words in (*opening, *said, *ending) if words]
    starts = [0.0, *(start for start, _ in named[1:]), told.length]
    return tuple(
        Chapter(start=start, end=end, title=words)
        for start, end, (_, words) in zip(starts, starts[1:], named, strict=False)
    )


def _ends(told: Story | Comparison) -> tuple[str, str]:
    """The film's title, and the sentence of its last card."""
    if isinstance(told, Comparison):
        return told.verdict.title, told.verdict.sentence
    return told.title, told.ending.sentence
