"""Coroutine objects: made and kept, never awaited; and what Python says of them reads as without us."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest

from loopway.record.blueprints import coroutine_functions, kept_calls
from loopway.trace import Trace
from loopway.trace.events import CoroutineMade, CoroutineNeverAwaited

Recorder = Callable[..., Trace]

NEVER = """
    import asyncio, sys, warnings

    async def fetch(n):
        return n

    def deep(n):
        return fetch(n)

    async def main():
        fetch(1)
        kept = fetch(2)
        asyncio.sleep(3)
        del kept
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            deep(5)
            print([(str(w.message), w.lineno, type(w.source)) for w in caught])
        closed = fetch(6)
        closed.close()
        task = asyncio.create_task(fetch(7))
        task.cancel()

    held = fetch(8)
    asyncio.run(main())
    print(sys.get_coroutine_origin_tracking_depth())
    sys.set_coroutine_origin_tracking_depth(1)
    deep(9)
    sys.set_coroutine_origin_tracking_depth(0)
    deep(10)
    asyncio.run(main(), debug=True)
    print(sys.get_coroutine_origin_tracking_depth())
    cycle = [fetch(11)]
    cycle.append(cycle)
    del cycle
"""


def test_never_awaited(recorded: Recorder) -> None:
    """Each with its arguments and the line that made it: at its end, in the last collection, or held to the end."""
    trace = recorded(NEVER)
    told = [e for e in trace.events if isinstance(e, CoroutineNeverAwaited)]
    in_main = [
        ("fetch(1)", "script.py:10"),
        ("sleep(3)", "script.py:12"),
        ("fetch(2)", "script.py:11"),
        ("fetch(5)", "script.py:7"),
    ]
    assert [(e.coro, e.where) for e in told] == [
        *in_main,
        ("fetch(9)", "script.py:7"),
        ("fetch(10)", "script.py:7"),
        *in_main,
        ("fetch(11)", "script.py:32"),
        ("fetch(8)", "script.py:23"),
    ]
    assert {e.warning for e in told} == {
        "coroutine 'fetch' was never awaited",
        "coroutine 'sleep' was never awaited",
    }


@pytest.mark.parametrize("filters", ["", "error", "ignore"])
def test_python_says_what_it_says_without_us(filters: str, script: Callable[[str], Path]) -> None:
    """Warnings, with and without the script's own origin tracking, are the same byte for byte, but for addresses."""
    path = script(NEVER)
    program = f"import pathlib; from loopway.record import record; record(pathlib.Path({str(path)!r}))"
    environment = {**os.environ, "PYTHONWARNINGS": filters}
    watched, plain = (
        subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, check=False, timeout=30, env=environment
        )
        for command in (["-c", program], [str(path)])
    )
    assert watched.stdout == plain.stdout
    assert _without_addresses(watched.stderr) == _without_addresses(plain.stderr)
    assert ("was never awaited" in plain.stderr) == (filters != "ignore")


def _without_addresses(text: str) -> list[str]:
    return re.sub(r"0x[0-9a-f]+", "0x", text).splitlines()


def test_plans_that_are_kept(recorded: Recorder) -> None:
    """A coroutine that outlives its statement is told before the next line; one that is awaited or a task is not."""
    trace = recorded(
        """
        import asyncio

        class Garage:
            async def open(self, n=1):
                return n

        async def main():
            garage = Garage()
            one = garage.open(2)
            many = [garage.open(n) for n in range(2)]
            await one
            await garage.open(3)
            task = asyncio.create_task(garage.open(4))
            group = asyncio.gather(
                garage.open(5), garage.open(6),
            )
            await asyncio.gather(task, group, *many)
            one = None

        plan = main()
        asyncio.run(plan)
        """,
        lines=True,
    )
    told = [e for e in trace.events if isinstance(e, CoroutineMade)]
    assert [(e.coro, e.where) for e in told] == [
        ("main()", "script.py:20"),
        ("Garage.open(2)", "script.py:9"),
        ("Garage.open(0)", "script.py:10"),
        ("Garage.open()", "script.py:10"),
    ]
    after = trace.events[trace.events.index(told[0]) + 1]
    assert (type(after).__name__, getattr(after, "where", None)) == ("LineReached", "script.py:21")


def test_a_task_of_something_that_is_no_coroutine(recorded: Recorder) -> None:
    """asyncio makes a task of an asynchronous generator's `aclose`, which nobody can refer to weakly."""
    trace = recorded(
        """
        import asyncio

        async def numbers():
            yield 1

        async def fetch():
            return 2

        async def main():
            generator = numbers()
            print(await anext(generator))
            closing = asyncio.create_task(generator.aclose())
            plan = fetch()
            print(await plan)
            await closing

        asyncio.run(main())
        """,
        lines=True,
    )
    assert [e.coro for e in trace.events if isinstance(e, CoroutineMade)] == ["fetch()"]
    assert trace.header.exit == 0


def test_values_die_when_they_would(script: Callable[[str], Path]) -> None:
    """Looking for plans keeps no value alive: finalisers speak at the same lines as without us."""
    path = script("""
        import asyncio

        class Car:
            def __init__(self, n):
                self.n = n

            def __del__(self):
                print("gone", self.n)

        async def fetch(n):
            return n

        async def main():
            car, plan = Car(1), fetch(1)
            print("made")
            del car
            print("deleted")
            del plan
            print("deleted")
            car = Car(2)
            car = None
            print("replaced")

        asyncio.run(main())
    """)
    program = f"import pathlib; from loopway.record import record; record(pathlib.Path({str(path)!r}))"
    watched, plain = (
        subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, timeout=30)
        for command in (["-c", program], [str(path)])
    )
    assert (watched.stdout, watched.stderr) == (plain.stdout, plain.stderr)
    assert "script.py:18: RuntimeWarning" in plain.stderr


def test_lines_that_keep_something() -> None:
    """Only calls whose result is neither awaited nor dropped at once are worth a look."""
    source = "async def f():\n  await g()\n  g()\n  a = g()\n  b = [x.g(1)]\n  c = 1\n  return h(g(**a))\n"
    module = compile(source, "script.py", "exec")
    assert list(coroutine_functions(module)) == ["f"]
    calls = kept_calls(next(code for code in module.co_consts if isinstance(code, CodeType)))
    assert {line: names & {"g", "h"} for line, names in calls.items()} == {4: {"g"}, 5: {"g"}, 7: {"g", "h"}}
