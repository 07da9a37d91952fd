"""The rows of the ending card: nothing lies over another thing, however many they are and whatever the film's shape."""

from __future__ import annotations

from itertools import combinations

import pytest
from msgspec.structs import replace
from tests.story import runs

from loopway.stage.layout import Layout
from loopway.stage.shapes import LAYOUTS
from loopway.stage.stage import Box, EndingCard, Words
from loopway.stage.text import width
from loopway.stage.traffic import TrafficStage
from loopway.story import tell


def clashes(layout: Layout, count: int) -> list[tuple[str, str]]:
    """The words, chips and keys of a card with so many rows that lie over each other."""
    stage = TrafficStage(tell(runs.gather(*(0.1 * number for number in range(1, count + 1)))), layout)
    card = stage.at(stage.duration).card
    assert isinstance(card, EndingCard) and len(card.bars) == count
    there = [(words.text, _box(words)) for words in card.texts]
    there += [(f"row {row}", bar.chip) for row, bar in enumerate(card.bars)]
    there += [(f"key {state}", box) for state, box in card.swatches]
    return [(one, other) for (one, a), (other, b) in combinations(there, 2) if _meet(a, b)]


def _box(words: Words) -> Box:
    wide = width(words.text, words.em, words.face)
    left = words.x - {"left": 0.0, "centre": wide / 2, "right": wide}[words.anchor]
    return Box(left, words.y, left + wide, words.y + 0.72 * words.em)


def _meet(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


@pytest.mark.parametrize("count", [2, 4, 5, 8, 12])
@pytest.mark.parametrize("shape", sorted(LAYOUTS))
def test_nothing_lies_over_another_thing(shape: str, count: int) -> None:
    """The heading is clear of the first row, the ticks of the keys, and the keys of the sentence."""
    assert clashes(LAYOUTS[shape], count) == []


def test_rows_that_stand_too_high_are_found() -> None:
    """With the room that a wide card has above its rows, a square one's first row would touch the heading."""
    square = LAYOUTS["square"]
    cards = replace(square.cards, bars_more=(0.9, 0.5))
    assert clashes(replace(square, cards=cards), 5)
