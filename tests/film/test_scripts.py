"""Words of other scripts: shaped, in their own direction, as Manim draws them; and what is said if they cannot be."""

from __future__ import annotations

import subprocess
import sys

import manim as mn
import numpy as np
import pytest

from loopway.errors import MachineError
from loopway.film import fonts, missing, text
from loopway.film.lettering import Outline, laid_out
from loopway.film.missing import check_fonts, missing_glyphs
from loopway.film.text import FACES, GHOST, cells, lacking, outline
from loopway.stage.text import width
from loopway.story import Language, language_named, languages
from loopway.story.language import END, FIRST, LTR, RIGHT_TO_LEFT

ARABIC = "تنتظر"
WORDS = (ARABIC, "مهمة", "שלום", "東京タスク", "プログラム", f"{RIGHT_TO_LEFT}{ARABIC} {LTR}A{END}")


def boxes(glyphs: list[Outline]) -> Outline:
    """Left, right, lower and upper edge of each glyph, from the first one's left edge on, in widths of the whole."""
    found = np.array([(one.min(), one.max(), other.min(), other.max()) for one, other, _ in (g.T for g in glyphs)])
    left, wide = found[:, 0].min(), found[:, 1].max() - found[:, 0].min()
    low = found[:, 2].min()
    return (found - [left, left, low, low]) / wide


@pytest.mark.parametrize("words", WORDS)
def test_words_are_those_of_manim(words: str) -> None:
    """Every glyph has the size, the place and the order that Manim's Text gives it."""
    _, *ours = laid_out(text._with_capital(words), FACES["sans"])
    drawn = mn.Text(words, font="Inter", weight="MEDIUM", font_size=96)
    theirs = [glyph.points for glyph in drawn.submobjects if len(glyph.points)]
    assert boxes(ours) == pytest.approx(boxes(theirs), abs=0.004)


@pytest.mark.parametrize("words", WORDS)
def test_nothing_is_a_box(words: str) -> None:
    """With the extras installed the fonts have all of them."""
    assert lacking(words) == set()
    assert not np.array_equal(outline(words, "sans"), outline(GHOST * len(words), "sans"))


@pytest.mark.parametrize("code", languages())
def test_the_fonts_have_every_word_of_a_language(code: str) -> None:
    """No catalogue says anything that cannot be drawn."""
    check_fonts(language_named(code))


def test_arabic_letters_join() -> None:
    """A word is not its letters side by side: they are narrower where they join."""
    apart = sum(float(np.ptp(outline(char, "sans")[:, 0])) for char in ARABIC)
    assert np.ptp(outline(ARABIC, "sans")[:, 0]) < 0.8 * apart


@pytest.mark.parametrize("words", [ARABIC, "שלום", "الطريق خالٍ الآن", "タスクが待つ"])
def test_the_widths_that_a_stage_reckons_with(words: str) -> None:
    """Without a font at hand a stage knows how broad they are, a little rather too much than too little."""
    drawn = float(np.ptp(outline(words, "sans.bold")[:, 0]))
    assert 0.99 * drawn <= width(words, 1.0, "sans.bold") <= 1.12 * drawn + 0.1


def test_a_line_of_arabic_begins_at_the_right() -> None:
    """In a line from the right the first word is rightmost, whatever it begins with; in one from the left, leftmost."""
    code, word = outline("fetch", "sans"), outline(ARABIC, "sans")
    back = outline(f"{RIGHT_TO_LEFT}{LTR}fetch{END} {ARABIC}", "sans", "right")
    right = back[back[:, 0] > -np.ptp(code[:, 0]) - 0.01]
    assert len(right) == len(code) and np.abs(right - outline("fetch", "sans", "right")).max() < 0.01
    forth = outline(f"fetch {FIRST}{ARABIC}{END}", "sans")
    left = forth[forth[:, 0] < np.ptp(code[:, 0]) + 0.01]
    assert len(left) == len(code) and len(forth) == len(code) + len(word)


def test_a_cut_line_keeps_its_direction() -> None:
    """What was set apart and lost its end in cutting does not swallow the rest of the line."""
    whole = outline(f"{RIGHT_TO_LEFT}{ARABIC} {LTR}fetch(){END}", "sans")
    cut = outline(f"{RIGHT_TO_LEFT}{ARABIC} {LTR}fetch()", "sans")
    assert np.abs(whole - cut).max() < 1e-6


def test_code_runs_from_left_to_right() -> None:
    """A string in Arabic is one cell of its columns, shaped, between its quotes; what follows stays where it was."""
    line = f"say('{ARABIC}') # x"
    found = dict(cells(line, "mono"))
    assert list(found) == [0, 1, 2, 3, 4, 5, 10, 11, 13, 15]
    left, right = found[5][:, 0].min(), found[5][:, 0].max()
    assert 5 * 0.6 <= left < right <= 10 * 0.6
    assert len(found[5]) == len(outline(ARABIC, "sans"))


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an extra: which characters, and the line that installs it; for the rest, that no font has them."""
    monkeypatch.setattr(text, "fallbacks", lambda: ())
    text._has.cache_clear()
    said = missing_glyphs(["東京", "\u0920", "a"])
    with pytest.raises(MachineError) as raised:
        check_fonts(language_named("ja"))
    with pytest.raises(MachineError) as other:
        check_fonts(Language(code="hi", name="Hindi", words={"left": "\u0920"}))
    text._has.cache_clear()
    assert said == (
        "no font of loopway's has '\u0920' (U+0920): a hollow box stands in its place",
        "hollow boxes stand for '京' (U+4EAC), '東' (U+6771); its font comes with: pip install 'loopway[ja]'",
    )
    assert raised.value.todo == "pip install 'loopway[ja]'"
    assert "this machine has no font for 日本語" in str(raised.value)
    assert other.value.todo == "say it with characters that Inter has"


def test_an_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder is not listed, its family is not asked, and nothing fails."""
    absent = fonts.Script("no_such_package", "", "None", "xx", ((0x41, 0x5A),))
    monkeypatch.setattr(fonts, "SCRIPTS", (absent,))
    assert len(fonts.font_folders()) == len(fonts.PACKAGES)
    assert fonts.fallbacks.__wrapped__() == ()
    assert missing.extra_for("A") == "xx"


def test_words_of_other_scripts_have_no_history() -> None:
    """The same outlines to the last digit, whatever was drawn before."""
    program = (
        "import sys\nfrom loopway.film.text import outline\n"
        "for face in sys.argv[1:]: drawn = outline('東京 مهمة', face).tolist()\nprint(drawn)\n"
    )
    first, later = (
        subprocess.run([sys.executable, "-c", program, *faces], capture_output=True, text=True, check=True).stdout
        for faces in (["sans"], ["mono.bold", "sans.bold", "sans"])
    )
    assert first == later
