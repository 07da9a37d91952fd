"""The faults that a first version of such a recorder makes, one test each."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from loopway.trace import Trace

Recorder = Callable[..., Trace]
Teller = Callable[[Trace], list[str]]


def test_1_errors_have_no_context_of_ours(recorded: Recorder) -> None:
    """An error in a callback or a task has the context that it has without us: none, or the user's own."""
    trace = recorded("""
        import asyncio

        def callback():
            try:
                1 / 0
            except ZeroDivisionError as error:
                print(repr(error.__context__))

        async def main():
            asyncio.get_running_loop().call_soon(callback)
            await asyncio.sleep(0)
            try:
                raise KeyError(1)
            except KeyError:
                await asyncio.sleep(0)
                try:
                    1 / 0
                except ZeroDivisionError as error:
                    print(repr(error.__context__))

        asyncio.run(main())
    """)
    assert [e.text for e in trace.events if type(e).__name__ == "Printed"] == ["None", "KeyError(1)"]


def test_2_no_task_is_kept_alive(recorded: Recorder, capfd: pytest.CaptureFixture[str]) -> None:
    """An error that nobody retrieves is reported as soon as the task is forgotten, not at the end."""
    trace = recorded("""
        import asyncio, weakref

        async def fail():
            raise ValueError

        async def main():
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
            task = asyncio.create_task(fail())
            gone = weakref.ref(task)
            await asyncio.sleep(0)
            del task
            await asyncio.sleep(0)
            print("gone:", gone() is None)

        asyncio.run(main())
    """)
    printed = [e.text for e in trace.events if type(e).__name__ == "Printed"]
    assert printed == ["Task exception was never retrieved", "gone: True"]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="eager tasks are new in Python 3.12")
def test_3_an_eager_task_nests_in_its_parents_step(recorded: Recorder, told: Teller) -> None:
    """An eager task that ends at once has a step, inside that of its parent; one that waits is suspended there."""
    trace = recorded("""
        import asyncio

        async def quick(n):
            return n

        async def main():
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            asyncio.create_task(quick(1), name="q")
            await asyncio.create_task(asyncio.sleep(1), name="s")

        asyncio.run(main())
    """)
    assert told(trace)[2:] == [
        "0 StepStarted task=1",
        "0 TaskCreated task=2 loop=1 name=q coro=quick(1) parent=1 where=script.py:8",
        "0 StepStarted task=2 eager=True",
        "0+1 TaskDone task=2 outcome=returned result=1",
        "0+1 TaskCreated task=3 loop=1 name=s coro=sleep(1) parent=1 where=script.py:9",
        "0+1 StepStarted task=3 eager=True",
        "0+2 TaskSuspended task=3 wait=(kind=sleep label=sleep(1) until=1.00002)",
        "0+3 TaskSuspended task=1 wait=(kind=task label=sleep(1) on=[3]) stack=[(where=script.py:9 function=main)]",
        "0+3 LoopIdle loop=1 until=1.00002",
        "1+1 TaskScheduled task=3 cause=woken by=timer",
        "1+1 StepStarted task=3",
        "1+2 TaskDone task=3 outcome=returned",
        "1+2 TaskScheduled task=1 cause=woken by=3",
        "1+2 StepStarted task=1",
        "1+3 TaskDone task=1 outcome=returned",
    ]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="eager tasks are new in Python 3.12")
def test_3_eager_tasks_begin_in_their_order(recorded: Recorder) -> None:
    """One that makes the next one first thing begins before it, however deep; a plain callback's has no parent."""
    trace = recorded("""
        import asyncio

        async def deep(n):
            if n:
                await asyncio.create_task(deep(n - 1))

        async def main():
            loop = asyncio.get_running_loop()
            loop.set_task_factory(asyncio.eager_task_factory)
            await deep(2)
            kept = []
            loop.call_soon(lambda: kept.append(asyncio.create_task(deep(2))))
            await asyncio.sleep(1)

        asyncio.run(main())
    """)
    created = [e for e in trace.events if type(e).__name__ == "TaskCreated" and not e.internal]
    assert [(e.task, e.coro, e.parent) for e in created] == [
        (1, "main()", None),
        (2, "deep(1)", 1),
        (3, "deep(0)", 2),
        (4, "deep(2)", None),
        (5, "deep(1)", 4),
        (6, "deep(0)", 5),
    ]


def test_4_a_task_made_by_hand_is_seen(recorded: Recorder, told: Teller) -> None:
    """`asyncio.Task(coro)` never calls `create_task`; a subclass from a task factory is a task like others."""
    trace = recorded("""
        import asyncio

        class Own(asyncio.Task):
            pass

        async def main():
            loop = asyncio.get_running_loop()
            await asyncio.Task(asyncio.sleep(0), loop=loop, name="by hand")
            loop.set_task_factory(lambda loop, coro, **options: Own(coro, loop=loop, **options))
            print(type(asyncio.create_task(asyncio.sleep(0), name="own")).__name__)
            await asyncio.sleep(0)

        asyncio.run(main())
    """)
    created = [e for e in trace.events if type(e).__name__ == "TaskCreated" and not e.internal]
    assert [(e.task, e.name, e.parent) for e in created] == [(1, "Task-1", None), (2, "by hand", 1), (3, "own", 1)]
    assert "0+3 Printed text=Own task=1" in told(trace)


def test_5_numbers_are_never_used_again(recorded: Recorder) -> None:
    """A hundred tasks, one after the other at one address, have a hundred numbers."""
    trace = recorded("""
        import asyncio

        async def nothing():
            pass

        async def main():
            seen = set()
            for _ in range(100):
                task = asyncio.create_task(nothing())
                seen.add(id(task))
                await task
                del task
            print(len(seen) < 100)

        asyncio.run(main())
    """)
    created = [e.task for e in trace.events if type(e).__name__ == "TaskCreated"]
    assert created == list(range(1, 104))
    assert [e.text for e in trace.events if type(e).__name__ == "Printed"] == ["True"]


def test_6_shutdown_tasks_are_asyncios_own(recorded: Recorder) -> None:
    """The two tasks with which `asyncio.run` ends are marked; the user's own `asyncio.sleep` is not."""
    trace = recorded("import asyncio\nasyncio.run(asyncio.sleep(1))\n")
    created = [(e.coro, e.internal) for e in trace.events if type(e).__name__ == "TaskCreated"]
    assert created == [("sleep(1)", False), ("BaseEventLoop.shutd…", True), ("BaseEventLoop.shutd…", True)]


def test_7_a_wake_up_inside_the_own_step(recorded: Recorder, told: Teller) -> None:
    """A task can be made ready before its step is told to have ended; it then waits for its turn, not for the event."""
    trace = recorded("""
        import asyncio

        class Turn:
            def __await__(self):
                yield

        async def main():
            await Turn()

        asyncio.run(main())
    """)
    assert told(trace)[2:5] == [
        "0 StepStarted task=1",
        "0 TaskScheduled task=1 cause=yielded by=1",
        "0+1 TaskSuspended task=1 wait=(kind=sleep(0) label=yield) stack=[(where=script.py:8 function=main) "
        "(where=script.py:5 function=Turn.__await__)]",
    ]


def test_a_task_that_nobody_holds_is_told_to_its_end(recorded: Recorder) -> None:
    """The last step of a task that dies with it is told like any other."""
    trace = recorded("""
        import asyncio

        async def alone():
            await asyncio.sleep(1)

        async def main():
            asyncio.create_task(alone())
            await asyncio.sleep(2)

        asyncio.run(main())
    """)
    assert [e.task for e in trace.events if type(e).__name__ == "TaskDone"][:2] == [2, 1]


def test_nobody_sees_us_on_the_stack(script: Callable[[str], object], recorded: Recorder) -> None:
    """A stack printed inside a task, and the tracebacks of errors, are those of plain Python."""
    source = """
        import asyncio, traceback

        async def main():
            traceback.print_stack()
            asyncio.get_running_loop().call_soon(lambda: 1 / 0)
            await asyncio.sleep(0)
            raise LookupError("x")

        asyncio.run(main())
    """
    recorded_run = _run(script(source), recorded=True)
    plain_run = _run(script(source), recorded=False)
    assert "print_stack" in plain_run.stderr
    assert recorded_run.stderr == plain_run.stderr
    assert recorded_run.stdout == plain_run.stdout


def _run(script: object, *, recorded: bool) -> subprocess.CompletedProcess[str]:
    program = f"import pathlib; from loopway.record import record; record(pathlib.Path({str(script)!r}))"
    command = [sys.executable, "-c", program] if recorded else [sys.executable, str(script)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
