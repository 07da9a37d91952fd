"""Pango lays a line of words out; its glyphs come back as outlines, without Manim's `Text` and what it stumbles over.

`Text` raises on JetBrains Mono's ligatures ("->", "!="), wraps at the width of the picture in pixels, shares a folder
of drafts with other processes, and takes a hundred times as long to read them.
"""

from __future__ import annotations

import ctypes
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import get_ident
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from manimpango import TextSetting, text2svg  # type: ignore[import-untyped]

from loopway.errors import MachineError, RenderError
from loopway.film.fonts import MONO, SANS, fallbacks, use_our_fonts

Outline = npt.NDArray[np.float64]
"""Points of cubic curves as Manim keeps them, four a curve: n x 3."""

POINTS = 20.0
"""The font size that Pango is asked for; it decides Inter's optical size (see stage/metrics.py)."""
OTHERS = "\u0645\u05d0\u6771"
"""A letter of each script that extras have fonts for."""
WEIGHTS = ("NORMAL", "MEDIUM", "SEMIBOLD", "BOLD")
SHEET = (30_000, 400)
"""Wider than any line: Pango breaks lines at the edge."""

PANGOCAIRO = ("libpangocairo-1.0.so.0", "libpangocairo-1.0.0.dylib", "libpangocairo-1.0-0.dll")
"""Pango's library on Linux, macOS and Windows."""

_glyph = re.compile(r'id="(glyph[-\d]+)"[^>]*>\s*<path[^>]*? d="([^"]*)"')
_use = re.compile(r'<use xlink:href="#(glyph[-\d]+)" x="([^"]+)" y="([^"]+)"')


class Face(NamedTuple):
    """A font family with a weight, in Pango's words."""

    family: str
    weight: str


def laid_out(text: str, face: Face) -> list[Outline]:
    """The outline of each glyph that has ink, from left to right, y upwards, in Pango's own units."""
    _wake_fonts()
    drawn = _svg(text, face)
    glyphs = {name: _outline(path) for name, path in _glyph.findall(drawn)}
    placed = [(glyphs.get(name), float(x), float(y)) for name, x, y in _use.findall(drawn)]
    found = [glyph + np.array([x, -y, 0.0]) for glyph, x, y in placed if glyph is not None and len(glyph)]
    if not found and text.strip():
        raise RenderError("the words could not be drawn", why=f"Pango drew nothing for {text[:40]!r}")
    return found


@cache
def _wake_fonts() -> None:
    """Asks for every weight once, always in the same order.

    A variable font's outlines depend on the weights that the process has asked for before, by less than a hundredth
    of a pixel: JetBrains Mono's normal weight is another one after its semibold. Words must not have a history.
    """
    use_our_fonts()
    for family in (SANS, MONO):
        for weight in WEIGHTS:
            _svg("H" + OTHERS if fallbacks() else "H", Face(family, weight))


def forget_fonts() -> None:
    """Makes Pango look its fonts up anew: it has seen none that was registered after the first words.

    MachineError if its library cannot be called.
    """
    for name in PANGOCAIRO:
        try:
            ctypes.CDLL(name).pango_cairo_font_map_set_default(None)
        except (OSError, AttributeError):
            continue
        _wake_fonts.cache_clear()
        return
    raise MachineError(
        "a brand's font cannot be used on this machine",
        why=f"none of {', '.join(PANGOCAIRO)} can be called",
        todo="leave the brand's font away, or install your system's pango",
    )


def _svg(text: str, face: Face) -> str:
    file = Path(_folder().name) / f"{get_ident()}.svg"
    setting = TextSetting(0, len(text), face.family, "NORMAL", face.weight, color="#FFFFFF")
    text2svg([setting], POINTS, 0, False, str(file), 0, 0, *SHEET, text)
    return file.read_text(encoding="utf-8")


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """This process's own, as long as it lives: making and deleting one takes as long as the words."""
    return tempfile.TemporaryDirectory(prefix="loopway-words-")


def _outline(path: str) -> Outline:
    """The cubic curves of an SVG path as cairo writes it: absolute M, L, C and Z."""
    curves = [point for curve in _curves(path.split()) for point in curve]
    return np.array([(x, -y, 0.0) for x, y in curves]).reshape(-1, 3)


Point = tuple[float, float]


def _curves(words: list[str]) -> Iterator[tuple[Point, Point, Point, Point]]:
    start = here = (0.0, 0.0)
    place = 0
    while place < len(words):
        command, place = words[place], place + 1
        if command == "Z":
            if here != start:
                yield _straight(here, start)
            here = start
            continue
        count = 3 if command == "C" else 1
        numbers = [float(word) for word in words[place : place + 2 * count]]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        place += 2 * count
        if command == "M":
            start = points[0]
        elif command == "C":
            yield here, points[0], points[1], points[2]
        else:
            yield _straight(here, points[0])
        here = points[-1]


def _straight(start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
    (ax, ay), (bx, by) = start, end
    return start, ((2 * ax + bx) / 3, (2 * ay + by) / 3), ((ax + 2 * bx) / 3, (ay + 2 * by) / 3), end
