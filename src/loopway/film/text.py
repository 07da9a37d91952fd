"""Words as outlines, 1 em large on the baseline y = 0: Inter kerned by Pango, JetBrains Mono on a grid of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, product
from string import digits
from typing import Literal, cast

import cairo
import numpy as np

from loopway.film.family import family_of
from loopway.film.fonts import MONO, SANS, fallbacks, use_our_fonts
from loopway.film.lettering import Face, Outline, laid_out
from loopway.stage.text import COLUMN, JOINERS, begins_back, columns, places, run_end
from loopway.story.language import END, FIRST, LTR, RIGHT_TO_LEFT, STEERING

Anchor = Literal["left", "centre", "right"]


FACES = {
    "sans": Face(SANS, "MEDIUM"),
    "sans.semibold": Face(SANS, "SEMIBOLD"),
    "sans.bold": Face(SANS, "BOLD"),
    "mono": Face(MONO, "NORMAL"),
    "mono.medium": Face(MONO, "MEDIUM"),
    "mono.semibold": Face(MONO, "SEMIBOLD"),
    "mono.bold": Face(MONO, "BOLD"),
}
"""The faces of `Words.face`."""

CAPITAL = {SANS: 0.727, MONO: 0.73}
"""The height of a capital H in ems."""
BEARING = 0.073
"""From the pen to the left edge of JetBrains Mono's H in ems."""
ASCII = "".join(map(chr, range(0x21, 0x7F)))
FEW = 2
"""Digits of a number that is laid out as any other word: it comes again."""
GHOST = "\u25a1"
"""What stands for a character that our fonts do not have."""
NOTHING: Outline = np.zeros((0, 3))

_shift = {"left": 0.0, "centre": 0.5, "right": 1.0}


def outline(text: str, face: str, anchor: Anchor = "left", font: bytes = b"") -> Outline:
    """One line of words, never wrapped; `anchor` says which part of it stands at x = 0.

    Words of other scripts are drawn with the fonts of extras, shaped, and run their own way. Characters that no font
    has become hollow boxes (`lacking` names them), control characters nothing. `font`, a brand's own, is for
    words that are no code, if it has all their characters; they take no more room than in ours.
    """
    if FACES[face].family == MONO and not text.startswith(RIGHT_TO_LEFT):
        found = joined(points for _, points in cells(text, face))
        return found - [_shift[anchor] * COLUMN * places(text)[-1], 0, 0]
    found = _line("".join(_printable(text, face)), FACES[face])
    if not len(found):
        return found
    if font:
        found = _branded(text, found, face, font)
    left, right = float(np.min(found[:, 0])), float(np.max(found[:, 0]))
    return found - [left + _shift[anchor] * (right - left), 0, 0]


def cells(text: str, face: str) -> Iterator[tuple[int, Outline]]:
    """(place in the text, outline) of each mono character with what combines with it, on the grid.

    The line runs from left to right, as code does; words whose letters run from right to left are one cell, as broad as
    their columns.
    """
    grid = places(text)
    start = 0
    while start < len(text):
        end = run_end(text, start)
        cluster = "".join(_printable(text[start:end], face)).strip()
        if cluster:
            room = COLUMN * (grid[end] - grid[start])
            drawn = _shaped(cluster, FACES[face], room) if begins_back(cluster) else _mono(cluster, FACES[face])
            yield start, drawn + np.array([COLUMN * grid[start], 0, 0])
        start = end


def joined(outlines: Iterable[Outline]) -> Outline:
    """Several outlines as one: drawn at once, they cost one path."""
    parts = list(outlines)
    return np.concatenate(parts) if parts else NOTHING


def lacking(text: str) -> set[str]:
    """The characters of a text that neither our fonts nor those of the installed extras have."""
    use_our_fonts()
    return {char for char in set(text) - set(ASCII) if columns(char) and char.isprintable() and not _has(SANS, char)}


def _printable(text: str, face: str) -> Iterator[str]:
    family = FACES[face].family
    for char in text:
        if char.isspace():
            yield " "
        elif char in STEERING:
            yield char if family == SANS or text.startswith(RIGHT_TO_LEFT) else GHOST
        elif char in JOINERS or _has(family, char):
            yield char
        elif columns(char) and char.isprintable():
            yield GHOST


@lru_cache(maxsize=4096)
def _has(family: str, char: str) -> bool:
    """Whether the family has it, or one that is asked in its place."""
    if char < " " or char == "\x7f":
        return False
    use_our_fonts()
    return any(_has_glyph(one, char) for one in (family, *fallbacks()))


def _has_glyph(family: str, char: str) -> bool:
    font = cairo.ScaledFont(cairo.ToyFontFace(family), cairo.Matrix(), cairo.Matrix(), cairo.FontOptions())
    try:
        glyphs = cast(list[cairo.Glyph], font.text_to_glyphs(0, 0, char, False))
    except UnicodeEncodeError:  # half a surrogate pair
        return False
    return all(glyph.index for glyph in glyphs)


def _branded(text: str, ours: Outline, face: str, font: bytes) -> Outline:
    """The words in a brand's font: its capitals as high as ours, and the words no wider."""
    family = family_of(font)
    if not all(_has_glyph(family, char) for char in text if not char.isspace()):
        return ours
    capital, *glyphs = laid_out("H" + text, Face(family, FACES[face].weight))
    found = joined(glyphs) - [0.0, float(np.min(capital[:, 1])), 0.0]
    em = float(np.ptp(capital[:, 1])) / CAPITAL[SANS]
    wide = float(np.ptp(found[:, 0]))
    return found * min(1 / em, float(np.ptp(ours[:, 0])) / wide if wide else 1.0)


@lru_cache(maxsize=1024)
def _line(text: str, face: Face) -> Outline:
    if not text.strip():
        return NOTHING
    if len(text) > FEW and set(text) <= set(digits):
        return _number(text, face)
    capital, *glyphs = laid_out(_with_capital(text), face)
    return _on_baseline(joined(glyphs), capital, face, pen=0.0)


def _with_capital(text: str) -> str:
    """The text with a capital H at its left end, by which it is measured; it changes neither order nor direction.

    In a line that runs from right to left the left end is the last one: what was opened in it is closed before.
    """
    if not begins_back(text):
        return "H" + text
    still_open = sum(char in (LTR, FIRST) for char in text) - text.count(END)
    return f"{text}{END * max(0, still_open)}{RIGHT_TO_LEFT}H"


@lru_cache(maxsize=1024)
def _shaped(text: str, face: Face, room: float) -> Outline:
    """Words that run from right to left, in the middle of their room and no broader."""
    found = _line(text, face)
    if not len(found):
        return found
    left, wide = float(np.min(found[:, 0])), float(np.ptp(found[:, 0]))
    scale = min(1.0, room / max(wide, 1e-9))
    return (found - [left + wide / 2, 0, 0]) * scale + [room / 2, 0, 0]


def _number(text: str, face: Face) -> Outline:
    """Counts run, and each of them is seen once: put together from pairs of digits, as these are kerned."""
    pairs = _pairs(face)
    glyphs = [pairs[text[0], text[1]][0]]
    for pair in pairwise(text):
        first, second = pairs[pair]
        shift = float(np.min(glyphs[-1][:, 0]) - np.min(first[:, 0]))
        glyphs.append(second + np.array([shift, 0, 0]))
    return joined(glyphs)


@lru_cache(maxsize=8)
def _pairs(face: Face) -> dict[tuple[str, str], tuple[Outline, Outline]]:
    """The outlines of any two digits side by side."""
    pairs = list(product(digits, digits))
    capital, *glyphs = laid_out("H " + " ".join(map("".join, pairs)), face)
    placed = [_on_baseline(glyph, capital, face, pen=0.0) for glyph in glyphs]
    return dict(zip(pairs, zip(placed[::2], placed[1::2], strict=True), strict=True))


@lru_cache(maxsize=1024)
def _mono(cluster: str, face: Face) -> Outline:
    if cluster in ASCII:
        return _sheet(face)[cluster]
    capital, *glyphs = laid_out("H" + cluster, face)
    return _on_baseline(joined(glyphs), capital, face, pen=COLUMN)


@lru_cache(maxsize=8)
def _sheet(face: Face) -> dict[str, Outline]:
    """All printable ASCII at once, with blanks between, for ligatures need neighbours: far quicker than one by one."""
    capital, *glyphs = laid_out("H " + " ".join(ASCII), face)
    return {
        char: _on_baseline(glyph, capital, face, pen=COLUMN * (2 + 2 * number))
        for number, (char, glyph) in enumerate(zip(ASCII, glyphs, strict=True))
    }


def _on_baseline(glyphs: Outline, capital: Outline, face: Face, pen: float) -> Outline:
    """Scaled to 1 em, H's foot at y = 0 and the pen's place after `pen` ems at x = 0."""
    em = float(np.ptp(capital[:, 1])) / CAPITAL[face.family]
    foot = [float(np.min(capital[:, 0])), float(np.min(capital[:, 1])), 0.0]
    bearing = BEARING if face.family == MONO else 0.0
    return (glyphs - foot) / em + [bearing - pen, 0, 0]
