"""Plain programs: calls of their own functions, one inside the other, on the same clock as loops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from loopway.trace import Trace
from loopway.trace import events as ev

Recorder = Callable[..., Trace]

TRIPS = """
    import time

    def fetch(n):
        time.sleep(1)
        return n * 2

    def main():
        return fetch(1) + fetch(n=2)

    print(main())
"""


def calls(trace: Trace) -> list[str]:
    """Give what was called and how it ended, set in as it was nested, without the instants."""
    lines, depth = [], 0
    for event in trace.events:
        kind = type(event).__name__
        depth -= kind == "CallReturned"
        if kind == "CallStarted":
            lines.append(f"{'  ' * depth}{event.call} {event.where}")
            depth += 1
        elif kind == "CallReturned":
            lines.append(f"{'  ' * depth}{event.outcome} {event.result}".rstrip())
        elif kind == "Printed":
            lines.append(f"{'  ' * depth}| {event.text}")
    return lines


def test_the_same_trips_without_asyncio(recorded: Recorder) -> None:
    """Two calls of a second each take two seconds; each call counts as a step of 20 µs, half before what is in it."""
    trace = recorded(TRIPS)
    assert list(trace.events) == [
        ev.CallStarted(at=0.0, call="main()", where="script.py:7"),
        ev.CallStarted(at=0.00001, call="fetch(1)", where="script.py:3"),
        ev.CallBlocked(at=0.00002, call="time.sleep(1)", seconds=1.0, where="script.py:4"),
        ev.CallReturned(at=1.00003, call="fetch(1)", result="2"),
        ev.CallStarted(at=1.00003, call="fetch(2)", where="script.py:3"),
        ev.CallBlocked(at=1.00004, call="time.sleep(1)", seconds=1.0, where="script.py:4"),
        ev.CallReturned(at=2.00005, call="fetch(2)", result="4"),
        ev.CallReturned(at=2.00006, call="main()", result="6"),
        ev.Printed(at=2.00006, text="6"),
    ]
    header = trace.header
    assert (header.clock, header.step, header.reproducible, header.notes) == ("virtual", 20e-6, True, ())


def test_recording_again_gives_the_same(recorded: Recorder) -> None:
    """The same program gives the same trace, its lines included."""
    assert recorded(TRIPS, lines=True) == recorded(TRIPS, lines=True)


def test_lines_stand_inside_their_calls(recorded: Recorder) -> None:
    """A line is told after the start of the call that runs it."""
    trace = recorded(TRIPS, lines=True)
    told = [getattr(event, "where", None) or type(event).__name__ for event in trace.events]
    assert told[:8] == [
        *(f"script.py:{n}" for n in (1, 3, 7, 10)),
        "script.py:7",
        "script.py:8",
        *["script.py:3"],
        "script.py:4",
    ]


def test_errors_pass_through_calls(recorded: Recorder) -> None:
    """A call that is left by an exception has raised it; who catches it goes on, and returns."""
    trace = recorded("""
        def fail(): raise ValueError("no fuel")

        def middle():
            try:
                fail()
            finally:
                print("tidy")

        def main():
            try:
                middle()
            except ValueError:
                for _ in iter([]): pass

        main()
        raise SystemExit(3)
    """)
    assert calls(trace) == [
        "main() script.py:9",
        "  middle() script.py:3",
        "    fail() script.py:1",
        "    raised ValueError('no fuel')",
        "    | tidy",
        "  raised ValueError('no fuel')",
        "returned",
    ]
    assert trace.header.exit == 3


def test_a_generator_is_called_once_a_value(recorded: Recorder) -> None:
    """Each run of a generator up to its next yield is a call with what it calls; `throw` goes to the innermost."""
    trace = recorded("""
        def double(n): return n * 2

        def numbers(n):
            for i in range(n):
                got = yield double(i)
                print("got", got)

        def outer():
            yield from numbers(2)

        for number in numbers(1):
            print(number)
        one = outer()
        next(one)
        one.send("x")
        try:
            one.throw(KeyError(1))
        except KeyError:
            print(sum(i for i in [1]), [double(i) for i in [4]])
    """)
    assert calls(trace) == [
        "next(numbers(1)) script.py:3",
        "  double(0) script.py:1",
        "  returned 0",
        "returned 0",
        "| 0",
        "next(numbers(1)) script.py:3",
        "  | got None",
        "returned",
        "next(outer()) script.py:8",
        "  next(numbers(2)) script.py:3",
        "    double(0) script.py:1",
        "    returned 0",
        "  returned 0",
        "returned 0",
        "next(outer()) script.py:8",
        "  next(numbers(2)) script.py:3",
        "    | got x",
        "    double(1) script.py:1",
        "    returned 2",
        "  returned 2",
        "returned 2",
        "next(numbers(2)) script.py:3",
        "raised KeyError(1)",
        "next(outer()) script.py:8",
        "raised KeyError(1)",
        "double(4) script.py:1",
        "returned 8",
        "| 1 [8]",
    ]


def test_what_is_raised_survives_the_tidying(recorded: Recorder) -> None:
    """Calls and errors in a `finally` do not hide the error that passes; a closed generator raises its own."""
    trace = recorded("""
        def tidy(): return 1 / 1

        def main():
            try:
                raise KeyError("first")
            finally:
                tidy()
                try:
                    1 / 0
                except ZeroDivisionError:
                    pass

        def numbers():
            try:
                yield 1
            finally:
                print("closed")

        for _ in range(2):
            one = numbers()
            next(one)
            one.close()
        try:
            main()
        except KeyError:
            pass
    """)
    call = "next(numbers()) script.py:13"
    assert calls(trace) == [
        *[call, "returned 1", call, "  | closed", "raised GeneratorExit()"] * 2,
        "main() script.py:3",
        "  tidy() script.py:1",
        "  returned 1.0",
        "raised KeyError('first')",
    ]


def test_a_coroutine_driven_by_hand(recorded: Recorder) -> None:
    """Nobody's loop: each `send` is a call of the coroutine's."""
    trace = recorded("""
        class Pause:
            def __await__(self):
                yield "waiting"

        async def trip(n):
            await Pause()
            return n

        coro = trip(1)
        print(coro.send(None))
        try:
            coro.send(None)
        except StopIteration as end:
            print(end.value)
    """)
    assert calls(trace) == [
        "send(trip(1)) script.py:5",
        "  next(Pause.__await_… script.py:2",
        "  returned 'waiting'",
        "returned 'waiting'",
        "| waiting",
        "send(trip(1)) script.py:5",
        "  next(Pause.__await_… script.py:2",
        "  returned",
        "returned 1",
        "| 1",
    ]


def test_only_the_users_functions(recorded: Recorder) -> None:
    """Methods, lambdas and a neighbour's functions are told; class bodies, comprehensions and the library are not."""
    Path("neighbour.py").write_text("def help(a, b=2):\n    return a\n")
    trace = recorded("""
        import dataclasses, json, neighbour

        @dataclasses.dataclass
        class Car:
            name: str = "red"
            doors = len([1, 2])

            def drive(self, *far, **how):
                return json.dumps([str(part) for part in far])

            @classmethod
            def make(cls):
                return cls()

        Car.make().drive(1, by="night")
        neighbour.help(3)
        neighbour.help(3, 4)
        print(max([1, 2], key=lambda n: -n))
    """)
    assert calls(trace) == [
        "Car.make() script.py:11",
        "returned Car(name='red')",
        "Car.drive(1, by='ni… script.py:8",
        "returned '[\"1\"]'",
        "help(3) neighbour.py:1",
        "returned 3",
        "help(3, 4) neighbour.py:1",
        "returned 3",
        "<lambda>(1) script.py:18",
        "returned -1",
        "<lambda>(2) script.py:18",
        "returned -2",
        "| 1",
    ]


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
