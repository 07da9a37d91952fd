"""A trace in Chrome's Trace Event Format: a .json file that ui.perfetto.dev and chrome://tracing open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from loopway.errors import RenderError
from loopway.publish.mark import MARK, is_mark
from loopway.publish.marks import Mark
from loopway.publish.recording import READ_WHOLE
from loopway.publish.tracks import tracks
from loopway.trace.trace import Trace

_BEGINNING = b'{"otherData":'
_LONGEST = 2**16
"""Bytes of the first line, which tells of the script; in another program's file it may be everything."""


class _OtherData(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says of itself; Perfetto shows it as the trace's metadata."""

    comment: str
    script: str
    python: str
    clock: str


class _File(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The whole file."""

    other_data: _OtherData
    display_time_unit: str
    trace_events: list[Mark]


_encoder = msgspec.json.Encoder()


def is_ours(path: str) -> bool:
    """Whether loopway wrote the file, by the comment in its first line."""
    with Path(path).open("rb") as file:
        line = file.readline(_LONGEST)
    try:
        other = msgspec.json.decode(line.removeprefix(_BEGINNING).removesuffix(b",\n"), type=_OtherData)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return line.startswith(_BEGINNING) and is_mark(other.comment)


def write(trace: Trace, path: str) -> None:
    """Writes the trace for Perfetto and reads it back; RenderError if it comes back another."""
    file = Path(path)
    marks = list(tracks(trace))
    with file.open("wb") as out:
        out.writelines(_lines(trace, marks))
    if not _came_back(file, trace, marks):
        raise RenderError("the trace came back from the disk another", where=path, todo="try another disk")


def _came_back(file: Path, trace: Trace, marks: list[Mark]) -> bool:
    """Read it as JSON, or compare each byte if that would take seconds."""
    if len(marks) > READ_WHOLE:
        with file.open("rb") as written:
            return all(written.read(len(line)) == line for line in _lines(trace, marks)) and not written.read(1)
    try:
        return msgspec.json.decode(file.read_bytes(), type=_File).trace_events == marks
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


def chrome_text(trace: Trace) -> str:
    """Give the file's text: one JSON object, each of its `traceEvents` on a line of its own, in order of time.

    >>> print(chrome_text(read(Path("scenes/traces/gather.jsonl"))))
    {"otherData":{"comment":"made by loopway","script":"scenes/scripts/gather.py","python":"3.11.7","clock":"virtual"},
    "displayTimeUnit":"ms",
    "traceEvents":[
    {"ph":"M","name":"process_name","pid":1,"tid":1,"args":{"name":"scenes/scripts/gather.py"}},
    ...
    ]}
    """
    return b"".join(_lines(trace, tracks(trace))).decode()


def _lines(trace: Trace, marks: Iterable[Mark]) -> Iterator[bytes]:
    """Perfetto reads the keys in this order without looking back; the first line is our mark."""
    header = trace.header
    other = _OtherData(comment=MARK, script=header.script, python=header.python, clock=header.clock)
    yield _BEGINNING + _encoder.encode(other) + b',\n"displayTimeUnit":"ms",\n"traceEvents":['
    between = b"\n"
    for mark in marks:
        yield between + _encoder.encode(mark)
        between = b",\n"
    yield b"\n]}\n"
