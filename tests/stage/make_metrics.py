"""Makes src/loopway/stage/metrics.py from the package's fonts: `python tests/stage/make_metrics.py`."""

from __future__ import annotations

from pathlib import Path

import fontpkg_inter
import fontpkg_jetbrains_mono
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


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
