"""Chapters as values: from the first to the last second, without a gap, each with its words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tales import COMPARED, LESSONS, hostile, told

from loopway.publish.captions import cues
from loopway.publish.chapters import Chapter, chapters


@pytest.mark.parametrize("name", [*LESSONS, COMPARED])
def test_they_fill_the_film(name: str) -> None:
    """From 0 to its end each starts where the one before ends; every caption starts one."""
    one = told(name)
    found = chapters(one)
    assert (found[0].start, found[-1].end) == (0.0, one.length)
    assert all(before.end == after.start for before, after in pairwise(found))
    assert all(chapter.start < chapter.end and chapter.title for chapter in found)
    assert {(cue.start, cue.text) for cue in cues(one)} <= {(chapter.start, chapter.title) for chapter in found}


def test_a_film_of_one_caption() -> None:
    """Its title, the caption, what the run showed."""
    assert [(round(one.start, 1), round(one.end, 1), one.title) for one in chapters(told("no_road"))] == [
        (0.0, 3.5, "No road"),
        (3.5, 5.4, "It prints: The program ends."),
        (5.4, 8.8, "2 cars planned, none ever drove."),
    ]


def test_a_film_that_begins_with_a_caption() -> None:
    """It has no chapter for a title that is not shown."""
    found = chapters(hostile("one", "two", title="Title", action_end=4.0))
    assert [chapter.title for chapter in found] == ["one", "two", "the end"]


def test_hostile_words() -> None:
    """Each title is one line, whatever it is made of."""
    found = chapters(hostile("a\n00:00 b", "</script>", title="\u202eTitle\n"))
    assert [chapter.title for chapter in found] == ["a 00:00 b", "</script>", "the end"]


def test_no_words_at_all() -> None:
    """A film without a title begins with its first caption; one without any words is one chapter, or none."""
    assert chapters(hostile(title="", sentence="")) == ()
    assert chapters(hostile(title="Title", sentence="")) == (
        Chapter(start=0.0, end=4.0, title="Title"),
        Chapter(start=4.0, end=7.0, title="Title"),
    )
    assert chapters(hostile("", "two", title=" ", sentence="")) == (Chapter(start=0.0, end=7.0, title="two"),)
