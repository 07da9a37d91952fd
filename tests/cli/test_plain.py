"""Programs without asyncio: recorded, told as text and filmed by their calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]

PLAIN = """\
import time

def fetch(n):
    print("fetching", n)
    time.sleep(1)
    if n:
        raise ValueError(n)
    return "page"

fetch(0)
fetch(1)
"""


def test_a_plain_program_is_told_as_calls(folder: Path, loopway: Command) -> None:
    """Its output and traceback are its own; the timeline shows what is inside what."""
    (folder / "plain.py").write_text(PLAIN)
    outcome = loopway("trace", "plain.py")
    assert (outcome.code, outcome.out) == (0, "fetching 0\nfetching 1\n")
    told = outcome.err.partition("ValueError: 1\n")[2].splitlines()
    assert told[2:] == [
        "0.00000  ·    fetch(0), line 3",
        "0.00001  ·      prints: fetching 0",
        "0.00001  ·      blocks for 1 s: time.sleep(1), line 5",
        "1.00002  ·    returns 'page'",
        "1.00002  ·    fetch(1), line 3",
        "1.00003  ·      prints: fetching 1",
        "1.00003  ·      blocks for 1 s: time.sleep(1), line 5",
        "2.00004  ·    raises ValueError(1)",
        "",
        "The script ended with ValueError: 1",
        "The script's exit code is 1.",
        "warning: the script ended with an error: ValueError: 1",
    ]


def test_a_plain_program_is_filmed(folder: Path, loopway: Command) -> None:
    """Its calls drive on the single lane; one command writes the trace and a picture."""
    (folder / "plain.py").write_text(PLAIN)
    outcome = loopway("render", "plain.py", "-q", "draft", "-o", "plain.jsonl", "-o", "plain.png")
    assert (outcome.code, outcome.out) == (0, "plain.jsonl\nplain.png\n")
    assert (folder / "plain.png").read_bytes().startswith(b"\x89PNG")
