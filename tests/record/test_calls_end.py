"""Where calls are not told: other threads and processes, loops, after too many; and the work between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.record.nesting import calls

from loopway.trace import Trace

Recorder = Callable[..., Trace]


def test_other_threads_are_not_told(recorded: Recorder) -> None:
    """What a thread calls is not on the lane; what it prints is nobody's."""
    trace = recorded("""
        import threading

        def work(n):
            print("work", n)

        work(1)
        thread = threading.Thread(target=work, args=(2,))
        thread.start()
        thread.join()
    """)
    assert calls(trace) == ["work(1) script.py:3", "  | work 1", "returned", "| work 2"]
    assert trace.header.notes == ("The script started 1 thread of its own.",)


def test_a_loop_ends_the_lane_while_it_runs(recorded: Recorder) -> None:
    """A program whose loop is somebody else's is told as calls up to the loop, and again after it."""
    Path("engine.py").write_text(
        "import asyncio\ndef helper(): return 1\nasync def trip():\n    await asyncio.sleep(helper())\n"
        "def run():\n    asyncio.run(trip())\n    return helper()\n"
    )
    trace = recorded("import engine\nengine.run()\nprint(engine.helper())\n")
    assert calls(trace) == [
        "run() engine.py:5",
        "  helper() engine.py:2",
        "  returned 1",
        "returned 1",
        "helper() engine.py:2",
        "returned 1",
        "| 1",
    ]
    started = [event.task for event in trace.events if type(event).__name__ == "StepStarted"]
    assert started[:2] == [1, 1]
    assert all(event.parent is None for event in trace.events if type(event).__name__ == "TaskCreated")


def test_a_program_that_imports_asyncio_has_no_lane(recorded: Recorder) -> None:
    """Its functions are part of its steps: no call is told, in a loop or out of one."""
    trace = recorded("""
        import asyncio

        def helper():
            return 1

        async def main():
            await asyncio.sleep(helper())

        helper()
        asyncio.run(main())
    """)
    assert calls(trace) == []


def test_too_many_calls(recorded: Recorder) -> None:
    """The recording stops at the limit with a sentence; the program goes on to its end, in real time."""
    trace = recorded(
        """
        import sys, time

        def fib(n):
            return n if n < 2 else fib(n - 1) + fib(n - 2)

        fib(12)
        before = time.perf_counter()
        time.sleep(0.01)
        sys.exit(7 if time.perf_counter() - before >= 0.01 else 1)
        """,
        steps=100,
        lines=True,
    )
    assert sum(type(event).__name__ == "CallStarted" for event in trace.events) == 100
    assert trace.header.cut == "The recording stopped after 100 calls."
    assert (trace.header.exit, trace.header.notes) == (7, ())


def test_pythons_stack_is_the_programs(recorded: Recorder) -> None:
    """A recursion without end goes as deep as without us, and no part of the trace is made up."""
    source = """
        import inspect, sys

        depth = 0

        def deeper():
            global depth
            depth += 1
            deeper()

        try:
            deeper()
        except RecursionError:
            sys.exit(0 if depth == sys.getrecursionlimit() - len(inspect.stack()) else 1)
    """
    trace = recorded(source)
    assert trace.header.exit == 0
    assert trace.header.cut == "The recording stopped where the program had used up Python's stack."


def test_work_between_calls_counts_if_it_is_long(recorded: Recorder) -> None:
    """Ten milliseconds of computing are told with their line; importing modules is not the program's own work."""
    trace = recorded(
        """
        import unittest.mock, xmlrpc.client

        def work():
            return sum(range(3_000_000))

        work()
        """,
        lines=True,
    )
    blocked = [event for event in trace.events if type(event).__name__ == "CallBlocked"]
    assert [(event.call, event.where) for event in blocked] == [("busy", "script.py:4")]
    assert not trace.header.reproducible


def test_a_forked_process_is_left_alone(recorded: Recorder) -> None:
    """Its calls are not told, and no trace function slows it down."""
    trace = recorded(
        """
        import os, sys

        def work(n):
            return n

        work(1)
        child = os.fork()
        if not child:
            work(2)
            os._exit(5 if sys.gettrace() else 6)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """,
        lines=True,
    )
    assert calls(trace) == ["work(1) script.py:3", "returned 1"]
    assert trace.header.exit == 6
