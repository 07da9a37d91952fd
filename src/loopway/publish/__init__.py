"""Writes what people take away: one file of this room a target, chosen by the ending of the path."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from loopway.publish.master import Master, Tick, frames
from loopway.publish.studio import Studio
from loopway.publish.target import Target, finished
from loopway.trace.trace import Trace

__all__ = [
    "ENDINGS",
    "FILMS",
    "TRACES",
    "Master",
    "Studio",
    "Target",
    "Tick",
    "TraceWriter",
    "Writer",
    "finished",
    "frames",
    "trace_writer",
    "writer",
]

FILMS = {
    ".mp4": "loopway.publish.video",
    ".webm": "loopway.publish.webm",
    ".mov": "loopway.publish.mov",
    ".webp": "loopway.publish.animation",
    ".gif": "loopway.publish.gif",
    ".storyboard.png": "loopway.publish.storyboard",
    ".png": "loopway.publish.poster",
    ".srt": "loopway.publish.srt",
    ".vtt": "loopway.publish.vtt",
    ".chapters.txt": "loopway.publish.youtube",
    ".html": "loopway.publish.page",
}
"""Ending -> the module that makes such a file from a Master. They load encoders: imported when asked for.

Of two endings of which one ends in the other, the longer comes first."""

TRACES = {
    ".jsonl": "loopway.publish.recording",
    ".jsonl.gz": "loopway.publish.recording",
    ".json": "loopway.publish.chrome",
}
"""Ending -> the module that writes such a file from the trace alone, without drawing."""

ENDINGS = {**FILMS, **TRACES}
"""Every ending that can be written."""


class Writer(Protocol):
    """What a module named in FILMS gives."""

    def is_ours(self, path: str) -> bool:
        """Whether loopway made the file."""

    def write(self, master: Master, path: str, tick: Tick) -> str | None:
        """Writes the file and reads it back; raises RenderError if it cannot be written or is not what it should be.

        It may give a few words on how it was made: "10 pictures a second, 640 wide".
        """


class TraceWriter(Protocol):
    """What a module named in TRACES gives."""

    def is_ours(self, path: str) -> bool:
        """Whether loopway made the file."""

    def write(self, trace: Trace, path: str) -> None:
        """Writes the file and reads it back; raises RenderError if it comes back another."""


def writer(ending: str) -> Writer:
    """The module that writes films with this ending, one of FILMS."""
    return cast(Writer, import_module(FILMS[ending]))


def trace_writer(ending: str) -> TraceWriter:
    """The module that writes traces with this ending, one of TRACES."""
    return cast(TraceWriter, import_module(TRACES[ending]))
