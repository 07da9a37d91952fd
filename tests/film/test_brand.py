"""A brand in the picture: its logo in its own colours, vector or raster, its accent, its font."""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from loopway.errors import UsageError
from loopway.film import check_brand, pictures
from loopway.film.text import outline
from loopway.stage import stage_of
from loopway.stage.stage import EndingCard, OpeningCard
from loopway.stage.text import width
from loopway.story import Telling, tell
from loopway.theme import NIGHT, Brand, branded
from loopway.trace import jsonl

GATHER = Path(__file__).parent.parent.parent / "scenes" / "traces" / "gather.jsonl"
SIZE = (426, 240)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#ff0000"/></svg>'


def raster() -> bytes:
    """A PNG, blue, twice as wide as it is high."""
    file = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 255, 255)).save(file, "PNG")
    return file.getvalue()


def counted(own: Brand | None, t: float, colour: tuple[int, int, int]) -> int:
    """How many pixels of that very colour the picture at film second t has (from the end, if it is negative)."""
    stage = stage_of(tell(jsonl.read(GATHER)))
    theme = NIGHT if own is None else branded(NIGHT, own)
    (picture,) = pictures(stage, theme)([t if t >= 0 else stage.duration + t], SIZE)
    return int(np.all(picture.pixels[..., :3] == colour, axis=-1).sum())


@pytest.mark.parametrize("at", [1.0, -0.5], ids=["opening", "ending"])
@pytest.mark.parametrize(("logo", "colour"), [(SVG, (255, 0, 0)), (raster(), (0, 0, 255))], ids=["svg", "png"])
def test_the_logo_stands_on_both_cards(logo: bytes, colour: tuple[int, int, int], at: float) -> None:
    """In its own colours, and nowhere else: the road in between has none of it."""
    own = Brand(logo=logo)
    assert counted(own, at, colour) > 300
    assert counted(own, 12.0, colour) == counted(None, at, colour) == 0


def test_the_title_has_the_accent() -> None:
    """The brand's title and the line on the opening card are drawn in it."""
    with_title, line = Brand(accent="#00ff00", title="Acme"), Brand(accent="#00ff00")
    assert counted(with_title, 1.0, (0, 255, 0)) > counted(line, 1.0, (0, 255, 0)) > 0
    assert counted(with_title, -0.5, (0, 255, 0)) > 0


def test_a_font_of_ones_own() -> None:
    """Words in it are other outlines, no wider than ours; what it does not have is drawn in ours, and so is code."""
    fonts = Path(import_module("fontpkg_jetbrains_mono").__file__).parent / "files"
    font = renamed(next(fonts.glob("*.ttf")).read_bytes())
    ours, theirs = outline("Acme", "sans.bold"), outline("Acme", "sans.bold", font=font)
    assert theirs.shape != ours.shape
    assert np.ptp(theirs[:, 0]) <= np.ptp(ours[:, 0]) + 1e-9
    assert np.array_equal(outline("水", "sans", font=font), outline("水", "sans"))
    assert np.array_equal(outline("Acme", "mono", font=font), outline("Acme", "mono"))


def renamed(font: bytes) -> bytes:
    """The font under another family name of the same length."""
    return font.replace("JetBrains".encode("utf-16-be"), "Otherwise".encode("utf-16-be")).replace(
        b"JetBrains", b"Otherwise"
    )


@pytest.mark.parametrize(
    ("own", "what"),
    [
        (Brand(logo=b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"), "the logo shows nothing"),
        (Brand(logo=raster()[:60]), "the logo cannot be drawn"),
        (Brand(font=b"\x00\x01\x00\x00nonsense"), "the brand's font cannot be used"),
    ],
    ids=["nothing in it", "cut", "no font"],
)
def test_what_cannot_be_drawn(own: Brand, what: str) -> None:
    """It is found out before a script runs."""
    with pytest.raises(UsageError) as caught:
        check_brand(own)
    assert caught.value.what == what


@pytest.mark.parametrize("shape", ["wide", "tall", "square"])
def test_the_mark_keeps_clear(shape: str) -> None:
    """On every shape's cards it stands inside the frame and touches no words, under long titles too."""
    for title in ("Kettles", "A title that is so long that it takes two lines"):
        stage = stage_of(tell(jsonl.read(GATHER), Telling(title=title, subtitle="seen from above")), shape=shape)
        for t in (1.0, stage.duration - 0.5):
            card = stage.at(t).card
            assert isinstance(card, OpeningCard | EndingCard) and card.mark is not None
            mark, (wide, high) = card.mark, stage.size
            assert -wide / 2 < mark.x0 < mark.x1 < wide / 2
            assert -high / 2 < mark.y0 < mark.y1 < high / 2
            for words in card.texts:
                left, right = words.x, words.x + width(words.text, words.em, words.face)
                beside = mark.x1 <= left or right <= mark.x0
                assert beside or words.y >= mark.y1 or words.y + 0.6 * words.em <= mark.y0, words
