"""Programs without asyncio: recorded and told as text; films have no road for them yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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


@pytest.mark.parametrize("source", [PLAIN, "print(1)  # even without a function of its own\n"])
def test_a_plain_program_is_not_filmed_yet(folder: Path, loopway: Command, source: str) -> None:
    """The error says so, and what there is instead; its trace can be written, and is refused in the same words."""
    (folder / "plain.py").write_text(source)
    assert loopway("render", "plain.py", "-o", "plain.jsonl").code == 0
    for named in ("plain.py", "plain.jsonl"):
        outcome = loopway("render", named, "-q", "draft")
        assert outcome.code == 1
        assert outcome.err.splitlines()[-4:] == [
            "error: a program without an event loop cannot be filmed yet",
            "  where: plain.py",
            "  why:   it runs no asyncio loop, and films have no road for plain function calls",
            "  do:    read its calls as text: loopway trace plain.py",
        ]
    assert not (folder / "plain.mp4").exists()
