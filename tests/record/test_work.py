"""Work in other threads and processes: who does what, when it begins and when it ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from loopway.trace import Trace
from loopway.trace.events import WorkFinished, WorkStarted

Recorder = Callable[..., Trace]

PROGRAM = """
    import asyncio, functools, threading, traceback
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

    gate = threading.Event()

    def square(n):
        gate.wait(10)
        return n * n

    def fail():
        raise ValueError("no")

    async def main():
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, "pool") as pool:
            first = loop.run_in_executor(pool, square, 2)
            never = loop.run_in_executor(pool, square, 3)
            never.cancel()
            await asyncio.sleep(0)
            gate.set()
            print(await first)
            try:
                await loop.run_in_executor(pool, fail)
            except ValueError:
                traceback.print_exc()
            print(await asyncio.wrap_future(pool.submit(functools.partial(square, 5))))
        print(await asyncio.to_thread(square, 4))

    async def processes():
        with ProcessPoolExecutor(1) as pool:
            print(await asyncio.get_running_loop().run_in_executor(pool, divmod, 7, 3))

    if __name__ == "__main__":
        asyncio.run(main())
        asyncio.run(processes())
"""


def test_work_begins_and_ends(recorded: Recorder) -> None:
    """Each piece with its thread or pool, its function and the task that asked; what never begins is not told."""
    trace = recorded(PROGRAM)
    told = [e for e in trace.events if isinstance(e, WorkStarted | WorkFinished)]
    assert [(type(e).__name__, e.thread, e.work, e.task) for e in told] == [
        ("WorkStarted", "pool_0", "square", 1),
        ("WorkFinished", "pool_0", "square", 1),
        ("WorkStarted", "pool_0", "fail", 1),
        ("WorkFinished", "pool_0", "fail", 1),
        ("WorkStarted", "pool_0", "square", 1),
        ("WorkFinished", "pool_0", "square", 1),
        ("WorkStarted", "asyncio_0", "square", 1),
        ("WorkFinished", "asyncio_0", "square", 1),
        ("WorkStarted", "ProcessPoolExecutor", "divmod", 4),
        ("WorkFinished", "ProcessPoolExecutor", "divmod", 4),
    ]
    assert not trace.header.reproducible


def test_work_is_done_before_it_wakes_anybody(recorded: Recorder) -> None:
    """The end of the work comes before the wake-up of the task that waits for it."""
    trace = recorded("import asyncio\nasyncio.run(asyncio.to_thread(int))\n")
    kinds = [type(e).__name__ for e in trace.events]
    woken = next(n for n, e in enumerate(trace.events) if getattr(e, "cause", None) == "woken")
    assert kinds.index("WorkStarted") < kinds.index("WorkFinished") < woken


def test_errors_from_threads_are_those_of_plain_python(script: Callable[[str], Path]) -> None:
    """Output and tracebacks of work are the same with a recording as without."""
    path = script(PROGRAM)
    program = f"import pathlib; from loopway.record import record; record(pathlib.Path({str(path)!r}))"
    watched, plain = (
        subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, timeout=60)
        for command in (["-c", program], [str(path)])
    )
    assert (watched.stdout, watched.stderr) == (plain.stdout, plain.stderr)
    assert plain.stdout == "4\n25\n16\n(2, 1)\n"
