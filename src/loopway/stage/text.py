"""How wide words are, and how much of them fits: from the table of advance widths alone, without any font at hand.

Mono text stands on a grid of .6 em a column: a wide character (CJK, emoji) takes two columns, a combining one none.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from loopway.stage.metrics import MONO, WIDTHS
from loopway.stage.shaped import FORMS
from loopway.story.language import RTL_CLASSES, STEERING

COLUMN = MONO / 1000
"""The width of one mono column in ems."""

ROUNDING = 1e-9
"""Words that were made to fit exactly do fit."""
ELLIPSIS = "…"

UNKNOWN = 600
"""Thousandths of the em for a character that is not in the table ..."""

WIDE = 1000
"""... and for one that is twice as wide (CJK, emoji)."""

JOINERS = frozenset("\u200c\u200d")
"""Have no width; they say whether the letters beside them join."""
_BREAKERS = JOINERS | {"\u200b", "\ufeff"}


def columns(char: str) -> int:
    """How many mono columns a character takes: 0, 1 or 2.

    >>> columns("a"), columns("字"), columns("\u0301")
    (1, 2, 0)
    """
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or char in _BREAKERS or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def begins_back(text: str) -> bool:
    """Whether a line runs from right to left: its first letter does, whatever is set apart before it.

    >>> begins_back("\u0645"), begins_back("1. \u0645"), begins_back("a \u0645"), begins_back("\u2068\u0645\u2069 a")
    (True, True, False, False)
    """
    depth = 0
    for char in text if not text.isascii() else "":
        kind = unicodedata.bidirectional(char)
        depth += (kind in ("LRI", "RLI", "FSI")) - (kind == "PDI" and depth > 0)
        if depth == 0 and kind in ("L", *RTL_CLASSES):
            return kind != "L"
    return False


def run_end(text: str, start: int) -> int:
    """Where the mono cell that begins at `start` ends: behind one character and what combines with it, or behind words
    whose letters run from right to left.

    >>> run_end("e\u0301x", 0), run_end("'\u0645\u0647 \u0645'", 1)
    (2, 5)
    """
    end = last = start + 1
    if _is_back(text[start]):
        while end < len(text) and (_is_back(text[end]) or text[end] == " " or columns(text[end]) == 0):
            end += 1
            last = end if text[end - 1] != " " else last
        return last
    while end < len(text) and columns(text[end]) == 0:
        end += 1
    return end


def _is_back(char: str) -> bool:
    return char > "\u0590" and unicodedata.bidirectional(char) in RTL_CLASSES and char not in STEERING


def places(text: str) -> tuple[int, ...]:
    """The mono column at which each character begins, and the one after the last."""
    at, out = 0, []
    for char in text:
        width = columns(char)
        out.append(at if width else max(0, at - 1))
        at += width
    return (*out, at)


@lru_cache(maxsize=4096)
def width(text: str, em: float, face: str = "sans") -> float:
    """The advance width of one line of words in frame units; faces as in `Words.face`.

    >>> width("ab", 0.5, "mono.medium")
    0.6
    """
    if face.startswith("mono"):
        return COLUMN * sum(columns(char) for char in text) * em
    table = WIDTHS[face]
    if not text.isascii() and any(map(_is_back, text)):
        return sum(_joined_advance(table, text)) * em / 1000
    return sum(_advance(table, char) for char in text) * em / 1000


def _advance(table: dict[int, tuple[int, ...]], char: str) -> int:
    code = ord(char)
    row = table.get(code & ~15)
    known = row[code & 15] if row else 0
    if known:
        return known
    return (0, UNKNOWN, WIDE)[columns(char)]


def _joined_advance(table: dict[int, tuple[int, ...]], text: str) -> Iterator[int]:
    """The width of each letter in the form that it has between its neighbours: alone, first, within or last."""
    letters = [char for char in text if unicodedata.category(char) != "Mn"]
    before = False
    for char, following in zip_longest(letters, letters[1:], fillvalue=""):
        forms = FORMS.get(ord(char))
        if forms is None:
            before = False
            yield _advance(table, char)
            continue
        reaches = forms[1] > 0 and ord(following or " ") in FORMS and FORMS[ord(following)][3] > 0
        yield forms[(3 if before else 0) if not reaches else (2 if before else 1)]
        before = reaches


def cut(text: str, room: float, em: float, face: str = "sans") -> str:
    """The text, or as much of it as fits into `room` with an ellipsis; empty if not even that fits.

    >>> cut("fetch(1)", 9.0, 1.0, "mono"), cut("fetch(1)", 3.1, 1.0, "mono"), cut("fetch(1)", .1, 1.0, "mono")
    ('fetch(1)', 'fetc…', '')
    """
    if width(text, em, face) <= room + ROUNDING:
        return text

    def too_wide(end: int) -> bool:
        return width(text[:end].rstrip() + ELLIPSIS, em, face) > room + ROUNDING

    end = bisect_left(range(len(text)), True, key=too_wide) - 1
    return text[:end].rstrip() + ELLIPSIS if end > 0 else ""


def cut_columns(text: str, room: int) -> str:
    """Mono text, or as much of it as fits into `room` columns with an ellipsis in the last one.

    >>> cut_columns("await sleep(1)", 14), cut_columns("await sleep(1)", 9), cut_columns("字字字", 4)
    ('await sleep(1)', 'await sl…', '字…')
    """
    at = places(text)
    if at[-1] <= room:
        return text
    end = max((place for place in range(len(text)) if at[place] <= room - 1), default=0)
    return text[:end].rstrip() + ELLIPSIS if room > 0 else ""


NARROWER = 0.03
"""Lines are made as narrow as their number allows, in steps of this part of their room."""

CLOSING, OPENING = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Me", "Cf"}), frozenset({"Ps", "Pi"})
"""Categories of characters before which no line begins, and after which none ends."""

STOPS = (re.compile(r"(?<=[.!?]) "), re.compile(r"(?<=[:;]) "))
"""The space behind a sentence, and behind a part of one."""

MEASURES = re.compile(r"(?<=\d) (?=(?:s|ms|µs|min|h)\b)")
"""The space between a number and its unit: no line ends there."""

HELD = "\u00a0"


@lru_cache(maxsize=1024)
def wrapped(text: str, room: float, em: float, most: int, face: str = "sans") -> tuple[str, ...] | None:
    """The text in as few lines as fit into `room`, about equally long; None if `most` are not enough.

    >>> wrapped("one two three four", 6.0, 1.0, 2, "mono")
    ('one two', 'three four')
    """
    found = _filled(text, room, em, face)
    if len(found) > most or not all(_fits(line, room, em, face) for line in found):
        return None
    narrow = room
    while len(found) > 1 and narrow > room / 2:
        narrow -= NARROWER * room
        closer = _filled(text, narrow, em, face)
        if len(closer) > len(found) or not all(_fits(line, room, em, face) for line in closer):
            break
        found = closer
    return found


def by_sentences(text: str, room: float, em: float, face: str = "sans") -> tuple[str, ...] | None:
    """The text in two lines, the first of which ends with a sentence or at a colon; None if it has no such lines.

    >>> by_sentences("Go. A waits. B drives on", 9.0, 1.0, "mono"), by_sentences("It waits: 1 s", 6.0, 1.0, "mono")
    (('Go. A waits.', 'B drives on'), ('It waits:', '1 s'))
    """
    for stop in STOPS:
        pairs = [(text[: space.start()], text[space.end() :]) for space in stop.finditer(text)]
        fitting = [pair for pair in pairs if all(_fits(line, room, em, face) for line in pair)]
        if fitting:
            return min(fitting, key=lambda pair: max(width(line, em, face) for line in pair))
    return None


def wrapped_and_cut(text: str, room: float, em: float, most: int, face: str = "sans") -> tuple[str, ...]:
    """The text in `most` lines at most; what has no room is left out, with an ellipsis.

    >>> wrapped_and_cut("one two three four", 5.5, 1.0, 2, "mono")
    ('one two', 'three fo…')
    """
    whole = wrapped(text, room, em, most, face)
    if whole is not None:
        return whole
    lines = _filled(text, room, em, face)
    rest = " ".join(lines[most - 1 :])
    return (*(cut(line, room, em, face) for line in lines[: most - 1]), cut(rest, room, em, face))


def _fits(text: str, room: float, em: float, face: str) -> bool:
    return width(text, em, face) <= room + ROUNDING


def _filled(text: str, room: float, em: float, face: str) -> tuple[str, ...]:
    """Line after line, each as full as it gets; a word that is longer than the room has a line of its own."""
    out: list[str] = []
    for word in _words(MEASURES.sub(HELD, text)):
        if out and _fits((out[-1] + word).rstrip(), room, em, face):
            out[-1] += word
        else:
            out.append(word)
    return tuple(line.strip().replace(HELD, " ") for line in out) or ("",)


def _words(text: str) -> list[str]:
    """What stays together, with the space behind it: words, and each character of a script that writes no spaces."""
    words: list[str] = []
    for char in text:
        if words and _joined(words[-1][-1], char):
            words[-1] += char
        else:
            words.append(char)
    return words


def _joined(before: str, char: str) -> bool:
    """Whether no line may end between two characters."""
    if char == " " or before == " ":
        return char == " "
    if columns(before) < 2 and columns(char) < 2:
        return True
    return unicodedata.category(char) in CLOSING or unicodedata.category(before) in OPENING
