"""Files that would become large, damaged compression, and files without end: an error in bounded time and memory."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from loopway.trace import is_trace, jsonl, read
from loopway.trace.blocks import FREE_GROWTH, MOST_GROWTH

from .refusal import GATHER, HEADER, ONE, refused

MEMORY = 96 * 2**20
"""Bytes that refusing a file of a quarter of a megabyte may take: what it may grow to, as events two to three times."""


def packed(pieces: Iterable[bytes]) -> bytes:
    """Compress one piece after the other."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(piece) for piece in pieces), packer.flush()])


BOMBS: dict[str, Callable[[], Iterator[bytes]]] = {
    "of zeros": lambda: (bytes(2**20) for _ in range(60)),
    "of empty lines": lambda: (b"\n" * 2**20 for _ in range(60)),
    "of lawful events": lambda: iter([HEADER, *(ONE * 2**15,) * 40]),
    "of texts": lambda: iter([HEADER, *(ONE.replace(b"on", b"o" * 2**20) * 4,) * 15]),
    "of numbers": lambda: iter([HEADER, *(b'{"type":"ResourceChanged","holders":[' + b"1," * 2**20 + b"1]}\n",) * 30]),
    "of one line": lambda: iter([HEADER, *(b"x" * 2**20,) * 60]),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str, tmp_path: Path) -> None:
    """A small file that would grow to 60 MB is refused after some of them, and takes no more memory than that."""
    path = tmp_path / "bomb.jsonl.gz"
    data = packed(BOMBS[name]())
    assert len(data) < 2**18
    tracemalloc.start()
    try:
        error = refused(path, data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(path) in error.where
    assert peak < MEMORY
    assert is_trace(path) == (b'"Header"' in next(BOMBS[name]()))


def test_a_bomb_is_told_as_such(tmp_path: Path) -> None:
    """Its growth is the reason; as much as a short run that repeats itself grows is free."""
    path = tmp_path / "a.jsonl.gz"
    error = refused(path, packed([HEADER, ONE * (4 * FREE_GROWTH // len(ONE))]))
    assert error.why == f"it grows to more than {MOST_GROWTH} times its size"
    path.write_bytes(packed([HEADER, ONE * 50_000]))
    assert len(read(path).events) == 50_000


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda data: data[:-200], "Compressed file ended before the end-of-stream marker was reached"),
        (lambda data: data[:-4], "Compressed file ended before the end-of-stream marker was reached"),
        (lambda data: data[:-8] + bytes(8), "CRC check failed 0x0"),
        (lambda data: data[:5], "Compressed file ended before the end-of-stream marker was reached"),
        (lambda data: GATHER, "Not a gzipped file (b'{\"')"),
        (lambda data: data + b"more", "Not a gzipped file (b'mo')"),
        (lambda data: data[:30] + bytes(100) + data[130:], ""),
    ],
    ids=[
        "cut",
        "without its length",
        "another sum",
        "its beginning",
        "not compressed",
        "more behind it",
        "zeros in it",
    ],
)
def test_damaged_compression(damage: Callable[[bytes], bytes], why: str, tmp_path: Path) -> None:
    """What is wrong with the compressed data is passed on."""
    error = refused(tmp_path / "a.jsonl.gz", damage(gzip.compress(GATHER)))
    assert error.why.startswith(f"the compressed data is damaged: {why}")


def test_a_file_that_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops at the bound on events, and at the one on bytes."""
    path = tmp_path / "a.jsonl"
    monkeypatch.setattr(jsonl, "MOST_EVENTS", 1000)
    assert refused(path, HEADER + ONE * 1001).why == "more than 1,000 events"
    path.write_bytes(HEADER + ONE * 1000)
    assert len(read(path).events) == 1000
    monkeypatch.setattr("loopway.trace.blocks.MOST_BYTES", 10_000)
    assert refused(path, HEADER + ONE * 1000).why == "more than 10,000 bytes"


def test_lines_that_look_active_take_linear_time(tmp_path: Path) -> None:
    """A hundred thousand escapes on a line, which turn out to be harmless, are looked through once."""
    path = tmp_path / "a.jsonl"
    began = time.process_time()
    for many in (rb"\u0041" * 100_000, b"\\\\n" * 100_000):
        path.write_bytes(HEADER + ONE.replace(b"on", many) * 4)
        assert len(read(path).events) == 4
    assert time.process_time() - began < 2
