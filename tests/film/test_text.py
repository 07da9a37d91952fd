"""Words stand on their baseline, on their grid, in one line, at every resolution, whatever characters they have."""

from __future__ import annotations

import subprocess
import sys

import manim as mn
import numpy as np
import pytest

from loopway.film.fonts import SANS, fallbacks
from loopway.film.lettering import Outline, laid_out
from loopway.film.text import CAPITAL, FACES, GHOST, cells, joined, outline
from loopway.stage.text import width

LONG = "B drives to its exit. A already refuels. C is ready: one at a time."
ODD = [
    "",
    " ",
    "\t",
    "a\x00b",
    "\x1b[31m",
    "\ud800",
    "e\u0301",
    "\u0301",
    "漢字",
    "🚗",
    "שלום",
    "a\u200db",
    "\U000e0001",
    "->!=",
]


def height(points: Outline) -> tuple[float, float]:
    """Lowest and highest y."""
    return float(points[:, 1].min()), float(points[:, 1].max())


@pytest.mark.parametrize("face", FACES)
def test_words_stand_on_their_baseline(face: str) -> None:
    """Capitals reach from 0 to the height of a capital; what hangs below hangs below, and lifts nothing."""
    foot, top = height(outline("H", face))
    assert foot == pytest.approx(0, abs=0.005)
    assert top == pytest.approx(0.73, abs=0.01)
    assert height(outline("Hgjpq", face))[0] < -0.15
    assert height(outline("Hgjpq", face))[1] >= top


def test_mono_characters_stand_on_their_grid() -> None:
    """Every column is .6 em wide, no ligature joins two of them, wide ones take two, combining ones none."""
    text = "if a != b -> 漢e\u0301x"
    found = dict(cells(text, "mono"))
    assert list(found) == [0, 1, 3, 5, 6, 8, 10, 11, 13, 14, 16]
    left = {place: float(points[:, 0].min()) for place, points in found.items()}
    alone = {char: float(outline(char, "mono")[:, 0].min()) for char in "ifa!=bx->"}
    assert left[5] - 5 * 0.6 == pytest.approx(alone["!"], abs=1e-6)
    assert left[6] - 6 * 0.6 == pytest.approx(alone["="], abs=1e-6)
    assert left[16] - 16 * 0.6 == pytest.approx(alone["x"], abs=1e-6)


@pytest.mark.parametrize("face", ["sans", "mono"])
@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_no_character_breaks_the_words(text: str, face: str) -> None:
    """Control, wide, combining, right-to-left, half and missing characters are drawn as something or nothing."""
    points = outline(f"H{text}H", face)
    assert np.isfinite(points).all()
    assert np.ptp(points[:, 1]) < 1.4
    assert outline(text, face).shape[1] == 3


def test_a_missing_character_is_a_box() -> None:
    """What no font at hand has is drawn as a hollow box of our own font, not by the machine's."""
    assert np.array_equal(outline("\u0920", "sans"), outline(GHOST, "sans"))
    assert not np.array_equal(outline("é", "sans"), outline(GHOST, "sans"))


def test_long_words_never_wrap() -> None:
    """At the lowest resolution a caption is one line, as long as at the highest."""
    with mn.tempconfig({"pixel_width": 128, "pixel_height": 72}):
        small = outline(LONG + " (small)", "sans")
    foot, top = height(small)
    assert top - foot < 1.1
    assert np.ptp(small[:, 0]) == pytest.approx(width(LONG + " (small)", 1.0), rel=0.02)


def test_anchors_put_the_words_where_they_belong() -> None:
    """Left, middle or right edge at x = 0."""
    for anchor, share in (("left", 0.0), ("centre", 0.5), ("right", 1.0)):
        points = outline("Hello", "sans", anchor)  # type: ignore[arg-type]
        left, right = float(points[:, 0].min()), float(points[:, 0].max())
        assert left + share * (right - left) == pytest.approx(0, abs=1e-9)


def test_the_machines_fonts_are_hidden() -> None:
    """In a fresh process, Manim loaded first, only our families and those of extras are left."""
    program = (
        "import manim, manimpango\n"
        "from loopway.film.fonts import use_our_fonts\n"
        "use_our_fonts()\n"
        "print(sorted(set(manimpango.list_fonts()) - {'Monospace', 'Sans', 'Serif', 'System-ui'}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(sorted(["Inter", "JetBrains Mono", *fallbacks()]))


OUTLINES = """
import sys
from loopway.film.text import outline
print([outline("async def fetch(n): return 69", face).tolist() for face in sys.argv[1:]][-1])
"""


def test_words_have_no_history() -> None:
    """The same outlines to the last digit, in a process that drew them first and in one that drew others before."""
    first, later = (
        subprocess.run([sys.executable, "-c", OUTLINES, *faces], capture_output=True, text=True, check=True).stdout
        for faces in (["mono"], ["mono.semibold", "sans.bold", "mono"])
    )
    assert first == later


@pytest.mark.parametrize("face", ["sans", "sans.semibold", "sans.bold"])
def test_a_number_is_laid_out_as_pango_does_it(face: str) -> None:
    """Numbers are put together from pairs of digits; Pango's own layout has every point at the same place."""
    for number in ("100", "6452", "71717", "4047", "1234567890"):
        ours = outline(number, face)
        capital, *glyphs = laid_out("H" + number, FACES[face])
        em = (height(capital)[1] - height(capital)[0]) / CAPITAL[SANS]
        theirs = joined(glyphs)
        theirs = (theirs - [theirs[:, 0].min(), capital[:, 1].min(), 0]) / em
        assert np.abs(ours - theirs).max() < 1e-6
