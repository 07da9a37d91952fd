"""A trace file's bytes as blocks of whole lines, plain or compressed, within bounds that hold for any file at all."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

PACKED = ".gz"
"""The ending of a compressed file."""
LONGEST_LINE = 4 * 2**20
"""Bytes. The header carries a whole script, and a `gather` of half a million tasks names them all."""
MOST_BYTES = 4 * 2**30
"""Uncompressed. Ten million events have about one; reading stops here, before the memory does."""
MOST_GROWTH = 200
"""Times. Traces grow to 10 to 30 times their compressed size; a bomb to 1,000 times."""
FREE_GROWTH = 8 * 2**20
"""Bytes that a compressed file may grow to however small it is: a short run that repeats itself."""
DAMAGES = (EOFError, gzip.BadGzipFile, zlib.error)
"""What is raised by compressed data that is none, or is cut."""
_AT_ONCE = 2**20
"""Bytes that are read in one go."""


class Fault(Exception):
    """The file cannot be a trace: the line and the reason."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(line, why)
        self.line = line
        self.why = why


class Block(NamedTuple):
    """Some whole lines: the number of the first of them, how many they are, all bytes but the last line's end."""

    line: int
    lines: int
    data: bytes


def is_packed(path: Path) -> bool:
    """Tell whether a file of this name is compressed."""
    return path.suffix.lower() == PACKED


def open_lines(path: Path, raw: BinaryIO) -> BinaryIO:
    """Give a file's lines, uncompressed."""
    return cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if is_packed(path) else raw


def read_blocks(path: Path) -> Iterator[Block]:
    """Give the first line, empty if there is none, and then the others, a megabyte or more at a time.

    Raises Fault if the file is damaged or exceeds a bound, OSError if it cannot be read.
    """
    line, told = 1, 0
    with path.open("rb") as raw:
        try:
            for data in _pieces(open_lines(path, raw)):
                told += len(data)
                lines = data.count(b"\n") + (data[-1:] not in (b"", b"\n"))
                if len(data) - 1 - data.rfind(b"\n", 0, -1) > LONGEST_LINE:
                    raise Fault(line + lines - 1, f"a line of more than {LONGEST_LINE:,} bytes")
                if told > MOST_BYTES:
                    raise Fault(line, f"more than {MOST_BYTES:,} bytes")
                if is_packed(path) and told > FREE_GROWTH + MOST_GROWTH * raw.tell():
                    raise Fault(line, f"it grows to more than {MOST_GROWTH} times its size")
                yield Block(line, lines, data.removesuffix(b"\n"))
                line += lines
        except DAMAGES as damage:
            raise Fault(line, f"the compressed data is damaged: {damage}") from None


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    yield file.readline(LONGEST_LINE + 1)
    while data := file.read(_AT_ONCE):
        yield data if data.endswith(b"\n") else data + file.readline(LONGEST_LINE + 1)
