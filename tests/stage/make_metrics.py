"""Makes metrics.py and shaped.py in src/loopway/stage from the fonts: `python tests/stage/make_metrics.py`."""

from __future__ import annotations

from pathlib import Path

import fontpkg_inter
import fontpkg_jetbrains_mono
import justmytype_intl_rtl
from PIL import ImageFont

TABLE = Path(__file__).parents[2] / "src" / "loopway" / "stage" / "metrics.py"
INTER = Path(fontpkg_inter.__file__).parent / "files" / "Inter[opsz,wght].ttf"
MONO = Path(fontpkg_jetbrains_mono.__file__).parent / "files" / "JetBrainsMono[wght].ttf"

WEIGHTS = {"sans.regular": 400, "sans": 500, "sans.semibold": 600, "sans.bold": 700}
OPTICAL_SIZE = 20.25
BLOCKS = (
    *range(0x20, 0x80, 16),
    *range(0xA0, 0x180, 16),
    *range(0x390, 0x3D0, 16),
    *range(0x400, 0x460, 16),
    *range(0x2000, 0x2030, 16),
)
SIZE = 2000
SMALL = 24
THOUSAND = 1000

HEAD = '''"""Advance widths of Inter in thousandths of the em, a generated table: boxes of words need no fonts.

Made by tests/stage/make_metrics.py, which a test compares with the fonts. `WIDTHS[face][block]` are the widths of the
sixteen characters from `block` on; 0: the font has none. The optical size is the one that Pango chooses at Manim's
font_size 96; kerning is left out. Every character of JetBrains Mono is `MONO` wide.
"""

from __future__ import annotations

'''


def widths(weight: int) -> dict[int, tuple[int, ...]]:
    """block -> the advance widths of its sixteen characters."""
    font = ImageFont.truetype(str(INTER), SIZE, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([OPTICAL_SIZE, weight])
    small = ImageFont.truetype(str(INTER), SMALL, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(small.getmask("\U0010fffe"))

    def one(code: int) -> int:
        char = chr(code)
        drawn = bytes(small.getmask(char)) if not char.isspace() else b""
        return 0 if drawn == missing else round(font.getlength(char) * THOUSAND / SIZE)

    return {block: tuple(one(block + step) for step in range(16)) for block in BLOCKS}


def mono() -> int:
    """The one advance width of JetBrains Mono."""
    font = ImageFont.truetype(str(MONO), SIZE, layout_engine=ImageFont.Layout.BASIC)
    return round(font.getlength("m") * THOUSAND / SIZE)


def table() -> str:
    """The whole module."""
    out = [HEAD, f"MONO = {mono()}\n\n", "WIDTHS: dict[str, dict[int, tuple[int, ...]]] = {\n"]
    for face, weight in WEIGHTS.items():
        out.append(f'    "{face}": {{\n')
        out += [f"        0x{block:04X}: {row},\n" for block, row in widths(weight).items()]
        out.append("    },\n")
    out.append("}\n")
    return "".join(out)


SHAPED = TABLE.with_name("shaped.py")
RTL = Path(justmytype_intl_rtl.__file__).parent / "fonts" / "ofl"
ARABIC = RTL / "notosansarabic" / "NotoSansArabic[wdth,wght].ttf"
HEBREW = RTL / "notosanshebrew" / "NotoSansHebrew[wdth,wght].ttf"
JOINER = "\u200d"
ALONE = "\u0621"
RIGHT_ONLY = "\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0671\u0698"
"""Letters that join the one before them, never the one behind."""
LETTERS = [
    *range(0x620, 0x64B),
    0x66E,
    0x66F,
    0x671,
    0x67E,
    0x686,
    0x698,
    0x6A4,
    0x6A9,
    0x6AF,
    0x6BE,
    0x6C1,
    0x6CC,
    0x6D2,
]

SHAPED_HEAD = '''"""Advance widths of letters that run from right to left, in thousandths of the em: a generated table.

Made by tests/stage/make_metrics.py from the fonts of loopway[ar], Bold. A letter's widths alone, as the first,
within and as the last of those that it joins; 0: it does not join on that side.
"""

from __future__ import annotations

'''


def forms(font: ImageFont.FreeTypeFont, char: str) -> tuple[int, int, int, int]:
    """Alone, first, within, last: beside a joiner, which has no width, a letter has the form of one in a word."""

    def wide(text: str) -> int:
        return round(font.getlength(text, direction="rtl", language="ar") * THOUSAND / SIZE)

    if char == ALONE:
        return wide(char), 0, 0, 0
    if char in RIGHT_ONLY:
        return wide(char), 0, 0, wide(JOINER + char)
    return wide(char), wide(char + JOINER), wide(JOINER + char + JOINER), wide(JOINER + char)


def shaped() -> str:
    """The whole module."""
    arabic, hebrew = (
        ImageFont.truetype(str(file), SIZE, layout_engine=ImageFont.Layout.RAQM) for file in (ARABIC, HEBREW)
    )
    for font in (arabic, hebrew):
        font.set_variation_by_axes([700, 100] if font.get_variation_axes()[0]["maximum"] > 500 else [100, 700])
    found = {code: forms(arabic, chr(code)) for code in LETTERS}
    found |= {code: (round(hebrew.getlength(chr(code)) * THOUSAND / SIZE), 0, 0, 0) for code in range(0x5D0, 0x5EB)}
    rows = [f"    0x{code:04X}: {one},\n" for code, one in sorted(found.items())]
    return "".join((SHAPED_HEAD, "FORMS: dict[int, tuple[int, int, int, int]] = {\n", *rows, "}\n"))


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
    SHAPED.write_text(shaped(), encoding="utf-8")
