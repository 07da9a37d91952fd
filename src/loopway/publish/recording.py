"""The trace as a file of its own, beside the films made from it."""

from __future__ import annotations

from pathlib import Path

from loopway.errors import RenderError, TraceError
from loopway.trace import jsonl
from loopway.trace.trace import Trace

READ_WHOLE = 100_000
"""Events. Up to here a file is read and checked as a stranger's would be, in a quarter of a second; of a longer one,
which would take seconds and its memory twice, each byte is compared. (The trace itself is lawful: it could be made.)"""


def is_ours(path: str) -> bool:
    """Whether the file is a trace that loopway wrote."""
    return jsonl.is_trace(Path(path))


def write(trace: Trace, path: str) -> None:
    """Writes the trace and reads it back; RenderError if it comes back another."""
    file = Path(path)
    with file.open("wb") as out:
        jsonl.save(trace, file, out)
    if not _came_back(file, trace):
        raise RenderError("the trace came back from the disk another", where=path, todo="try another disk")


def _came_back(file: Path, trace: Trace) -> bool:
    if len(trace.events) > READ_WHOLE:
        return jsonl.holds(file, trace)
    try:
        return jsonl.read(file) == trace
    except TraceError:
        return False
