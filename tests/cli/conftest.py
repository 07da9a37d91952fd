"""A folder to work in, and the command line as a function."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from loopway.cli.outcome import run

SCRIPT = """\
import asyncio

async def main():
    print("off we go")
    await asyncio.sleep(1)

asyncio.run(main())
"""


class Outcome(NamedTuple):
    """What a command gave to the shell and to the user."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An otherwise empty folder with one good script, and a cache of its own."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    (work / "good.py").write_text(SCRIPT)
    return work


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """Commands hear Ctrl-C even if the tests run in the background, where a shell has switched it off for all of us."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def loopway(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `loopway WORDS...` in this process; the scripts that it records run in their own."""

    def command(*words: str) -> Outcome:
        capfd.readouterr()
        code = run(words)
        return Outcome(code, *capfd.readouterr())

    return command
