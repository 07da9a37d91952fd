"""Random programs: whatever they do, the recording is lawful, reproduces, and changes nothing that they print."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loopway.trace import Trace
from loopway.trace.jsonl import dumps

Recorder = Callable[..., Trace]

HEAD = """\
import asyncio

async def main():
    await f0()
    print("main is done")

async def quietly(coro):
    try:
        return await coro
    except (asyncio.CancelledError, ValueError, ExceptionGroup) as error:
        return type(error).__name__

lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue()
"""

SIMPLE = (
    "await asyncio.sleep(0)",
    "await asyncio.sleep(0.02)",
    "await asyncio.sleep(0.05)",
    "async with lock: await asyncio.sleep(0.03)",
    "event.set()",
    "queue.put_nowait(1)",
    "queue.empty() or queue.get_nowait()",
    "print('here', {n})",
)
CALLING = (
    "await {f}()",
    "print(await asyncio.gather(quietly({f}()), quietly({f}())))",
    "print(await quietly(asyncio.create_task({f}())))",
    "task = asyncio.create_task({f}()); await asyncio.sleep(0.01); task.cancel(); print(await quietly(task))",
    "task = asyncio.create_task({f}()); task.cancel(); print(await quietly(task))",
    "asyncio.get_running_loop().call_later(0.015, print, 'called', {n})",
    "print(await quietly(asyncio.shield({f}())))",
)


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Give a program of a few functions, each of which calls only later ones, so that it ends."""
    count = draw(st.integers(1, 4))
    parts = [HEAD]
    for number in range(count):
        lines = draw(st.lists(st.sampled_from(SIMPLE), min_size=1, max_size=3))
        if number + 1 < count:
            lines += draw(st.lists(st.sampled_from(CALLING), max_size=2))
        body = [line.format(f=f"f{number + 1}", n=f"{number}, {place}") for place, line in enumerate(lines)]
        parts.append(
            f"async def f{number}():\n" + "\n".join(f"    {line}" for line in body) + f"\n    return {number}\n"
        )
    return "\n".join([*parts, "asyncio.run(main())\n"])


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(program=programs())
def test_random_programs(program: str, recorded: Recorder) -> None:
    """A trace could be made (so the laws hold), twice the same, with the text that plain Python prints."""
    first, second = recorded(program, lines=True), recorded(program, lines=True)
    assert first.header.reproducible
    assert dumps(first) == dumps(second)
    plain = subprocess.run(
        [sys.executable, str(Path("script.py"))], capture_output=True, text=True, check=False, timeout=20
    )
    assert "\n".join(e.text for e in first.events if type(e).__name__ == "Printed") == plain.stdout.rstrip("\n")
