"""A finished file, as far as others must know it to show it: its kind, what it is called, how large it is."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import av
import msgspec
from PIL import Image, UnidentifiedImageError

from loopway.errors import UsageError
from loopway.publish.oneline import one_line

Kind = Literal["page", "video", "picture"]

KINDS: dict[str, Kind] = {
    ".html": "page",
    ".mp4": "video",
    ".webm": "video",
    ".webp": "picture",
    ".gif": "picture",
    ".png": "picture",
}
"""Ending -> what shows such a file: a frame, a player, an image."""
HEAD = 2**17
"""Bytes of a page in which its head is looked for."""


class Exhibit(msgspec.Struct, frozen=True, kw_only=True):
    """A file to be shown."""

    file: Path
    """As it was given."""
    title: str
    """One line."""
    width: int
    height: int
    """Pixels of the picture; of a page, those of its film."""
    still: Path | None = None
    """A picture that does not move, beside one that does, for people who asked for less motion."""

    @property
    def address(self) -> str:
        """As a relative address: "my%20film.mp4"."""
        return address(self.file)


def address(file: Path) -> str:
    """A path as a relative address.

    >>> address(Path("films/my film (1).mp4"))
    'films/my%20film%20%281%29.mp4'
    """
    return quote(file.as_posix(), safe="/:")


def exhibit(file: Path, kind: Kind, title: str = "") -> Exhibit:
    """What a file says of itself; UsageError if it is not what its ending says."""
    try:
        found, width, height = _READ[kind](file)
    except (av.FFmpegError, UnidentifiedImageError, OSError, ValueError) as error:
        raise UsageError(
            f"{file} is no {file.suffix} file of a film",
            why=getattr(error, "strerror", None) or str(error),
            todo=f"make it anew: loopway render SCRIPT -o {file}",
        ) from error
    poster = file.with_suffix(".png")
    return Exhibit(
        file=file,
        title=one_line(title or found) or one_line(file.stem),
        width=width,
        height=height,
        still=poster if file.suffix.lower() != ".png" and poster.is_file() else None,
    )


class _Head(HTMLParser):
    """The title of a page, and what loopway wrote of its film's size."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.size = "", ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_title = tag == "title"
        if tag == "meta" and given.get("name") == "loopway:size":
            self.size = given.get("content") or ""

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


def _page(file: Path) -> tuple[str, int, int]:
    with file.open(encoding="utf-8", errors="replace") as stream:
        head = _Head()
        head.feed(stream.read(HEAD).partition("<style>")[0])
    width, cross, height = head.size.partition("x")
    if not cross:
        raise ValueError("loopway did not make this page")
    return head.title, int(width), int(height)


def _video(file: Path) -> tuple[str, int, int]:
    with av.open(str(file)) as container:
        if not container.streams.video:
            raise ValueError("there is no picture in it")
        stream = container.streams.video[0]
        titles = {name.lower(): text for name, text in container.metadata.items()}
        return titles.get("title", ""), stream.width, stream.height


def _picture(file: Path) -> tuple[str, int, int]:
    with Image.open(file) as image:
        return "", image.width, image.height


_READ = {"page": _page, "video": _video, "picture": _picture}
