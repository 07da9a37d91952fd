"""A brand on a film: accent, logo, title and font of one's own; what it is made of is checked before it is used."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.theme.legible import LINES, WORDS, check_contrast
from loopway.theme.mark import PNG, Brand
from loopway.theme.theme import Theme

LARGEST = 4_000_000
"""Bytes of a logo or a font."""
WIDEST = 4096
"""Pixels of a PNG logo, each way."""
LONGEST = 40
"""Characters of a brand's title."""
FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
"""How TrueType and OpenType files begin."""
SVG = "{http://www.w3.org/2000/svg}svg"

_colour = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def brand(*, title: str = "", accent: str = "", logo: str | Path = "", font: str | Path = "") -> Brand:
    """The brand of these words and files; UsageError for the first that cannot be used.

    >>> brand(accent="#f0a").accent
    '#ff00aa'
    """
    words = " ".join("".join(char if char.isprintable() else " " for char in title).split())
    if len(words) > LONGEST:
        raise UsageError(
            f"the brand's title has {len(words)} characters",
            why=f"it stands beside the logo, and has at most {LONGEST}",
            todo="give it a shorter title",
        )
    return Brand(
        title=words,
        accent=_accent(accent) if accent else "",
        logo=_logo(Path(logo)) if logo else b"",
        font=_font(Path(font)) if font else b"",
    )


def branded(theme: Theme, own: Brand) -> Theme:
    """The theme with a brand; UsageError, with the number, if the accent cannot be told from what it stands on."""
    if own.accent:
        theme = replace(theme, ok=own.accent)
        check_contrast(theme, "ok", "bg", WORDS if own.title else LINES, f"the accent {own.accent}")
    return replace(theme, brand=own)


def _accent(words: str) -> str:
    found = _colour.fullmatch(words)
    if not found:
        raise UsageError(
            f"the accent {words!r} is no colour",
            why="a colour is # and six digits from 0 to f, two for each of red, green and blue",
            todo='for example: accent = "#ffa62b"',
        )
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _logo(path: Path) -> bytes:
    found = _file(path, "logo")
    why = _wrong_png(found) if found.startswith(PNG) else _wrong_svg(found)
    if why:
        raise UsageError(f"the logo {path} cannot be used", why=why, todo="give it a plain PNG or SVG")
    return found


def _wrong_png(found: bytes) -> str:
    wide, high = int.from_bytes(found[16:20], "big"), int.from_bytes(found[20:24], "big")
    if found[12:16] != b"IHDR" or not (0 < wide <= WIDEST and 0 < high <= WIDEST):
        return f"it has {wide} x {high} pixels; a logo has at most {WIDEST} each way"
    return ""


def _wrong_svg(found: bytes) -> str:
    if b"<!DOCTYPE" in found or b"<!ENTITY" in found:
        return "it declares entities, which could name other files"
    try:
        root = ElementTree.fromstring(found)
    except (ElementTree.ParseError, ValueError) as error:
        return f"it is neither a PNG nor an SVG: {error}"
    return "" if root.tag in (SVG, "svg") else f"it is XML, but no SVG: its first element is {root.tag}"


def _font(path: Path) -> bytes:
    found = _file(path, "font")
    if not found.startswith(FONTS):
        raise UsageError(
            f"the font {path} cannot be used",
            why="it is no TrueType or OpenType file",
            todo="give it a .ttf or an .otf",
        )
    return found


def _file(path: Path, what: str) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise UsageError(
                f"the {what} {path} is too large",
                why=f"it has {path.stat().st_size / 1e6:.1f} MB; at most {LARGEST / 1e6:.0f} MB travel with a film",
                todo="make it smaller",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"the {what} {path} cannot be read", why=why, todo="see that the name is right") from error
