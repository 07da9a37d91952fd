"""Words on one line: nothing is obeyed, nothing turns the line around, nothing that can be read is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loopway.publish.oneline import one_line
from loopway.trace.plain import is_plain


def test_line_breaks_become_spaces() -> None:
    """Of every kind, and never two in a row."""
    assert one_line(" a\r\nb\t\tc\u2028d\u2029e\x85f\x0bg ") == "a b c d e f g"


def test_what_would_be_obeyed_is_seen() -> None:
    """Escapes of a terminal, the end of a string, half a character, an override."""
    assert one_line("\x1b[2J \0 \ud800 \u202eevil\u202c") == r"\x1b[2J \x00 \ud800 \u202eevil\u202c"


def test_a_name_kept_apart_stays_apart() -> None:
    """Isolates in pairs are ours, round a name in an Arabic sentence; one alone would reach to the line's end."""
    assert one_line("ينتظر \u2068fetch(1)\u2069 الآن") == "ينتظر \u2068fetch(1)\u2069 الآن"
    assert one_line("\u2068a") == r"\u2068a"
    assert one_line("\u2067a\u2066b\u2069c") == "\\u2067a\u2066b\u2069c"
    assert one_line("(\u2067\u2066A\u2069 و \u2066B\u2069\u2069)") == "(\u2067\u2066A\u2069 و \u2066B\u2069\u2069)"
    assert one_line("\u2068\u202ea\u2069") == "\u2068\\u202ea\u2069"


@given(st.text())
def test_it_is_one_line_for_everybody(text: str) -> None:
    """Twice gives the same; a file can hold it; no reader finds a second line; the readable letters are all there."""
    line = one_line(text)
    assert one_line(line) == line
    assert line.encode().decode() == line
    assert len(line.splitlines()) <= 1
    assert [char for char in text if char.isalnum()] == [char for char in line if char.isalnum()] or not is_plain(
        text.encode("utf-8", "backslashreplace").decode()
    )


def test_surrogates_are_their_escapes() -> None:
    """No encoder stumbles."""
    assert one_line("\udcff") == "\\udcff"
