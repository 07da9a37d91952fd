"""A trace as a file: JSON lines, the header first, one event a line. What is read is hostile until it is checked."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from loopway.errors import TraceError
from loopway.trace.blocks import DAMAGES, Block, Fault, is_packed, open_lines, read_blocks
from loopway.trace.events import FORMAT, AnyEvent, Header
from loopway.trace.plain import is_plain_record, plain, suspects
from loopway.trace.sharing import Sharing
from loopway.trace.trace import Trace

TRACES = (".jsonl", ".jsonl.gz")
"""The endings of files that are read and written here; the second ones are compressed."""
MOST_EVENTS = 10_000_000
"""More are no recording of ours: reading stops there, before the memory does."""

_ACTIVE = "a text with control characters, or such that change the direction of writing"
_ANEW = "record the script anew: loopway trace SCRIPT -o FILE.jsonl"


class _Format(msgspec.Struct, tag="Header", tag_field="type"):
    """Enough of a header to know who wrote it."""

    format: int


_AT_ONCE = 2**15
"""Events that are encoded in one go."""
_SHOWN = 200
"""Characters of a reason."""
_LEVEL = 4
"""Of gzip: a trace of a million events is 7 MB, in half of the time that the usual level needs for 6."""

_encoder = msgspec.json.Encoder()
_format = msgspec.json.Decoder(_Format)
_header = msgspec.json.Decoder(Header)
_event = msgspec.json.Decoder(AnyEvent)
_BROKEN = (msgspec.MsgspecError, RecursionError, ValueError)
"""What decoding raises; ValueError for bytes that are no UTF-8 and for numbers of thousands of digits."""


def is_trace_name(path: Path) -> bool:
    """Tell whether a file of this name is read as a trace.

    >>> is_trace_name(Path("run.jsonl")), is_trace_name(Path("run.jsonl.gz")), is_trace_name(Path("run.py"))
    (True, True, False)
    """
    return path.name.lower().endswith(TRACES)


def write(trace: Trace, path: Path) -> None:
    """Write the trace as JSON lines; the file appears under its name only when it is complete.

    The ending decides whether it is compressed; the same trace gives the same bytes either way. Raises OSError if the
    folder cannot be written to, TraceError if a text is one that `read` refuses; then nothing is left behind.
    """
    unfinished = path.with_name(f".{os.getpid()}.{path.name}")
    try:
        with unfinished.open("xb") as file:
            save(trace, path, file)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def save(trace: Trace, path: Path, file: BinaryIO) -> None:
    """Write the trace to an open file, as the ending of the path wants it."""
    if not is_packed(path):
        file.writelines(_pieces(trace))
        return
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=file, mtime=0) as packed:
        for piece in _pieces(trace):
            packed.write(piece)


def holds(path: Path, trace: Trace) -> bool:
    """Tell whether the file has the bytes that `write` writes for this trace, and no others."""
    with path.open("rb") as raw:
        lines = open_lines(path, raw)
        try:
            return all(lines.read(len(piece)) == piece for piece in _pieces(trace)) and not lines.read(1)
        except DAMAGES:
            return False


def dumps(trace: Trace) -> bytes:
    """Give the bytes that `write` writes.

    >>> dumps(trace).splitlines()[1]
    b'{"type":"TaskCreated","at":0.0,"task":1,"loop":1,"name":"Task-1","coro":"main()","where":"gather.py:11"}'
    """
    return b"".join(_pieces(trace))


def _pieces(trace: Trace) -> Iterator[bytes]:
    yield _encoded((trace.header,), 1)
    for begin in range(0, len(trace.events), _AT_ONCE):
        yield _encoded(trace.events[begin : begin + _AT_ONCE], begin + 2)


def _encoded(records: Sequence[Header | AnyEvent], line: int) -> bytes:
    lines = _encoder.encode_lines(records)
    for number, _ in suspects(lines):
        if not is_plain_record(records[number]):
            todo = "write such characters as escapes: loopway.trace.plain does"
            raise TraceError("the trace cannot be written", where=f"line {line + number}", why=_ACTIVE, todo=todo)
    return lines


def read(path: Path) -> Trace:
    """Read a trace and check it.

    Raises TraceError with the line number and the reason if the file is foreign, broken or unlawful, and OSError
    if it cannot be opened.
    """
    try:
        blocks = read_blocks(path)
        header = _read_header(next(blocks), path)
        sharing = Sharing()
        events: list[AnyEvent] = []
        for block in blocks:
            read_now = _read_events(block)
            sharing.share(read_now)
            events += read_now
            if len(events) > MOST_EVENTS:
                raise Fault(MOST_EVENTS + 2, f"more than {MOST_EVENTS:,} events")
    except Fault as fault:
        raise TraceError(
            "the trace is broken", where=f"{path}:{fault.line}", why=_told(fault.why), todo=_ANEW
        ) from None
    try:
        return Trace(header=header, events=tuple(events))
    except TraceError as error:
        number = error.where.removeprefix("line ")
        raise TraceError(error.what, where=f"{path}:{number}", why=_told(error.why), todo=error.todo) from None


def _told(why: str) -> str:
    """A reason quotes from the file, which may be hostile: it stays short, and a terminal obeys nothing in it."""
    return plain(why[:_SHOWN]) + ("…" if len(why) > _SHOWN else "")


def is_trace(path: Path) -> bool:
    """Tell whether loopway wrote this file, by its first line."""
    try:
        _format.decode(next(read_blocks(path)).data)
    except (OSError, Fault, *_BROKEN):
        return False
    return True


def _read_header(block: Block, path: Path) -> Header:
    try:
        number = _format.decode(block.data).format
    except _BROKEN:
        why = 'its first line is no header: {"type":"Header","format":1,...}' if block.lines else "the file is empty"
        raise TraceError("this is no trace of loopway", where=f"{path}:1", why=why, todo=_ANEW) from None
    if number != FORMAT:
        why = f"its format is number {number}, this loopway reads number {FORMAT}"
        raise TraceError("the trace has another format", where=f"{path}:1", why=why, todo=_ANEW)
    try:
        header = _header.decode(block.data)
    except _BROKEN as error:
        raise Fault(1, str(error)) from None
    if not is_plain_record(header):
        raise Fault(1, _ACTIVE)
    return header


def _read_events(block: Block) -> list[AnyEvent]:
    """All at once, which is three times as fast as one by one; one by one if anything is wrong."""
    try:
        events: list[AnyEvent] = _event.decode_lines(block.data)
    except _BROKEN:
        raise _fault(block) from None
    if not len(events) == block.lines == block.data.count(b"\n{") + 1:
        raise _fault(block)
    for number, line in suspects(block.data):
        if not is_plain_record(_event.decode(line)):
            raise Fault(block.line + number, _ACTIVE)
    return events


def _fault(block: Block) -> Fault:
    """The first line that is not one event."""
    for number, line in enumerate(block.data.split(b"\n"), block.line):
        try:
            _event.decode(line)
        except _BROKEN as error:
            return Fault(number, str(error))
        if not line.startswith(b"{"):
            return Fault(number, "it does not begin with {")
    return Fault(block.line, "its lines are not one event each")
