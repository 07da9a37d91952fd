"""A stage in other languages: nothing is covered or cut, and what runs from right to left begins at the right."""

from __future__ import annotations

import pytest

from loopway.api import take
from loopway.stage import stage_of
from loopway.stage.stage import EndingCard, OpeningCard, Stage
from loopway.stage.text import ELLIPSIS, width
from loopway.stage.traffic import TrafficStage
from loopway.story import language_named, languages, tell, told_in
from loopway.story.language import RIGHT_TO_LEFT

from . import laws
from .writing import clashes, patches, squeezed

OTHERS = [code for code in languages() if code != "en"]
SHAPES = ("wide", "tall", "square")


def staged(lesson: str, code: str, shape: str = "wide") -> TrafficStage:
    """A lesson in a language."""
    taken = take(lesson)
    stage = stage_of(tell(taken.trace, told_in(language_named(code), taken.telling)), shape=shape)
    assert isinstance(stage, TrafficStage)
    return stage


@pytest.mark.parametrize("lesson", ["gather", "lock"])
@pytest.mark.parametrize("code", OTHERS)
def test_no_words_are_covered(lesson: str, code: str) -> None:
    """At no second do two words overlap, or a car and words; no sign stands in the road."""
    stage = staged(lesson, code)
    found = {pair for t in laws.instants(stage, 1) for pair in clashes(patches(stage, stage.at(t)))}
    assert (found, squeezed(stage)) == (set(), [])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("code", OTHERS)
def test_no_sentence_is_cut(code: str, shape: str) -> None:
    """Captions, cards, clock and legend have room for all that they say."""
    stage = staged("gather", code, shape)
    frames = [stage.at(t) for t in (0.5, *(beat.at + 0.1 for beat in stage.story.beats), stage.duration)]
    said = [line for frame in frames if frame.caption for line in frame.caption.lines or (frame.caption.text,)]
    said += [words.text for frame in frames if frame.card for words in frame.card.texts]
    said += [words.text for frame in frames for words in frame.clock.texts]
    assert len(said) > 12 and [text for text in said if ELLIPSIS in text] == []
    for piece in (piece for piece in stage.pieces if piece.id.startswith("legend words")):
        assert piece.points[0][0] + width(piece.label, piece.height) <= stage.size[0] / 2


@pytest.mark.parametrize("shape", SHAPES)
def test_arabic_begins_at_the_right(shape: str) -> None:
    """Captions, each of their lines, and the sentences of both cards end where their room ends, at the right."""
    stage = staged("gather", "ar", shape)
    layout, cards = stage.layout, stage.layout.cards
    caption = stage.at(stage.story.beats[1].at + 0.5).caption
    assert caption is not None
    assert (caption.x, caption.anchor) == (layout.caption[0] + layout.caption_room, "right")
    assert all(line.startswith(RIGHT_TO_LEFT) for line in caption.lines)
    opening, ending = stage.at(0.0).card, stage.at(stage.duration).card
    assert isinstance(opening, OpeningCard) and isinstance(ending, EndingCard)
    assert {(words.x, words.anchor) for words in opening.texts} == {(cards.left + cards.title_room, "right")}
    assert {x for x, _ in opening.rule} == {2 * cards.left + cards.title_room - x for x, _ in cards.rule}
    sentences = [words for words in ending.texts if words.text.startswith(RIGHT_TO_LEFT) and "sans" in words.face]
    placed = {(words.x, words.anchor) for words in sentences if words.face == "sans.semibold" or words.x > cards.left}
    assert (cards.left + cards.room, "right") in placed and len(sentences) >= 4


def test_code_and_time_stay_as_they_are() -> None:
    """In an Arabic film the code, the bars and their axis run from left to right, as they do everywhere."""
    arabic, english = staged("gather", "ar"), staged("gather", "en")

    def axis(stage: Stage) -> tuple[tuple[float, str], ...]:
        card = stage.at(stage.duration).card
        assert isinstance(card, EndingCard)
        return card.ticks

    assert axis(arabic) == axis(english)
    assert [line.text for line in arabic.at(9).code.lines] == [line.text for line in english.at(9).code.lines]
