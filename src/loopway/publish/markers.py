"""The list of a film's pieces: a .csv for tables and programs, and an .edl that DaVinci Resolve imports as markers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import msgspec

from loopway.errors import RenderError
from loopway.publish.oneline import one_line

CSV, EDL = "markers.csv", "markers.edl"
LISTS = (CSV, EDL)
COLUMNS = ("#", "Name", "Start", "End", "Length", "File")
"""Reaper imports the first five as they are."""
FORMULA = ("=", "+", "-", "@")
"""A cell that begins so is a formula to a spreadsheet, unless an apostrophe stands before it."""
HOUR = 1
"""At which editors let a timeline begin."""


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a film: its frames from `first` to just before `end`, its name, its file."""

    first: int
    end: int
    name: str
    file: str


def write_lists(markers: Sequence[Marker], folder: str, *, fps: int, title: str) -> None:
    """Writes both lists and reads them back; RenderError if they come back others."""
    table, events = csv_text(markers, fps), edl_text(markers, fps, title)
    for name, text in ((CSV, table), (EDL, events)):
        Path(folder, name).write_text(text, encoding="utf-8", newline="")
    with Path(folder, CSV).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if rows != [list(row) for row in _rows(markers, fps)] or Path(folder, EDL).read_bytes() != events.encode():
        raise RenderError("the markers came back from the disk others", where=folder, todo="try another disk")


def csv_text(markers: Iterable[Marker], fps: int) -> str:
    r"""The table, with times as hours, minutes, seconds and frames.

    >>> csv_text([Marker(first=0, end=45, name="Gather", file="01-gather.mp4")], fps=30).splitlines()[1]
    '1,Gather,00:00:00:00,00:00:01:15,00:00:01:15,01-gather.mp4'
    """
    text = StringIO()
    csv.writer(text).writerows(_rows(markers, fps))
    return text.getvalue()


def edl_text(markers: Iterable[Marker], fps: int, title: str) -> str:
    """The events of a CMX 3600 list, each with a marker's colour, name and length behind it."""
    lines = [f"TITLE: {one_line(title)}", "FCM: NON-DROP FRAME", ""]
    for number, marker in enumerate(markers, 1):
        start, after = (timecode(frame + HOUR * 3600 * fps, fps) for frame in (marker.first, marker.first + 1))
        lines += [
            f"{number:03}  001      V     C        {start} {after} {start} {after}",
            f" |C:ResolveColorBlue |M:{one_line(marker.name).replace('|', '¦')} |D:{marker.end - marker.first}",
            "",
        ]
    return "\r\n".join(lines)


def timecode(frame: int, fps: int) -> str:
    """Hours, minutes, seconds and frames.

    >>> timecode(3725 * 30 + 7, 30)
    '01:02:05:07'
    """
    seconds, frames = divmod(frame, fps)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}:{frames:02}"


def _rows(markers: Iterable[Marker], fps: int) -> Iterable[tuple[str, ...]]:
    yield COLUMNS
    for number, marker in enumerate(markers, 1):
        times = (timecode(frame, fps) for frame in (marker.first, marker.end, marker.end - marker.first))
        yield str(number), _cell(one_line(marker.name)), *times, marker.file


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(FORMULA) else words
