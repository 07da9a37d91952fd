"""The recorder leaves things as it found them, and the script's other threads and loops alone."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from loopway.record.child import Watching
from loopway.record.decode import decode
from loopway.record.orders import Orders
from loopway.record.spool import Spooled, open_spool
from loopway.trace import Trace

Recorder = Callable[..., Trace]
Write = Callable[[str], Path]


def orders(script: Path, spool: int, *, calls: bool = False) -> Orders:
    """Orders for a recording inside this very process."""
    path = str(script.absolute())
    return Orders(
        spool=spool,
        script=path,
        root=str(script.absolute().parent),
        clock="auto",
        timeout=5.0,
        until=60.0,
        steps=1000,
        events=1000,
        lines=True,
        calls=calls,
        uvloop=False,
    )


@pytest.mark.parametrize("calls", [False, True])
def test_everything_is_put_back(script: Write, calls: bool) -> None:
    """A recording in this process sees the program, and afterwards the room's fixture finds nothing."""
    path = script("import asyncio, time\nprint('hello')\ntime.sleep(1)\nasyncio.run(asyncio.sleep(1))\n")
    spool = open_spool()
    watching = Watching(orders(path, os.dup(spool), calls=calls))
    before = time.monotonic
    watching.begin()
    try:
        assert time.monotonic is not before
        runpy.run_path(str(path), run_name="__main__")
    finally:
        watching.end(None)
    with Spooled(spool) as spooled:
        kinds = [type(event).__name__ for event in decode(spooled, 1000)[0]]
        assert spooled.last["exited"]
    os.close(spool)
    assert time.monotonic is before
    assert [kind for kind in kinds if kind in ("Printed", "CallBlocked", "StepStarted")] == [
        "Printed",
        "CallBlocked",
        *["StepStarted"] * 4,
    ]


def test_the_proof_can_fail(what_is_installed: Callable[[], dict[str, object]]) -> None:
    """The room's fixture compares what stands in `time`: one replaced function is enough to see it."""
    before = what_is_installed()
    real = time.sleep
    time.sleep = lambda seconds: None
    try:
        assert what_is_installed() != before
    finally:
        time.sleep = real


def test_what_others_replaced_stays(script: Write) -> None:
    """A function that the script itself has replaced meanwhile is not put back over its head."""
    path = script("import time\ntime.sleep = print\n")
    real = time.sleep
    spool = open_spool()
    watching = Watching(orders(path, spool))
    watching.begin()
    try:
        runpy.run_path(str(path), run_name="__main__")
    finally:
        watching.end(None)
    assert time.sleep is print  # type: ignore[comparison-overlap]
    time.sleep = real


def test_a_loop_in_a_thread_does_not_disturb(recorded: Recorder) -> None:
    """The main loop is recorded whole; of the other one only a note is left."""
    trace = recorded("""
        import asyncio, threading

        async def side(n):
            await asyncio.sleep(0.01)
            return n

        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="worker")
        thread.start()

        async def main():
            future = asyncio.run_coroutine_threadsafe(side(4), loop)
            print(await asyncio.wrap_future(future))

        asyncio.run(main())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
    """)
    created = [e for e in trace.events if type(e).__name__ == "TaskCreated" and not e.internal]
    assert [(e.task, e.coro) for e in created] == [(1, "main()")]
    assert trace.header.notes == (
        "A loop in the thread worker was not recorded.",
        "The script started 1 thread of its own.",
    )
    assert trace.header.clock == "mixed"


def test_what_a_thread_prints_is_nobodys(recorded: Recorder) -> None:
    """Text from another thread is recorded without a task; each thread's lines stay whole."""
    trace = recorded("""
        import asyncio, threading

        def talk():
            print("from", end=" ")
            main_may_talk.set()
            thread_may_talk.wait(5)
            print("a thread")

        main_may_talk, thread_may_talk = threading.Event(), threading.Event()

        async def main():
            thread = threading.Thread(target=talk)
            thread.start()
            main_may_talk.wait(5)
            print("from a task")
            thread_may_talk.set()
            thread.join()

        asyncio.run(main())
    """)
    assert [(e.text, e.task) for e in trace.events if type(e).__name__ == "Printed"] == [
        ("from a task", 1),
        ("from a thread", None),
    ]


def test_the_users_repr_is_not_part_of_the_run(recorded: Recorder) -> None:
    """Naming a coroutine runs the user's `__repr__`: what that does is not told, what it raises is not felt."""
    trace = recorded(
        """
        import asyncio

        class Loud:
            def __repr__(self):
                print("I am asked")
                return "Loud!"

        class Broken:
            def __repr__(self):
                raise RuntimeError

        async def take(thing):
            return thing

        async def main():
            await asyncio.gather(take(Loud()), take(Broken()))

        asyncio.run(main())
        """,
        lines=True,
    )
    created = [e.coro for e in trace.events if type(e).__name__ == "TaskCreated" and not e.internal]
    assert created == ["main()", "take(Loud!)", "take(<Broken>)"]
    assert not [e for e in trace.events if type(e).__name__ == "Printed"]
    assert "script.py:5" not in [e.where for e in trace.events if type(e).__name__ == "LineReached"]


def test_ctrl_c_ends_both_and_keeps_nothing(tmp_path: Path) -> None:
    """A Ctrl-C from the terminal reaches script and recorder: the script ends as it would, the recorder says so."""
    script = tmp_path / "script.py"
    script.write_text("import asyncio, time\nprint('go', flush=True)\nwhile True:\n    pass\n")
    program = textwrap.dedent(f"""
        import pathlib
        from loopway.record import record
        try:
            record(pathlib.Path({str(script)!r}))
        except KeyboardInterrupt:
            print("interrupted")
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (out, process.returncode) == ("interrupted\n", 0)
    assert err.splitlines()[-1] == "KeyboardInterrupt"
    assert [path.name for path in tmp_path.iterdir()] == ["script.py"]


def test_streams_can_be_led_elsewhere(recorded: Recorder, tmp_path: Path) -> None:
    """`stdout` takes the script's output, `stdin` gives its input, `args` its arguments."""
    (tmp_path / "in").write_text("hello\n")
    with (tmp_path / "in").open("rb") as stdin, (tmp_path / "out").open("wb") as stdout:
        trace = recorded(
            "import asyncio, sys\nasyncio.run(asyncio.sleep(0))\nprint(input(), sys.argv)\n",
            stdin=stdin,
            stdout=stdout,
            args=["-x", "two words"],
        )
    assert (tmp_path / "out").read_text() == "hello ['script.py', '-x', 'two words']\n"
    assert trace.events[-1].text == "hello ['script.py', '-x', 'two words']"
