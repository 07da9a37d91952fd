"""What a loaded trace takes: `python -m tests.bench.parts.loaded FILE [traced]` prints bytes an event, CPU seconds."""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from pathlib import Path

from loopway.trace import laws, read


def resident() -> int:
    """Bytes of this process that are in memory."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def measure(path: Path, *, traced: bool) -> dict[str, float]:
    """Reads the file once; the laws are checked once more, to know their part of it."""
    if traced:
        tracemalloc.start()
    before = resident()
    began = time.process_time()
    trace = read(path)
    seconds = time.process_time() - began
    bytes_taken = tracemalloc.get_traced_memory()[0] if traced else resident() - before
    began = time.process_time()
    laws.first_breach(trace.events, cut=trace.header.cut is not None)
    lawful = time.process_time() - began
    return {"bytes": bytes_taken / len(trace.events), "load": seconds - lawful, "laws": lawful}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), traced="traced" in sys.argv[2:])))
