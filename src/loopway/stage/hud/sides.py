"""On which side words begin: what runs from right to left stands at the right end of its room."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from loopway.stage.layout import CardLengths
from loopway.stage.stage import EndingCard, OpeningCard, Point, Words
from loopway.stage.text import begins_back
from loopway.story.language import RIGHT_TO_LEFT

NEAR = 1e-9
"""Words begin at the left edge if they are no farther from it (frame units)."""


def from_their_side(texts: Iterable[Words], left: float, room: float) -> tuple[Words, ...]:
    """The same words; those that begin at the left edge but run from right to left end at the right one instead."""
    return tuple(replace(words, x=left + room, anchor="right") if _is_turned(words, left) else words for words in texts)


def turned(points: tuple[Point, ...], left: float, room: float) -> tuple[Point, ...]:
    """Points seen from the other edge of the room.

    >>> turned(((1.0, 0.0), (2.0, 0.0)), 0.0, 10.0)
    ((9.0, 0.0), (8.0, 0.0))
    """
    return tuple((2 * left + room - x, y) for x, y in points)


def opening_from_its_side(card: OpeningCard, lengths: CardLengths) -> OpeningCard:
    """The opening card: in a language that runs from right to left all of it stands at the right, its title too."""
    if not any(words.text.startswith(RIGHT_TO_LEFT) for words in card.texts):
        return card
    left, room = lengths.left, lengths.title_room
    texts = tuple(replace(words, x=2 * left + room - words.x, anchor="right") for words in card.texts)
    return replace(card, texts=texts, rule=turned(card.rule, left, room))


def ending_from_its_side(card: EndingCard, lengths: CardLengths) -> EndingCard:
    """The ending card: its sentences; the bars stay, for time runs as it does in code."""
    return replace(card, texts=from_their_side(card.texts, lengths.left, lengths.room))


def _is_turned(words: Words, left: float) -> bool:
    return words.anchor == "left" and abs(words.x - left) <= NEAR and begins_back(words.text)
