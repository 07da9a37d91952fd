"""The trace as a file of its own, beside the films made from it."""

from __future__ import annotations

from pathlib import Path

from loopway.errors import RenderError
from loopway.trace import jsonl
from loopway.trace.trace import Trace


def is_ours(path: str) -> bool:
    """Whether the file is a trace that loopway wrote."""
    return jsonl.is_trace(Path(path))


def write(trace: Trace, path: str) -> None:
    """Writes the trace and reads it back; RenderError if it comes back another."""
    file = Path(path)
    file.write_bytes(jsonl.dumps(trace))
    if jsonl.read(file) != trace:
        raise RenderError("the trace came back from the disk another", where=path, todo="try another disk")
