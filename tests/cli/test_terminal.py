"""In a terminal: a bar that goes away again, without colours where they are not wanted."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

COLOUR = re.compile(rb"\x1b\[[0-9;]*[34][0-7]m|\x1b\[[0-9;]*38;[0-9;]+m")


WORK = """
from loopway.cli.progress import progress
with progress() as tick:
    for done in range(1, 4):
        tick("drawing", done, 4)
"""


def shown(folder: Path, **environment: str) -> bytes:
    """What a terminal is sent while something is drawn."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", WORK]
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs, env=kept | environment) as run:
        os.close(theirs)
        found = b""
        try:
            while part := os.read(ours, 65536):
                found += part
        except OSError:  # so a terminal ends that nobody writes to any more
            pass
    os.close(ours)
    assert run.returncode == 0, found
    return found


@pytest.mark.parametrize(
    ("environment", "bar", "coloured"),
    [
        ({"TERM": "xterm-256color"}, True, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, False, False),
    ],
    ids=["colours", "NO_COLOR", "dumb"],
)
def test_the_bar(folder: Path, environment: dict[str, str], bar: bool, coloured: bool) -> None:
    """NO_COLOR is obeyed; a terminal that can do nothing gets no bar; and at the end nothing of it is left."""
    found = shown(folder, **environment)
    assert (b"drawing" in found, bool(COLOUR.search(found))) == (bar, coloured)
    assert found.endswith((b"\x1b[2K", b"\x1b[?25h")) or not bar, found[-40:]
