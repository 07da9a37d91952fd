"""An MP4 or MOV made of boxes: finds the tracks in it, and switches one off.

FFmpeg switches the first track of each kind on, whatever it is told; a player would show captions that the picture
has already.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO, NamedTuple

HEAD = 8
"""Bytes of a box before what is in it: its size, and its name."""
LARGE = 16
"""Those of a box that is longer than four bytes can count."""
ENABLED = 1
CAPTIONS = (b"sbtl", b"text")
"""The handlers of tracks with captions, in an MP4 and in a MOV."""


class BoxOf(NamedTuple):
    """A box: where what is in it begins and ends."""

    name: bytes
    start: int
    end: int


def switch_off_captions(path: str) -> None:
    """Let no player show the captions before its user asks for them."""
    with Path(path).open("r+b") as file:
        size = file.seek(0, SEEK_END)
        (movie,) = _named(file, b"moov", 0, size)
        for track in _named(file, b"trak", movie.start, movie.end):
            (media,) = _named(file, b"mdia", track.start, track.end)
            (handler,) = _named(file, b"hdlr", media.start, media.end)
            file.seek(handler.start + 8)  # behind version, flags and a field that is 0
            if file.read(4) in CAPTIONS:
                (head,) = _named(file, b"tkhd", track.start, track.end)
                file.seek(head.start + 3)  # behind the version: three bytes of flags, of which this is the last
                flags = file.read(1)[0]
                file.seek(head.start + 3)
                file.write(bytes([flags & ~ENABLED]))


def _named(file: BinaryIO, name: bytes, start: int, end: int) -> list[BoxOf]:
    return [box for box in _boxes(file, start, end) if box.name == name]


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[BoxOf]:
    while start < end:
        file.seek(start)
        head = file.read(LARGE)
        size, name, inside = int.from_bytes(head[:4], "big"), head[4:HEAD], HEAD
        if size == 1:
            size, inside = int.from_bytes(head[HEAD:LARGE], "big"), LARGE
        if size < inside:  # 0: up to the end
            size = end - start
        yield BoxOf(name, start + inside, start + size)
        start += size
