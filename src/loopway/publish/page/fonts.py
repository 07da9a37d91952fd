"""The film's own fonts in a page: of each only the letters that the page has, so that nobody sees a hollow box."""

from __future__ import annotations

import base64
import logging
import string
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from loopway.film.fonts import font_folders

ALWAYS = frozenset(string.ascii_letters + string.digits + string.punctuation + " ×–…‘’“”\u00a0")
"""Letters that every page gets: what is cut for one page will do for the next."""
WEIGHT = "wght"
"""The axis on which a font goes on to vary; on all others it stays where it stands by default."""
FILES = ("*.ttf", "*.otf")
OURS = ("Inter", "JetBrainsMono")
"""How the names of the files begin that every page has."""
PLAIN = ("ccmp", "kern", "locl", "mark", "mkmk", "tnum")
"""What ours are shaped with: no ligatures, as in the film; other scripts need all that their fonts know."""
SLANTED = "Italic"
"""In the name of a file that no page needs."""


def faces(text: str) -> str:
    """The @font-face rules for a page with this text: ours, and those of the installed extras whose letters it has.

    What none of them has is left to the reader's own fonts.
    """
    wanted = frozenset(char for char in text if char.isprintable())
    ours: list[Path] = []
    extras: list[Path] = []
    for path in (path for folder in font_folders() for name in FILES for path in sorted(folder.glob(name))):
        if SLANTED not in path.name:
            (ours if path.name.startswith(OURS) else extras).append(path)
    strange = wanted.difference(*map(_letters, ours))
    rules = [_face(path, (wanted | ALWAYS) & _letters(path), PLAIN) for path in ours]
    rules += [_face(path, strange & _letters(path), None) for path in extras if strange & _letters(path)]
    return "\n".join(rules)


@cache
def _letters(path: Path) -> frozenset[str]:
    """What a font has."""
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _face(path: Path, letters: frozenset[str], features: tuple[str, ...] | None) -> str:
    """The rule for a font with these letters alone."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(path, recalcTimestamp=False)
    family = font["name"].getBestFamilyName()
    options = Options(notdef_outline=True)
    if features is not None:
        options.layout_features = list(features)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(letters))
    subsetter.subset(font)
    weight = str(font["OS/2"].usWeightClass)
    if "fvar" in font:
        axes = {axis.axisTag: axis for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, dict.fromkeys(axes.keys() - {WEIGHT}))
        weight = f"{axes[WEIGHT].minValue:g} {axes[WEIGHT].maxValue:g}"
    file = BytesIO()
    font.flavor = "woff"
    font.save(file)
    data = base64.b64encode(file.getvalue()).decode()
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url(data:font/woff;base64,{data}); }}'
