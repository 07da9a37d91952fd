"""How much later a script begins because it is recorded: whole processes on the wall, taken in turns."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from .child import Found, environment
from .watchers import by_loopway

SCRIPT = "import asyncio, time\nasyncio.run(asyncio.sleep(0))\nprint(0)\n"


def begins(rounds: int) -> Found:
    """Wall seconds of `python script.py`, of recording it, and of `loopway trace script.py`: every single run."""
    found: dict[str, list[float]] = {"plain": [], "record": [], "command": []}
    with TemporaryDirectory() as folder:
        script = Path(folder) / "script.py"
        script.write_text(SCRIPT)
        trace = ["-m", "loopway", "trace", str(script), "-o", f"{folder}/trace.jsonl"]
        for _ in range(rounds):
            found["plain"].append(_seconds([str(script)]))
            found["record"].append(_recorded(script))
            found["command"].append(_seconds(["-P", *trace]))
    return found


def later(found: Found, way: str) -> float:
    """Milliseconds that this way takes longer than plain Python: the middle of all rounds."""
    return 1000 * median(ours - plain for ours, plain in zip(found[way], found["plain"], strict=True))


def _recorded(script: Path) -> float:
    start = time.perf_counter()
    by_loopway(script, lines=True, locals=True)
    return time.perf_counter() - start


def _seconds(words: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], env=environment(), capture_output=True, check=True)
    return time.perf_counter() - start
