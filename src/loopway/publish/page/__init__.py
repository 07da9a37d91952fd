"""The film as a page: one HTML file with the film, its code and its transcript in it, and nothing to fetch."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from loopway.errors import RenderError
from loopway.publish import video
from loopway.publish.mark import MARK
from loopway.publish.master import Master, Tick
from loopway.publish.page.document import Look, Reel, document
from loopway.publish.page.score import score
from loopway.publish.poster import fullest

MARKED = f'<meta name="generator" content="{MARK}'
LOOKED_AT = 1024
"""Bytes of a file's beginning; the mark stands in the first lines."""
QUALITY, METHOD = 88, 4
"""Of the poster's WebP: on flat pictures nobody sees what is missing."""


def is_ours(path: str) -> bool:
    """Whether the page says at its beginning that loopway made it."""
    try:
        with Path(path).open("rb") as file:
            return MARKED.encode() in file.read(LOOKED_AT)
    except OSError:
        return False


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the page and reads it back; RenderError if the film fails, or the disk gives back something else."""
    reel = Reel(mp4=_film(master, tick), webp=_poster(master), size=master.size)
    look = Look(theme=master.theme, language=master.language, captions=master.delivery.captions)
    text = document(score(master), master.stage.programs, reel, look).encode("utf-8")
    Path(path).write_bytes(text)
    if Path(path).read_bytes() != text:
        raise RenderError("the page came back from the disk another", where=path, todo="try another disk")


def _film(master: Master, tick: Tick) -> bytes:
    """The film without tracks in it: the page has its own, and some browsers would show both."""
    with tempfile.TemporaryDirectory(prefix="loopway-") as folder:
        path = Path(folder, "film.mp4")
        video.write(replace(master, cues=(), chapters=()), str(path), tick)
        return path.read_bytes()


def _poster(master: Master) -> bytes:
    at = fullest(master.stage) if master.delivery.at is None else master.delivery.at
    at = min(max(0.0, at), master.stage.duration)
    (picture,) = master.draw((at,), master.size)
    file = BytesIO()
    Image.fromarray(picture.pixels[..., :3]).save(file, format="WEBP", quality=QUALITY, method=METHOD)
    return file.getvalue()
