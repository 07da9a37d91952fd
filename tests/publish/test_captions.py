"""Captions as values: those of the picture, to the instant, whole and on one line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tales import COMPARED, LESSONS, Told, hostile, told

from loopway.publish.captions import Cue, cues
from loopway.stage import comparison_stage, stage_of
from loopway.stage.stage import Stage
from loopway.story import Story

BLINK = 0.01


def staged(one: Told) -> Stage:
    """The stage of a story or of a comparison."""
    return stage_of(one) if isinstance(one, Story) else comparison_stage(one)


def shown(stage: Stage, t: float) -> str:
    """The caption in the picture at film second t; empty if there is none."""
    caption = stage.at(t).caption
    return caption.text if caption else ""


@pytest.mark.parametrize("name", [*LESSONS, COMPARED])
def test_they_come_and_go_with_those_in_the_picture(name: str) -> None:
    """Just after its start and just before its end the picture has the same words, between two of them none."""
    one = told(name)
    stage, found = staged(one), cues(one)
    for cue in found:
        assert shown(stage, cue.start + BLINK) == shown(stage, cue.end - BLINK) == cue.text
    gaps = [(before.end, after.start) for before, after in pairwise(found)]
    gaps += [(0.0, found[0].start), (found[-1].end, one.length)]
    assert [shown(stage, (start + end) / 2) for start, end in gaps if end - start > BLINK] == [
        "" for start, end in gaps if end - start > BLINK
    ]


def test_the_whole_sequence() -> None:
    """A lesson's three moments, word for word."""
    assert [(round(cue.start, 1), round(cue.end, 1), cue.text) for cue in cues(told("one_by_one"))] == [
        (3.0, 5.9, "A takes the only lane: fetch(1)."),
        (5.9, 9.8, "Only now can B start: fetch(2)."),
        (9.8, 14.4, "Then C: fetch(3)."),
    ]


def test_what_a_picture_cuts_is_whole_here() -> None:
    """10,000 characters stay 10,000; line breaks, escapes and overrides do nothing."""
    found = cues(hostile("x" * 10_000, "one\r\n\ntwo\u2028three", "\x1b[31mred \u202etxt.exe", " \n "))
    assert [cue.text for cue in found] == [
        "x" * 10_000,
        "one two three",
        "\\x1b[31mred \\u202etxt.exe",
    ]


def test_none_outlasts_the_action() -> None:
    """The ending card has no caption, whatever a story says."""
    found = cues(hostile("one", "two", action_end=3.0))
    assert found == (Cue(start=0.0, end=2.0, text="one"), Cue(start=2.0, end=3.0, text="two"))
