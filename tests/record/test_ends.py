"""Tasks that are thrown away while they wait, and errors that nobody asks for."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from loopway.trace import Trace
from loopway.trace.events import ExceptionNeverRetrieved, TaskDestroyed

Recorder = Callable[..., Trace]

PROGRAM = """
    import asyncio, gc

    async def wait_for_ever():
        await asyncio.get_running_loop().create_future()

    async def fail(n, *held):
        held = asyncio.current_task() if held else None
        raise ValueError(n)

    async def main():
        asyncio.create_task(wait_for_ever())
        asyncio.create_task(fail(1))
        asyncio.create_task(fail(2, "in a cycle"))
        seen = asyncio.create_task(fail(3))
        asyncio.Future().set_exception(LookupError("bare"))
        await asyncio.sleep(1)
        gc.collect()
        print(seen.exception())
        try:
            await asyncio.gather(fail(4), fail(5))
        except ValueError as error:
            print(error)

    asyncio.run(main())
"""


def test_ends_that_nobody_saw(recorded: Recorder) -> None:
    """Each is told with the number of the task, also of one that the garbage collector finds in a cycle."""
    trace = recorded(PROGRAM)
    told = [e for e in trace.events if isinstance(e, TaskDestroyed | ExceptionNeverRetrieved)]
    assert [(type(e).__name__, e.task, getattr(e, "error", ""), e.warning) for e in told] == [
        ("ExceptionNeverRetrieved", None, "LookupError('bare')", "Future exception was never retrieved"),
        ("ExceptionNeverRetrieved", 3, "ValueError(1)", "Task exception was never retrieved"),
        ("TaskDestroyed", 2, "", "Task was destroyed but it is pending!"),
        ("ExceptionNeverRetrieved", 4, "ValueError(2)", "Task exception was never retrieved"),
    ]


def test_asyncio_says_what_it_says_without_us(script: Callable[[str], Path]) -> None:
    """What is written to the standard streams is the same, but for addresses, and how far a dying coroutine is."""
    path = script(PROGRAM)
    program = f"import pathlib; from loopway.record import record; record(pathlib.Path({str(path)!r}))"
    watched, plain = (
        subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, timeout=30)
        for command in (["-c", program], [str(path)])
    )
    assert watched.stdout == plain.stdout
    assert _without_addresses(watched.stderr) == _without_addresses(plain.stderr)
    assert plain.stderr.count("was never retrieved") == 3


def _without_addresses(text: str) -> list[str]:
    """Of things that die together in a cycle, which one goes first depends on when Python last collected garbage."""
    text = re.sub(r"(running|done, defined) at (.*?):\d+>", r"at \2>", text)
    return re.sub(r"0x[0-9a-f]+", "0x", text).splitlines()
