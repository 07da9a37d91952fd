from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.stage.text import ROUNDING, columns, cut, cut_columns, places, width


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40), st.floats(0.0, 6.0), st.sampled_from(["sans", "sans.bold", "mono"]))
def test_what_is_cut_fits(text: str, room: float, face: str) -> None:
    """Any text is cut to fit its room, or is empty; what fits is not touched."""
    shorter = cut(text, room, 0.2, face)
    assert width(shorter, 0.2, face) <= room + ROUNDING
    assert shorter == text or width(text, 0.2, face) > room


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40), st.integers(0, 30))
def test_columns_are_never_exceeded(text: str, room: int) -> None:
    """A mono line never takes more columns than it has, whatever characters it is made of."""
    assert places(cut_columns(text, room))[-1] <= room


def test_wide_and_combining_characters_keep_the_grid() -> None:
    """An emoji takes two columns, an accent none: what follows stands where an editor shows it."""
    assert places("a字e\u0301b") == (0, 1, 3, 3, 4, 5)
    assert [columns(char) for char in "a🚗\u200dé"] == [1, 2, 0, 1]


def test_words_made_to_fit_are_not_cut() -> None:
    """A title that was shrunk to exactly its room keeps all its letters."""
    title, room = "A car takes the exit", 7.2
    em = 0.86 * room / width(title, 0.86, "sans.bold")
    assert cut(title, room, em, "sans.bold") == title
