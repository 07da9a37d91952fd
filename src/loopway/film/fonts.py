"""Our own fonts and no others: every machine draws the same words, whatever fonts it has.

fontconfig reads FONTCONFIG_FILE when the process first looks for a font, and never again. So ours is named before
the first word is drawn; that is early enough under plain `manim` too, which only loads its libraries before.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from loopway.errors import MachineError

PACKAGES = ("fontpkg_inter", "fontpkg_jetbrains_mono")
SANS = "Inter"
MONO = "JetBrains Mono"


class Script(NamedTuple):
    """A font that comes with an extra, and what it is there for."""

    package: str
    folder: str
    """Within the package."""
    family: str
    extra: str
    """As in `pip install loopway[ja]`."""
    ranges: tuple[tuple[int, int], ...]
    """The characters that it is asked for, from the first to the last."""


CJK = ((0x2E80, 0xA4CF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
HEBREW = ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))
SCRIPTS = (
    Script("justmytype_intl_rtl", "fonts/ofl/notosansarabic", "Noto Sans Arabic", "ar", ARABIC),
    Script("justmytype_intl_rtl", "fonts/ofl/notosanshebrew", "Noto Sans Hebrew", "ar", HEBREW),
    Script("noto_cjk_sans_jp_regular", "", "Noto Sans CJK JP", "ja", CJK),
    Script("noto_cjk_sans_jp_bold", "", "Noto Sans CJK JP", "ja", CJK),
)
"""Fonts for what Inter and JetBrains Mono do not have, in the order in which they are asked."""

REMEDY = "pip install --force-reinstall fontpkg-inter fontpkg-jetbrains-mono"

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
{fallbacks}
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@cache
def use_our_fonts() -> None:
    """Hides the machine's fonts from this process and shows it ours; to be called before the first word is drawn.

    MachineError if the font packages are not there, or if something drew words before.
    """
    os.environ["FONTCONFIG_FILE"] = str(fonts_conf(font_folders()))
    known = families()
    if not {SANS, MONO} <= known:
        raise MachineError(
            "the fonts of loopway cannot be used",
            why="the machine's own fonts were looked up before" if known else "no font was found at all",
            todo=f"draw no text before the scene is set up; if that does not help: {REMEDY}",
        )


def font_folders() -> tuple[Path, ...]:
    """Where the font files of our packages are, those of extras last; MachineError if one of ours is missing."""
    extras = (_extra_folder(script) for script in SCRIPTS)
    return (*(_folder(package) for package in PACKAGES), *(folder for folder in extras if folder is not None))


@cache
def fallbacks() -> tuple[str, ...]:
    """The families that can be asked for what ours do not have: those of the extras that are installed."""
    return tuple(dict.fromkeys(script.family for script in SCRIPTS if _extra_folder(script) is not None))


def extra_for(char: str) -> str | None:
    """The extra whose fonts have this character; None: none has it.

    >>> extra_for("東"), extra_for("م"), extra_for("a")
    ('ja', 'ar', None)
    """
    code = ord(char)
    found = (script.extra for script in SCRIPTS for low, high in script.ranges if low <= code <= high)
    return next(found, None)


def _extra_folder(script: Script) -> Path | None:
    """Where an extra's font is, without running anything of the package; None if it is not installed."""
    found = find_spec(script.package)
    folder = Path(found.origin).parent / script.folder if found is not None and found.origin else None
    if folder is None or not (any(folder.glob("*.ttf")) or any(folder.glob("*.otf"))):
        return None
    return folder


def fonts_conf(folders: tuple[Path, ...]) -> Path:
    """A fonts.conf that lists these folders alone, in a folder of the user's own.

    Its name follows from its content, and it appears complete: two processes may write it at once.
    """
    place = own_folder()
    text = CONFIG.format(
        folders="\n".join(f"  <dir>{escape(str(folder))}</dir>" for folder in folders),
        fallbacks="\n".join(_alias(family) for family in (SANS, MONO)),
        cache=escape(str(place / "fontconfig")),
    )
    file = place / f"fonts-{sha256(text.encode()).hexdigest()[:12]}.conf"
    if not file.is_file():
        handle, draft = tempfile.mkstemp(dir=place, suffix=".conf")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(draft).replace(file)
    return file


def _alias(family: str) -> str:
    """Who is asked, and in which order, for what this family does not have."""
    others = "".join(f"<family>{escape(other)}</family>" for other in fallbacks())
    return f'  <alias binding="same"><family>{escape(family)}</family><accept>{others}</accept></alias>'


def _folder(package: str) -> Path:
    try:
        found = Path(import_module(package).__file__ or "").parent / "files"
    except ImportError as error:
        raise MachineError("this machine lacks loopway's fonts", why=str(error), todo=REMEDY) from None
    if not any(found.glob("*.ttf")):
        raise MachineError("this machine lacks loopway's fonts", where=package, why="no font file in it", todo=REMEDY)
    return found


def own_folder() -> Path:
    """The user's cache folder, or a private temporary one if that cannot be written."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 (never fails, unlike Path.home)
    place = Path(home) / "loopway"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            return place
    except OSError:
        return Path(tempfile.mkdtemp(prefix="loopway-"))


def families() -> frozenset[str]:
    """The font families that Pango knows in this process; MachineError if it cannot be asked."""
    try:
        manimpango = import_module("manimpango")
    except (ImportError, OSError) as error:
        raise MachineError(
            "this machine lacks pango",
            why=str(error),
            todo="apt-get install -y libcairo2 libpangocairo-1.0-0   # as root; or your system's cairo and pango",
        ) from None
    return frozenset(manimpango.list_fonts())
