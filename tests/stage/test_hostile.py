"""Names that nobody should choose are text like any other: no box leaves its place, nothing grows, nothing breaks."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from loopway.stage import stage_of
from loopway.stage.stage import Frame
from loopway.stage.text import begins_back, cut, places, run_end, width
from loopway.story import Telling, tell
from loopway.story.language import STEERING
from loopway.story.words import LONGEST, size
from loopway.trace import events as ev
from loopway.trace.plain import plain
from loopway.trace.trace import Trace

from ..story import runs

HOSTILE = {
    "markup": "<b>&lt;i&gt;</b><span foreground='red'>",
    "script": "</script><script>alert(1)</script>",
    "quotes": "\"'`\\'\\\"{}{0}{fn!r}%s",
    "bidi": "a\u202eb\u2066c\u200fd\u061ce",
    "combining": "e" + "\u0301" * 500,
    "emoji": "\U0001f697\U0001f3fd\u200d\U0001f469\ufe0f",
    "long": "x" * 10_000,
    "arabic": "\u0645\u0647\u0645\u0629" * 100,
    "japanese": "\u6771\u4eac" * 200,
    "newlines": "a\nb\r\nc\u2028d\u0085e\x0b",
    "controls": "a\x00b\x1b[31mc\x7fd",
    "surrogate": "a\udcffb",
    "path": "../../../../etc/passwd",
}


def renamed(name: str) -> Trace:
    """A run whose coroutine, task, print and code are called so."""
    trace, named = runs.gather(), plain(name)
    changed = [
        replace(event, coro=f"{named}(1)", name=named)
        if isinstance(event, ev.TaskCreated)
        else replace(event, text=named)
        if isinstance(event, ev.Printed)
        else event
        for event in trace.events
    ]
    source = f"# {name}\n" + trace.header.source
    return Trace(header=replace(trace.header, source=source), events=changed)


def all_words(frame: Frame) -> list[str]:
    """Everything that is read in a frame."""
    said = [pose.label for pose in frame.poses]
    said += [line.text for line in frame.code.lines] + [line.text for line in frame.code.console]
    said += [words.text for words in frame.card.texts] if frame.card else []
    return said + ([frame.caption.text] if frame.caption else [])


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_name_is_text(name: str) -> None:
    """Told and staged like any other: captions keep their length, no control character is left, no text is endless."""
    telling = Telling(title=name, subtitle=name, note=name)
    story = tell(renamed(name), telling)
    assert [beat.caption for beat in story.beats if size(beat.caption) > LONGEST] == []
    stage = stage_of(story)
    for t in (0.5, 4.0, 8.0, 12.0, stage.duration):
        for text in all_words(stage.at(t)):
            assert width(text, 0.2) < 40
            assert not any(char < " " or char in "\x7f\x85\u2028\u202e" for char in text.replace("\n", ""))


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_caption_of_a_lessons_own_is_text(name: str) -> None:
    """A lesson may write what it likes: what would steer the line is written out, what is too long refused."""
    words = name[:20]
    story = tell(runs.gather(), Telling(captions={"open.main M": words}))
    said = story.beats[0].caption
    assert said and not set(said) & (STEERING - set("\u200e\u200f\u061c")) and "\n" not in said and "\x00" not in said


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_widths_know_every_character(name: str) -> None:
    """Each text has a width, a cut and its places; a cut text fits, and cells cover the text without a gap."""
    assert width(name, 1.0) >= 0.0 and isinstance(begins_back(name), bool)
    assert width(cut(name, 3.0, 0.3), 0.3) <= 3.0 + 1e-6
    assert len(places(name)) == len(name) + 1
    start = 0
    while start < len(name):
        end = run_end(name, start)
        assert end > start
        start = end
