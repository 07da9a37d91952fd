"""The captions of a film as plain values: what is said, from when, until when; every file with captions has these."""

from __future__ import annotations

import msgspec

from loopway.publish.oneline import one_line
from loopway.story import Comparison, Story


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """One caption; film seconds."""

    start: float
    end: float
    text: str
    """One line: the whole sentence, where the picture may have cut it."""


def cues(told: Story | Comparison) -> tuple[Cue, ...]:
    """The captions in order, none of them empty; each comes and goes with the one in the picture.

    >>> cues(tell(read(Path("scenes/traces/gather.jsonl"))))[0]
    Cue(start=2.7, end=4.83, text='The road opens for M: main().')
    """
    return tuple(
        Cue(start=beat.at, end=min(beat.until, told.action_end), text=text)
        for beat in told.beats
        if beat.at < told.action_end and (text := one_line(beat.caption))
    )
