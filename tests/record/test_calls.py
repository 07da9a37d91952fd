"""Plain programs: calls of their own functions, one inside the other, on the same clock as loops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.record.nesting import calls

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
