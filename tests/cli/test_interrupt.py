"""Ctrl-C, a kill, a closed terminal: at every stage the command ends at once, and leaves everything as it was."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = """\
import asyncio, sys, time
print("on its way", flush=True)

async def main():
    await asyncio.sleep(1)
    await asyncio.to_thread(time.sleep, 60)

asyncio.run(main())
"""


class Terminal:
    """A `loopway` in a terminal of its own, which shows what both of its streams say."""

    def __init__(self, *words: str) -> None:
        self._end, theirs = pty.openpty()
        command = [sys.executable, "-m", "loopway", *words]
        self.process = subprocess.Popen(command, stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)
        self.shown = ""

    def read_until(self, words: str | None) -> None:
        """Waits until `words` are on the screen, or, for None, until the command has closed it."""
        while words is None or words not in self.shown:
            try:
                data = os.read(self._end, 4096)
            except OSError:  # Linux says EIO when nobody holds the other end any more
                data = b""
            if not data:
                assert words is None, f"{words!r} never came: {self.shown}"
                return
            self.shown += data.decode(errors="replace")

    def press_ctrl_c(self) -> None:
        """Every process in the terminal's foreground hears of it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ends(self) -> int:
        """Reads the rest; gives the exit code."""
        self.read_until(None)
        os.close(self._end)
        return self.process.wait()


@pytest.mark.parametrize("command", ["trace", "render"])
def test_while_recording(folder: Path, command: str) -> None:
    """Exit 130; the script has ended too, and no file has come to be."""
    (folder / "slow.py").write_text(SLOW)
    terminal = Terminal(command, "slow.py", "-o", "a.jsonl")
    terminal.read_until("on its way")
    terminal.press_ctrl_c()
    assert terminal.ends() == 130
    assert terminal.shown.rstrip().endswith("stopped: nothing half-written is left")
    assert "loopway/cli" not in terminal.shown, "a traceback of ours; the script's own is its own affair"
    assert sorted(path.name for path in folder.iterdir()) == ["good.py", "slow.py"]


def test_killed_while_recording(folder: Path) -> None:
    """A polite kill cleans up as Ctrl-C does: the shell's 143, no file, no script left running."""
    (folder / "slow.py").write_text(SLOW)
    terminal = Terminal("trace", "slow.py", "-o", "a.jsonl")
    terminal.read_until("on its way")
    terminal.process.terminate()
    assert terminal.ends() == 143
    assert sorted(path.name for path in folder.iterdir()) == ["good.py", "slow.py"]


def test_while_drawing(folder: Path) -> None:
    """Exit 130 as soon as the bar has begun; the cursor is back, the old film is as it was, nothing is beside it."""
    Path("good.mp4").write_bytes(b"an older film")
    terminal = Terminal("render", "good.py", "-q", "draft", "-f")
    terminal.read_until("drawing")
    terminal.press_ctrl_c()
    assert terminal.ends() == 130
    assert terminal.shown.rstrip().endswith("stopped: nothing half-written is left")
    assert terminal.shown.rfind("\x1b[?25h") > terminal.shown.rfind("\x1b[?25l") > -1
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".py"} == {
        "good.mp4": b"an older film"
    }


@pytest.mark.parametrize(("script", "moment"), [("good.py", "off we go"), ("slow.py", "on its way")])
def test_while_previewing(folder: Path, script: str, moment: str) -> None:
    """Exit 130 without a traceback, whether the page waits for the next save or the script is being recorded."""
    (folder / "slow.py").write_text(SLOW)
    terminal = Terminal("preview", script, "--no-open")
    terminal.read_until("Ctrl-C ends it")
    terminal.read_until(moment)
    terminal.press_ctrl_c()
    assert terminal.ends() == 130
    assert terminal.shown.startswith("http://127.0.0.1:")
    assert terminal.shown.rstrip().endswith("stopped: nothing half-written is left")
    assert "loopway/cli" not in terminal.shown, "a traceback of ours; the script's own is its own affair"
