"""A lawful recording to damage, and how a damaged one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopway.errors import TraceError
from loopway.trace import Trace, jsonl, read

SCENES = Path(__file__).parents[2] / "scenes" / "traces"
GATHER = (SCENES / "gather.jsonl").read_bytes()
HEADER = GATHER.splitlines(keepends=True)[0]
ONE = b'{"type":"Printed","at":0.0,"text":"on"}\n'
"""A line that is lawful behind any other."""


def refused(path: Path, data: bytes) -> TraceError:
    """How a file with these bytes is refused."""
    path.write_bytes(data)
    with pytest.raises(TraceError) as caught:
        read(path)
    assert caught.value.todo
    return caught.value


def judge(path: Path) -> None:
    """Read a file: a lawful trace, which can be written again, or an error with a line."""
    try:
        trace = read(path)
    except TraceError as error:
        assert str(path) in error.where
        assert error.why
        assert error.todo
    else:
        assert jsonl.dumps(Trace(header=trace.header, events=trace.events))
