"""Whole runs: several loops in one script, and the lessons of the repository."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from loopway.record import record
from loopway.trace import Trace, read

Recorder = Callable[..., Trace]

ROOT = Path(__file__).parents[2]


def test_several_runs_are_several_loops(recorded: Recorder) -> None:
    """Loops and tasks are numbered on; what asyncio.run starts to tidy up is marked as its own."""
    trace = recorded("""
        import asyncio

        asyncio.run(asyncio.sleep(1))
        with asyncio.Runner() as runner:
            runner.run(asyncio.sleep(2))
            runner.run(asyncio.sleep(3))
        loop = asyncio.new_event_loop()
        loop.run_until_complete(asyncio.sleep(4))
        loop.close()
    """)
    created = [e for e in trace.events if type(e).__name__ == "TaskCreated"]
    assert [(e.task, e.loop, e.coro) for e in created if not e.internal] == [
        (1, 1, "sleep(1)"),
        (4, 2, "sleep(2)"),
        (5, 2, "sleep(3)"),
        (8, 3, "sleep(4)"),
    ]
    assert [e.task for e in created if e.internal] == [2, 3, 6, 7]
    loops = [(type(e).__name__, e.loop) for e in trace.events if type(e).__name__ in ("LoopOpened", "LoopClosed")]
    assert loops == [(kind, loop) for loop in (1, 2, 3) for kind in ("LoopOpened", "LoopClosed")]


@pytest.mark.parametrize("name", ["my_coroutine", "gather"])
def test_the_lessons_are_recorded_as_they_are_committed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The committed recordings of the lessons are what the scripts give today."""
    monkeypatch.chdir(ROOT)
    trace = record(Path(f"scenes/scripts/{name}.py"), stdout=subprocess.DEVNULL)
    committed = read(ROOT / f"scenes/traces/{name}.jsonl")
    assert trace.events == committed.events
    assert (trace.header.script, trace.header.source) == (committed.header.script, committed.header.source)
