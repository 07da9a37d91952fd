"""The vocabulary of a recorded run: what can happen on a loop, the laws it obeys, and the file that keeps it."""

from __future__ import annotations

from loopway.trace.events import FORMAT, AnyEvent, Header
from loopway.trace.jsonl import TRACES, is_trace, is_trace_name, read, write
from loopway.trace.trace import Trace

__all__ = [
    "FORMAT",
    "TRACES",
    "AnyEvent",
    "Header",
    "Trace",
    "is_trace",
    "is_trace_name",
    "read",
    "write",
]
