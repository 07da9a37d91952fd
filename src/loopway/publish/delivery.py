"""What is wished of the files besides the film's pictures.

A caption is never shown twice unasked. `burn`, where nothing is said, draws it in the picture: it is read in a README,
in a chat and in a browser, none of which show tracks; the file has the words as a track too, switched off, for whoever
searches, translates or enlarges them. `soft` leaves it out of the picture of a film and switches the track on; a GIF,
a WebP or a PNG, which hold no track, still draw it. `off` has neither. An .srt, a .vtt and the chapters have the words
whatever is said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from loopway.errors import UsageError

CAPTIONS = ("burn", "soft", "off")
TRANSPARENT = (".mov", ".webm", ".png")
"""Endings of files that can be transparent."""
FOLDER = "/"
"""Stands for the ending of a folder of films."""
SMALL = (".gif", ".webp")
"""Endings of files that are kept under a budget."""
UNITS = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]+)", re.ASCII)


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How a film is handed over."""

    captions: str = "burn"
    """One of CAPTIONS."""
    at: float | None = None
    """Film seconds of the poster; None: the fullest picture with a driver."""
    budget: int | None = None
    """Bytes that a small picture that moves may have; None: what a page bears."""
    ground: bool = True
    """Whether the film has a ground; without one it is transparent where nothing stands."""

    @property
    def drawn(self) -> bool:
        """Whether small pictures show the captions."""
        return self.captions != "off"

    @property
    def burned(self) -> bool:
        """Whether a film's pictures show them."""
        return self.captions == "burn"


def bytes_of(size: str | int) -> int:
    """How many bytes a size is; UsageError if it is none, or has no unit.

    >>> bytes_of("10MB"), bytes_of("1.5 KiB"), bytes_of(800)
    (10000000, 1536, 800)
    """
    if isinstance(size, int):
        return size
    found = _SIZE.fullmatch(size.strip())
    unit = UNITS.get(found[2].upper()) if found else None
    if found is None or unit is None or not float(found[1]):
        raise UsageError(
            f"{size!r} is no size of a file",
            where=f"--max-size {size}",
            why="it is a number with its unit: kB, MB, GB, KiB, MiB or GiB",
            todo="for example: --max-size 10MB",
        )
    return int(float(found[1]) * unit)


def check(delivery: Delivery, endings: Iterable[str]) -> None:
    """UsageError if what was asked for makes no sense with files of these endings."""
    asked = tuple(endings)
    if not delivery.ground:
        for ending in asked:
            if ending not in (*TRANSPARENT, FOLDER):
                raise UsageError(
                    f"{_a(ending)} file cannot be transparent here",
                    where="--alpha",
                    why="alpha goes into .mov (ProRes 4444, for editors), .webm (VP9, for the web) and .png",
                    todo="give a name with one of these endings: -o NAME.mov",
                )
    if delivery.budget is not None and not any(ending in SMALL for ending in asked):
        raise UsageError(
            "there is nothing that a size could be kept for",
            where="--max-size",
            why="it is for .gif and .webp: their pictures, width and colours become fewer until they fit",
            todo="give a name with one of these endings: -o NAME.webp",
        )


def _a(ending: str) -> str:
    return f"{'an' if ending[1:2] in 'aefhilmnorsx' else 'a'} {ending}"
