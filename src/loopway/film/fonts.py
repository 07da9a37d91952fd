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
from pathlib import Path
from xml.sax.saxutils import escape

from loopway.errors import MachineError

PACKAGES = ("fontpkg_inter", "fontpkg_jetbrains_mono")
SANS = "Inter"
MONO = "JetBrains Mono"
REMEDY = "pip install --force-reinstall fontpkg-inter fontpkg-jetbrains-mono"

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
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
    """Where the font files of our packages are; MachineError if a package is missing or empty."""
    return tuple(_folder(package) for package in PACKAGES)


def fonts_conf(folders: tuple[Path, ...]) -> Path:
    """A fonts.conf that lists these folders alone, in a folder of the user's own.

    Its name follows from its content, and it appears complete: two processes may write it at once.
    """
    place = own_folder()
    text = CONFIG.format(
        folders="\n".join(f"  <dir>{escape(str(folder))}</dir>" for folder in folders),
        cache=escape(str(place / "fontconfig")),
    )
    file = place / f"fonts-{sha256(text.encode()).hexdigest()[:12]}.conf"
    if not file.is_file():
        handle, draft = tempfile.mkstemp(dir=place, suffix=".conf")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(draft).replace(file)
    return file


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
