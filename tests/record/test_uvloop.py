"""uvloop: the same events as of asyncio's own loop, in real time, save for what libuv keeps to itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loopway.record.uv import NOTE
from loopway.trace import Trace

pytest.importorskip("uvloop")

Recorder = Callable[..., Trace]
Write = Callable[[str], Path]

PROGRAM = """
    import asyncio, uvloop

    async def trip(n):
        await asyncio.sleep(n / 100)
        return n

    async def serve(reader, writer):
        writer.write(await reader.readline())
        writer.close()

    async def main():
        loop = asyncio.get_running_loop()
        loop.call_soon(print, "soon")
        print(await asyncio.gather(trip(1), trip(2)))
        loop.call_later(0.005, lambda: print("later"))
        await trip(2)
        try:
            await asyncio.wait_for(trip(100), 0.01)
        except asyncio.TimeoutError:
            print("too late")
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"hello\\n")
        print(await reader.readline(), await asyncio.to_thread(trip.__name__.upper), type(loop))
        writer.close()
        server.close()
        asyncio.create_task(fail())
        await asyncio.sleep(0.01)

    async def fail():
        raise ValueError("lost")

    uvloop.run(main())
"""


def test_who_woke_whom(recorded: Recorder) -> None:
    """Timers, tasks, descriptors and threads are told apart; waits have their names and deadlines."""
    trace = recorded(PROGRAM)
    coros = {e.task: e.coro for e in trace.events if type(e).__name__ == "TaskCreated"}
    woken = [(coros[e.task], coros.get(e.by, e.by)) for e in trace.events if getattr(e, "cause", "") == "woken"]
    assert woken[:3] == [("trip(1)", "timer"), ("trip(2)", "timer"), ("wrapper()", "trip(2)")]
    assert ("wrapper()", "descriptor") in woken
    assert ("wrapper()", "thread") in woken
    waits = [e.wait for e in trace.events if type(e).__name__ == "TaskSuspended" and e.wait.kind == "sleep"]
    assert [wait.label for wait in waits[:2]] == ["sleep(0.01)", "sleep(0.02)"]
    assert all(wait.until is not None for wait in waits[:2])
    internal = [e.coro for e in trace.events if type(e).__name__ == "TaskCreated" and e.internal]
    assert internal == ["shutdown_asyncgens()", "shutdown_default_ex…"]


def test_what_its_header_says(recorded: Recorder) -> None:
    """It has real time only, and less is seen of it."""
    trace = recorded(PROGRAM)
    assert (trace.header.clock, trace.header.notes, trace.header.cut) == ("real", (NOTE,), None)
    opened = [type(e).__name__ for e in trace.events if type(e).__name__.startswith("Loop")]
    assert opened == ["LoopOpened", "LoopClosed"]


def test_what_is_not_recorded_is_said(recorded: Recorder) -> None:
    """Under the virtual clock, or if another module imports it, uvloop runs as ever and the header says so."""
    Path("engine.py").write_text(PROGRAM.replace("    ", "", 1).replace("\n    ", "\n"))
    note = "Loops of uvloop are only recorded if the script itself imports it, and under the real clock."
    for trace in (recorded("import engine\n"), recorded(PROGRAM, clock="virtual")):
        assert not [e for e in trace.events if type(e).__name__ in ("LoopOpened", "StepStarted")]
        assert (trace.header.cut, trace.header.exit) == (None, 0)
        assert note in trace.header.notes


def test_same_output_as_without_us(script: Write) -> None:
    """Output and errors are the same, and a lost exception is reported just as early."""
    path = script(PROGRAM)
    record = f"import pathlib, loopway.record\nloopway.record.record(pathlib.Path({str(path)!r}))"
    plain, watched = (
        subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True, timeout=30)
        for words in ([str(path)], ["-c", record])
    )
    assert (watched.stdout, watched.stderr) == (plain.stdout, plain.stderr)
    assert "ValueError: lost" in plain.stderr
