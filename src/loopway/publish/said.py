"""Captions read back out of a file, as any player reads them: what FFmpeg finds in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import av

from loopway.errors import RenderError
from loopway.publish.stamps import MILLISECONDS


class Said(NamedTuple):
    """A caption as a file has it: milliseconds, and the words with whatever stands for markup."""

    start: int
    end: int
    text: str


def said(path: str, *, format: str | None = None, prefix: int = 0) -> list[Said]:
    """The captions of a file's first track, in order; RenderError if it cannot be read.

    `prefix` bytes of each packet are not text; a packet that has no more is a pause.
    """
    found = []
    try:
        with av.open(path, format=format) as container:
            for packet in container.demux(subtitles=0):
                if packet.pts is None or len(data := bytes(packet)[prefix:]) == 0:
                    continue
                start = packet.pts * packet.time_base * MILLISECONDS
                end = start + (packet.duration or 0) * packet.time_base * MILLISECONDS
                found.append(Said(round(start), round(end), data.decode()))
    except (av.FFmpegError, IndexError, UnicodeDecodeError) as error:
        raise RenderError(
            "the captions cannot be read back",
            where=path,
            why=str(error),
            todo="this is a fault of loopway: please report it",
        ) from error
    return found


def check(path: str, found: Sequence[Said], written: Sequence[Said]) -> None:
    """RenderError unless a file's captions are those that were written."""
    if found != written:
        raise RenderError(
            "the captions came back from the disk others",
            where=path,
            why=f"{len(written)} were written, and {len(found)} can be read",
            todo="try another disk",
        )
