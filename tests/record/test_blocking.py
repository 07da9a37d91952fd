"""Calls that keep the loop from everything else have the name and the place that the user gave them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loopway.record.sources import call_at, long_statements
from loopway.trace import Trace
from loopway.trace.events import CallBlocked

Recorder = Callable[..., Trace]

BLOCKING = {
    "subprocess.run(['sleep', '0.03'], check=True)": "subprocess.run(['sleep', '0.03'], check=True)",
    "data = pair(0.03).recv(\n            10)": "pair(0.03).recv(10)",
    "open(pipe(0.03)).read()": "open(pipe(0.03)).read()",
    "sys.stdin = open(pipe(0.03)); answer = input()": "a blocking call",
    "late(0.03).join()": "late(0.03).join()",
    "waits = [late(n).join() for n in (0.03,)]": "late(n).join()",
    "urllib.request.urlopen(f'http://127.0.0.1:{serve(0.3)}', timeout=9)": (
        "urllib.request.urlopen(f'http://127.0.0.1:{serve(0.3)}', ti…"
    ),
}

PROGRAM = """
    import asyncio, os, socket, subprocess, sys, threading, time, urllib.request

    def late(seconds, work=lambda: None):
        timer = threading.Timer(seconds, work)
        timer.start()
        return timer

    def pair(seconds):
        one, other = socket.socketpair()
        late(seconds, lambda: other.send(b"x"))
        return one

    def pipe(seconds):
        reader, writer = os.pipe()
        late(seconds, lambda: (os.write(writer, b"x\\n"), os.close(writer)))
        return reader

    def serve(seconds):
        server = socket.create_server(("127.0.0.1", 0))

        def answer():
            connection = server.accept()[0]
            time.sleep(seconds)
            connection.sendall(b"HTTP/1.0 200 OK\\r\\n\\r\\n")
            connection.close()

        threading.Thread(target=answer).start()
        return server.getsockname()[1]

    async def main():
        {call}
        await asyncio.sleep(0)

    asyncio.run(main())
"""


@pytest.mark.parametrize("call", BLOCKING)
def test_blocking_calls_are_named(call: str, recorded: Recorder) -> None:
    """The call as it stands in the line that lasted; if it has several, only the place is sure."""
    trace = recorded(PROGRAM.replace("{call}", call), lines=True)
    told = [e for e in trace.events if isinstance(e, CallBlocked) and e.seconds >= 0.025]
    assert [(e.call, e.task, e.where) for e in told] == [(BLOCKING[call], 1, "script.py:31")]
    assert told[0].seconds < 1


def test_the_last_line_of_a_step(recorded: Recorder) -> None:
    """What blocks at the very end of a step has a place too; what is awaited is no blocking call."""
    trace = recorded(
        """
        import asyncio, threading

        async def late(n):
            threading.Event().wait(n)

        async def main():
            await asyncio.gather(late(0.03), late(0.03))

        asyncio.run(main())
        """,
        lines=True,
    )
    told = [e for e in trace.events if isinstance(e, CallBlocked)]
    assert [(e.call, e.task, e.where) for e in told] == [
        ("threading.Event().wait(n)", 2, "script.py:4"),
        ("threading.Event().wait(n)", 3, "script.py:4"),
    ]


def test_a_long_computation_has_a_place(recorded: Recorder) -> None:
    """A computation of more lines than are told is placed at the last one of them."""
    trace = recorded(
        """
        import asyncio

        def compute(rounds):
            total = 0
            for n in range(rounds):
                total += n
            return total

        async def main():
            compute(4_000_000)

        asyncio.run(main())
        """,
        lines=True,
    )
    (told,) = [e for e in trace.events if isinstance(e, CallBlocked)]
    assert (told.call, told.task) == ("busy", 1)
    assert told.where in ("script.py:5", "script.py:6")


def test_what_a_line_calls(tmp_path: Path) -> None:
    """One call that may last is named; awaited ones, those of other functions and quick ones do not count."""
    lines = {
        "a = f(g(1))": "f(g(1))",
        "a = f(1) + g(2)": None,
        "a = f(1); b = g(2)": None,
        "await f(g(1))": "g(1)",
        "a = lambda: f(1)": None,
        "a = len(f(1))": "f(1)",
        "with f(1) as a: g()": None,
        "if f(1):\n    g(2)": "f(1)",
        "for a in f(1):\n    g(2)": None,
        "return": None,
    }
    path = tmp_path / "script.py"
    found = {}
    for number, text in enumerate(lines):
        script = path.with_stem(f"script{number}")
        script.write_text(text)
        found[text] = call_at(str(script), 1)
    assert found == lines


def test_long_statements(tmp_path: Path) -> None:
    """Statements of several lines are found by each of them; those that hold others are not."""
    path = tmp_path / "script.py"
    path.write_text("a = [\n  f()]\nif a:\n  g()\n")
    assert long_statements(str(path)) == {1: range(1, 3), 2: range(1, 3)}
    path = tmp_path / "broken.py"
    path.write_text("a = [\n")
    assert long_statements(str(path)) == {}
