"""Hostile lines: an error with the line's number and the reason."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from loopway.trace.blocks import LONGEST_LINE

from .refusal import HEADER, ONE, refused

ACTIVE = "a text with control characters, or such that change the direction of writing"

LONG = f"a line of more than {LONGEST_LINE:,} bytes"
TOO_DEEP = "maximum recursion depth exceeded while deserializing an object"
NO_HEADER = "its first line is no header"
INVALID = "JSON is malformed: invalid character"


EVENTS: dict[str, tuple[bytes, str]] = {
    "a header again": (HEADER.rstrip(), "Invalid value 'Header' - at `$.type`"),
    "no object": (b"1", "Expected `object`, got `int`"),
    "two on a line": (ONE.rstrip() * 2, "JSON is malformed: trailing characters (byte 40)"),
    "an empty line": (b"", "Input data was truncated"),
    "a line of spaces": (b"   ", "Input data was truncated"),
    "one over two lines": (ONE.replace(b",", b",\n", 1).rstrip(), "Input data was truncated"),
    "a space before it": (b" " + ONE.rstrip(), "it does not begin with {"),
    "a deep nest": (b'{"type":"LoopOpened","at":' + b"[" * 1_000_000, "Expected `float`, got `array` - at `$.at`"),
    "a deep unknown nest": (
        b'{"type":"LoopOpened","at":0.0,"loop":1,"x":' + b"[" * 1_000_000,
        "Object contains unknown field `x`",
    ),
    "a deep nest before the type": (
        b'{"at":' + b"[" * 1_000_000,
        TOO_DEEP,
    ),
    "Infinity": (b'{"type":"LoopOpened","at":Infinity,"loop":1}', f"{INVALID} (byte 26)"),
    "minus Infinity": (
        b'{"type":"LoopOpened","at":-Infinity,"loop":1}',
        f"{INVALID} (byte 27)",
    ),
    "a lone surrogate": (rb'{"type":"Printed","at":0.0,"text":"\ud800"}', "Input data was truncated"),
    "broken UTF-8": (
        b'{"type":"Printed","at":0.0,"text":"\xff"}',
        "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    ),
    "a number of 10,000 digits": (
        b'{"type":"LoopOpened","at":0.0,"loop":' + b"9" * 10_000 + b"}",
        "Integer value out of range - at `$.loop`",
    ),
    "a huge loop": (
        b'{"type":"LoopOpened","at":0.0,"loop":100000000000000000000}',
        "loop 100000000000000000000 comes after loop 0: the numbers are 1, 2, 3 in order of mention",
    ),
    "a negative task": (b'{"type":"TaskScheduled","at":0.0,"task":-1,"cause":"created"}', "task -1 was never created"),
    "an escape": (rb'{"type":"Printed","at":0.0,"text":"\u001b[2J"}', ACTIVE),
    "a bare delete": (b'{"type":"Printed","at":0.0,"text":"\x7f"}', ACTIVE),
    "text turned around": ('{"type":"Printed","at":0.0,"text":"\u202e"}'.encode(), ACTIVE),
    "text turned around, escaped": (rb'{"type":"Printed","at":0.0,"text":"\u202e"}', ACTIVE),
    "an absolute place": (
        b'{"type":"LineReached","at":0.0,"where":"/etc/passwd:1"}',
        "'/etc/passwd' leads out of the script's folder",
    ),
    "10 MB": (
        b'{"type":"Printed","at":0.0,"text":"' + b"x" * 10**7 + b'"}',
        LONG,
    ),
    "an active type": (rb'{"type":"\u001b[2J","at":0.0}', r"Invalid value '\x1b[2J' - at `$.type`"),
    "an endless field": (
        b'{"type":"LoopOpened","at":0.0,"loop":1,"' + b"x" * 10**6 + b'":1}',
        f"Object contains unknown field `{'x' * 169}…",
    ),
    "10 MB without an end": (b"x" * 10**7, LONG),
}


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
@pytest.mark.parametrize("name", EVENTS)
def test_events(name: str, ending: str, tmp_path: Path) -> None:
    """An event that is none is named with its line, compressed or not, whatever stands behind it."""
    line, why = EVENTS[name]
    path = tmp_path / f"a{ending}"
    data = HEADER + ONE * 3 + line + b"\n" + ONE * 3
    error = refused(path, gzip.compress(data, 1) if ending.endswith("gz") else data)
    assert (error.what.split()[:2], error.where, error.why) == (["the", "trace"], f"{path}:5", why)


HEADERS: dict[str, tuple[bytes, str]] = {
    "a source of 100 MB": (
        HEADER.replace(b"import asyncio", b"#" * 10**8),
        LONG,
    ),
    "an unknown field": (HEADER.replace(b'"exit":0', b'"exits":0'), "Object contains unknown field `exits`"),
    "a wrong clock": (HEADER.replace(b'"virtual"', b'"sun"'), "Invalid enum value 'sun' - at `$.clock`"),
    "an absolute script": (
        HEADER.replace(b"scenes/scripts", b"/etc"),
        "'/etc/gather.py' leads out of the script's folder",
    ),
    "a script outside": (
        HEADER.replace(b"scenes/scripts", b"../.."),
        "'../../gather.py' leads out of the script's folder",
    ),
    "an endless script": (
        HEADER.replace(b"scenes/scripts", b"x" * 10**6),
        "a path of 1,000,010 characters leads nowhere",
    ),
    "an active script": (HEADER.replace(b"scenes", rb"\u001b[2J"), ACTIVE),
    "an absurd exit code": (
        HEADER.replace(b'"exit":0', b'"exit":1' + b"0" * 20),
        "no process ends with such an exit code",
    ),
    "a step of NaN": (HEADER.replace(b"0.00002", b"NaN"), NO_HEADER),
    "an endless step": (HEADER.replace(b"0.00002", b"1e400"), "Number out of range - at `$.step`"),
    "cut": (HEADER[:-20], NO_HEADER),
    "in UTF-16": (HEADER.decode().encode("utf-16"), NO_HEADER),
    "with a mark of its encoding": (b"\xef\xbb\xbf" + HEADER, NO_HEADER),
    "with Mac's line ends": (HEADER.replace(b"\n", b"\r") + ONE, NO_HEADER),
    "a million deep": (b'{"type":"Header","format":' + b"[" * 10**6, NO_HEADER),
    "a million deep, unknown": (b'{"x":' + b'{"x":' * 800_000, NO_HEADER),
}


@pytest.mark.parametrize("name", HEADERS)
def test_headers(name: str, tmp_path: Path) -> None:
    """A bad first line is refused before anything else is read."""
    data, why = HEADERS[name]
    error = refused(tmp_path / "a.jsonl", data)
    assert error.where == f"{tmp_path / 'a.jsonl'}:1"
    assert error.why.startswith(why)
