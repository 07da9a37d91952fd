"""A trace as a file: JSON lines, the header first, one event a line. What is read is hostile until it is checked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from loopway.errors import LoopwayError, TraceError
from loopway.trace.events import FORMAT, AnyEvent, Header
from loopway.trace.trace import Trace

LONGEST_LINE = 4 * 2**20
"""Bytes. The header carries a whole script; an event is a few hundred bytes."""
MOST_EVENTS = 5_000_000
"""More are no recording of ours: reading stops there, before the memory does."""

_ANEW = "record the script anew: loopway trace SCRIPT -o FILE.jsonl"


class _Format(msgspec.Struct, tag="Header", tag_field="type"):
    """Enough of a header to know who wrote it."""

    format: int


_encoder = msgspec.json.Encoder()
_format = msgspec.json.Decoder(_Format)
_header = msgspec.json.Decoder(Header)
_event = msgspec.json.Decoder(AnyEvent)


def write(trace: Trace, path: Path) -> None:
    """Write the trace as JSON lines; the file appears under its name only when it is complete.

    Raises OSError if the folder cannot be written to; then nothing is left behind.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("xb") as file:
            file.write(dumps(trace))
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def dumps(trace: Trace) -> bytes:
    """Give the bytes that `write` writes.

    >>> dumps(trace).splitlines()[1]
    b'{"type":"TaskCreated","at":0.0,"task":1,"loop":1,"name":"Task-1","coro":"main()","where":"gather.py:11"}'
    """
    return _encoder.encode_lines([trace.header, *trace.events])


def read(path: Path) -> Trace:
    """Read a trace and check it.

    Raises TraceError with the line number and the reason if the file is foreign, broken or unlawful, and OSError
    if it cannot be opened.
    """
    with path.open("rb") as file:
        lines = _lines(file, path)
        first = next(lines, b"")
        header = _read_header(first, path)
        events = tuple(_read_event(line, number, path) for number, line in enumerate(lines, 2))
    try:
        return Trace(header=header, events=events)
    except TraceError as error:
        number = error.where.removeprefix("line ")
        raise TraceError(error.what, where=f"{path}:{number}", why=error.why, todo=error.todo) from None


def is_trace(path: Path) -> bool:
    """Tell whether loopway wrote this file, by its first line."""
    try:
        with path.open("rb") as file:
            _format.decode(file.readline(LONGEST_LINE))
    except (OSError, msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return False
    return True


def _lines(file: BinaryIO, path: Path) -> Iterator[bytes]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise _broken(path, number, f"a line of more than {LONGEST_LINE:,} bytes")
        if number > MOST_EVENTS + 1:
            raise _broken(path, number, f"more than {MOST_EVENTS:,} events")
        yield line


def _read_header(line: bytes, path: Path) -> Header:
    try:
        number = _format.decode(line).format
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        why = "the file is empty" if not line else 'its first line is no header: {"type":"Header","format":1,...}'
        raise TraceError("this is no trace of loopway", where=f"{path}:1", why=why, todo=_ANEW) from None
    if number != FORMAT:
        why = f"its format is number {number}, this loopway reads number {FORMAT}"
        raise TraceError("the trace has another format", where=f"{path}:1", why=why, todo=_ANEW)
    try:
        return _header.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise _broken(path, 1, str(error)) from None


def _read_event(line: bytes, number: int, path: Path) -> AnyEvent:
    try:
        event: AnyEvent = _event.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise _broken(path, number, str(error)) from None
    return event


def _broken(path: Path, line: int, why: str) -> LoopwayError:
    return TraceError("the trace is broken", where=f"{path}:{line}", why=why, todo=_ANEW)
