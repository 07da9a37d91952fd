"""`loopway preview`: what it says, what it opens, and what it refuses; tests/browser looks at its page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
BROWSER = """\
#!{python}
import sys
open("opened.txt", "w").write(" ".join(sys.argv[1:]))
"""


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    """A preview of the good script, with a browser that only writes down what it is to open."""
    browser = folder / "browser"
    browser.write_text(BROWSER.format(python=sys.executable))
    browser.chmod(0o755)
    return subprocess.Popen(
        [sys.executable, "-m", "loopway", "preview", "good.py", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "BROWSER": str(browser)},
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """After Ctrl-C, once the script has run: exit code, and what was said on both streams."""
    assert process.stderr is not None
    said = ""
    try:
        while "off we go" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=20)
    finally:
        process.kill()
    return process.returncode, out, said + rest


def test_it_opens_the_page(folder: Path) -> None:
    """The address alone stands on standard output, the browser gets it, and the script's own words go to the other."""
    code, out, err = ended(started(folder))
    assert code == 130
    assert out.startswith("http://127.0.0.1:")
    assert out.count("\n") == 1
    assert (folder / "opened.txt").read_text() == out.strip()
    assert [line for line in err.splitlines() if line] == [
        "previewing good.py; Ctrl-C ends it",
        "off we go",
        "stopped: nothing half-written is left",
    ]


def test_it_opens_nothing(folder: Path) -> None:
    """With --no-open no browser is started, and the user is told to; the port is the one that was asked for."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code, out, err = ended(started(folder, "--no-open", "--port", str(port)))
    assert (code, out) == (130, f"http://127.0.0.1:{port}/\n")
    assert not (folder / "opened.txt").exists()
    assert err.splitlines()[0] == "previewing good.py: open it in a browser; Ctrl-C ends it"


@pytest.mark.parametrize(
    ("words", "what", "do"),
    [
        (["nothing.py"], "there is no file nothing.py", "see that the name is right, or change to the script's folder"),
        (["good.py", "--theme", "nite"], "there is no theme 'nite'", "did you mean 'night'?"),
        (["good.py", "--shape", "wid"], "there is no shape 'wid'", "did you mean wide?"),
        (["good.py", "--prot", "1"], "there is no option --prot", "did you mean --port?"),
    ],
)
def test_what_cannot_be_previewed(folder: Path, loopway: Command, words: list[str], what: str, do: str) -> None:
    """It is refused with exit code 2 and what to do, before anything runs or is opened."""
    outcome = loopway("preview", *words, "--no-open")
    assert (outcome.code, outcome.out) == (2, "")
    lines = outcome.err.splitlines()
    assert (lines[0], lines[-1]) == (f"error: {what}", f"  do:    {do}")


def test_a_port_that_is_taken(folder: Path, loopway: Command) -> None:
    """It is named, with what to do; one below 1024 is never asked for."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        outcome = loopway("preview", "good.py", "--no-open", "--port", port)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"error: port {port} cannot be used\n")
    assert loopway("preview", "good.py", "--port", "80").code == 2
