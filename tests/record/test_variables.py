"""Local variables of a task where it waits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loopway.trace import Trace
from loopway.trace.events import TaskSuspended

Recorder = Callable[..., Trace]

PROGRAM = """
    import asyncio

    class Car:
        def __init__(self, n):
            self.n = n

        def __del__(self):
            print("gone", self.n)

        def __repr__(self):
            print("asked")
            return "Car"

    async def drive(n, *stops, **more):
        car, later = Car(n), None

        def look():
            return car, n

        try:
            raise LookupError(n)
        except LookupError as error:
            await asyncio.sleep(1)
            print("still", error)
        car = [Car(n + 1), "x" * 100]
        print("replaced")
        await asyncio.sleep(1)
        car.clear()
        print("cleared")
        del car
        car = Car(n + 2)
        await asyncio.sleep(0)
        print(look())

    async def main():
        outer = True
        await drive(1, 2, 3, to="x")

    asyncio.run(main())
"""


@pytest.mark.parametrize("lines", [False, True])
def test_variables_of_the_innermost_function(lines: bool, recorded: Recorder) -> None:
    """Its names and values in order, cut at 60 characters, the user's objects by their type; nothing of `main`."""
    trace = recorded(PROGRAM, lines=lines, locals=True)
    stacks = [e.stack for e in trace.events if isinstance(e, TaskSuspended)]
    assert [frame.locals for stack in stacks[:3] for frame in stack[:-1]] == [()] * 3
    start = {"n": "1", "stops": "(2, 3)", "more": "{'to': 'x'}"}
    assert [sorted(stack[-1].locals) for stack in stacks[:3]] == [
        sorted((start | values | {"later": "None", "look": "<function>"}).items())
        for values in (
            {"car": "<Car>", "error": "LookupError(1)"},
            {"car": "[<Car>, '" + "x" * 50 + "…"},
            {"car": "<Car>"},
        )
    ]


@pytest.mark.parametrize("lines", [False, True])
def test_looking_changes_nothing(lines: bool, script: Callable[[str], Path]) -> None:
    """Values live and die as without us, variables keep their values, and nobody's `__repr__` is called."""
    path = script(PROGRAM)
    program = f"import pathlib; from loopway.record import record; record(pathlib.Path({str(path)!r}), lines={lines})"
    watched, plain = (
        subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, timeout=30)
        for command in (["-c", program], [str(path)])
    )
    assert (watched.stdout, watched.stderr) == (plain.stdout, plain.stderr)
    assert plain.stdout.splitlines()[:4] == ["still 1", "gone 1", "replaced", "gone 2"]


def test_nobody_asked_for_them(recorded: Recorder) -> None:
    """Without `locals` no variables are told."""
    trace = recorded(PROGRAM, locals=False)
    assert not [f.locals for e in trace.events if isinstance(e, TaskSuspended) for f in e.stack if f.locals]
