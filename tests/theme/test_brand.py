"""What a brand is made of is checked before it is used: colours with their numbers, files by what is in them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.theme import DAY, NIGHT, Brand, Theme, brand, branded
from loopway.theme.legible import check_legible

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#ff0000"/></svg>'


def png(wide: int, high: int) -> bytes:
    """The beginning of a PNG of this size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", wide, high)


@pytest.mark.parametrize(
    ("theme", "accent", "title", "why"),
    [
        (NIGHT, "#2a374a", "", "their contrast is 1.53:1, and lines and marks need 3:1"),
        (NIGHT, "#6a6a6a", "Acme", "their contrast is 3.42:1, and words need 4.5:1"),
        (DAY, "#ffffff", "", "their contrast is 1.10:1, and lines and marks need 3:1"),
        (DAY, "#ff7ad1", "Acme", "their contrast is 2.13:1, and words need 4.5:1"),
    ],
)
def test_an_accent_that_cannot_be_seen(theme: Theme, accent: str, title: str, why: str) -> None:
    """It is refused with the number: 3 to one for the line on the cards, 4.5 if there are words in it."""
    with pytest.raises(UsageError) as caught:
        branded(theme, brand(accent=accent, title=title))
    assert caught.value.what == f"the accent {accent} cannot be told from bg ({theme.bg}) of the theme {theme.name}"
    assert caught.value.why == why


def test_an_accent_that_can() -> None:
    """It takes the place of the theme's own small accent; nothing else of the theme changes."""
    own = brand(accent="#FA6", title="  Acme\n‮Academy ")
    assert own == Brand(accent="#ffaa66", title="Acme Academy")
    assert replace(branded(NIGHT, own), ok=NIGHT.ok, brand=None) == NIGHT
    assert branded(NIGHT, brand(accent="#6a6a6a")).ok == "#6a6a6a"


@pytest.mark.parametrize("theme", [NIGHT, DAY], ids=lambda theme: theme.name)
def test_our_own_themes_are_legible(theme: Theme) -> None:
    """What is asked of a theme of the user's is true of ours; and the check can fail."""
    check_legible(theme)
    with pytest.raises(UsageError, match=r"text \(#\w+\) cannot be told from bg"):
        check_legible(replace(theme, text=theme.bg))


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"accent": "red"}, "the accent 'red' is no colour"),
        ({"accent": "#12345"}, "the accent '#12345' is no colour"),
        ({"title": "x" * 10_000}, "the brand's title has 10000 characters"),
        ({"logo": "no.svg"}, "the logo no.svg cannot be read"),
        ({"logo": "."}, "the logo . cannot be read"),
        ({"logo": "a\0b"}, "the logo a\0b cannot be read"),
        ({"font": "logo.svg"}, "the font logo.svg cannot be used"),
        ({"logo": "empty"}, "the logo empty cannot be used"),
        ({"logo": "wide.png"}, "the logo wide.png cannot be used"),
        ({"logo": "page.html"}, "the logo page.html cannot be used"),
        ({"logo": "bomb.svg"}, "the logo bomb.svg cannot be used"),
        ({"logo": "huge.svg"}, "the logo huge.svg is too large"),
    ],
)
def test_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], what: str) -> None:
    """No colour, no file, no picture, no font; nothing that names other files, nothing beyond its size."""
    monkeypatch.chdir(tmp_path)
    for name, contents in {
        "logo.svg": SVG,
        "empty": b"",
        "wide.png": png(100_000, 1),
        "page.html": b"<html></html>",
        "bomb.svg": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG,
        "huge.svg": SVG + b" " * 4_000_000,
    }.items():
        (tmp_path / name).write_bytes(contents)
    with pytest.raises(UsageError) as caught:
        brand(**given)
    assert caught.value.what == what
    assert caught.value.todo


def test_what_is_taken(tmp_path: Path) -> None:
    """Whole files travel: whoever draws needs no folder."""
    (tmp_path / "logo.svg").write_bytes(SVG)
    (tmp_path / "logo.png").write_bytes(png(300, 200))
    vector, raster = brand(logo=tmp_path / "logo.svg"), brand(logo=tmp_path / "logo.png")
    assert (vector.logo, vector.vector, raster.vector) == (SVG, True, False)
