"""The timeline that is read in a terminal."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import pytest

from loopway.publish.text import timeline_text
from loopway.trace import Header, Trace, read
from loopway.trace import events as ev

HERE = Path(__file__).parent
SCENES = HERE.parents[1] / "scenes" / "traces"


def difference(text: str, golden: str) -> str:
    """Give what differs from a golden, empty if nothing does."""
    lines = difflib.unified_diff(golden.splitlines(), text.splitlines(), "golden", "now", lineterm="")
    return "\n".join(lines)


@pytest.mark.parametrize("name", ["my_coroutine", "gather"])
def test_golden(name: str) -> None:
    """The lessons' timelines are those that were read and found good."""
    text = timeline_text(read(SCENES / f"{name}.jsonl"))
    assert difference(text, (HERE / "golden" / f"timeline_{name}.txt").read_text()) == ""


def test_the_comparison_can_fail() -> None:
    """One altered letter is a difference, and it is shown."""
    golden = (HERE / "golden" / "timeline_gather.txt").read_text()
    assert "+0.00000  M  mein()" in difference(golden.replace("main()", "mein()", 1), golden)


def header(**fields: object) -> Header:
    """A header with some fields set."""
    plain = {"script": "a.py", "source": "", "python": "3.11.7", "clock": "virtual", "step": 2e-5, "reproducible": True}
    return Header(**{**plain, **fields})  # type: ignore[arg-type]


def test_every_event_has_its_words() -> None:
    """What is rare has a line too: eager steps, callbacks, cancellations, blocking calls, foreign threads."""
    wait = ev.Wait(kind="lock", label="lock")
    frames = (ev.StackFrame(where="a.py:3", function="main"), ev.StackFrame(where="lib/b.py:9", function="f"))
    trace = Trace(
        header=header(
            cut="The recording stopped after 7 steps.", notes=("It is cold.",), exit=3, error="ValueError: x"
        ),
        events=(
            ev.LoopOpened(at=0.0, loop=1, thread="MainThread"),
            ev.TaskCreated(at=0.0, task=1, loop=1, name="Task-1", coro="main()", where="a.py:9"),
            ev.TaskScheduled(at=0.0, task=1, cause="created"),
            ev.StepStarted(at=0.0, task=1),
            ev.LineReached(at=0.0, where="a.py:2", task=1),
            ev.Printed(at=0.0, text="hello", task=1),
            ev.Printed(at=0.0, text="", task=1),
            ev.TaskCreated(at=0.0, task=2, loop=1, name="Task-2", coro="f(2)", parent=1),
            ev.StepStarted(at=0.0, task=2, eager=True),
            ev.CallBlocked(at=0.0, call="busy", seconds=2.5, task=2),
            ev.TaskScheduled(at=2.5, task=2, cause="yielded", by=2),
            ev.TaskSuspended(at=2.5, task=2, wait=ev.Wait(kind="sleep(0)", label="sleep(0)")),
            ev.TaskSuspended(at=2.5, task=1, wait=wait, stack=frames),
            ev.StepStarted(at=2.5, task=2),
            ev.TaskSuspended(at=2.5, task=2, wait=ev.Wait(kind="task", label="main()", on=(1,))),
            ev.CallbackRan(at=2.5, loop=1, call="ring", where="a.py:5"),
            ev.Printed(at=2.5, text="ring"),
            ev.CancelRequested(at=2.5, task=1, by="timeout"),
            ev.TaskScheduled(at=2.5, task=1, cause="cancelled", by="timeout"),
            ev.StepStarted(at=2.5, task=1),
            ev.TaskDone(at=2.5, task=1, outcome="cancelled"),
            ev.TaskScheduled(at=2.5, task=2, cause="woken", by=1),
        ),
    )
    assert timeline_text(trace).splitlines() == [
        "a.py   Python 3.11.7, script time: each step counts 20 µs",
        "",
        "0.00000  ·  loop 1  opens",
        "0.00000  M  main()  is created, line 9",
        "0.00000  M  main()  runs",
        "0.00000  M  main()  prints: hello",
        "0.00000  A  f(2)    is created by M",
        "0.00000  A  f(2)    runs at once (eager)",
        "0.00000  A  f(2)    blocks for 2.5 s: a long computation",
        "2.50000  A  f(2)    gives up its turn",
        "2.50000  A  f(2)    waits for sleep(0)",
        "2.50000  M  main()  waits for lock, lib/b.py:9",
        "2.50000  A  f(2)    runs",
        "2.50000  A  f(2)    waits for M, main()",
        "2.50000  ·  loop 1  runs the callback ring(), line 5",
        "2.50000  ·          prints: ring",
        "2.50000  M  main()  is asked to cancel by the timeout",
        "2.50000  M  main()  runs",
        "2.50000  M  main()  is done: cancelled",
        "2.50000  A  f(2)    is woken by M",
        "",
        "The recording stopped after 7 steps.",
        "The script ended with ValueError: x",
        "It is cold.",
        "The script's exit code is 3.",
    ]


def test_what_goes_wrong_and_what_is_held() -> None:
    """Locks and queues with their state, threads' work, limits, cancellations delivered or swallowed, what is lost."""
    lock = ev.Wait(kind="lock", label="lock", on=("lock1",), limit=9.0)
    change = {"resource": "lock1", "kind": "lock", "state": True}
    trace = Trace(
        header=header(cut="It stopped."),
        events=(
            ev.LoopOpened(at=0.0, loop=1),
            ev.TaskCreated(at=0.0, task=1, loop=1, name="Task-1", coro="main()"),
            ev.TaskScheduled(at=0.0, task=1, cause="created"),
            ev.StepStarted(at=0.0, task=1),
            ev.TaskCreated(at=0.0, task=2, loop=1, name="Task-2", coro="f(2)", parent=1),
            ev.TaskScheduled(at=0.0, task=2, cause="created", by=1),
            ev.ResourceChanged(at=0.0, **change, holders=(1,), by=1),
            ev.ResourceChanged(at=0.0, resource="queue1", kind="queue", state=3, size=5, items=("1", "2", "3"), by=1),
            ev.ResourceChanged(at=0.0, resource="queue2", kind="queue", state=0, size=0, by=1),
            ev.ResourceChanged(at=0.0, resource="semaphore1", kind="semaphore", state=1, size=2, holders=(1,), by=1),
            ev.ResourceChanged(at=0.0, resource="event1", kind="event", state=False),
            ev.WorkStarted(at=0.0, thread="asyncio_0", work="load", task=1),
            ev.TaskSuspended(at=1.0, task=1, wait=ev.Wait(kind="thread", label="to_thread(load)")),
            ev.StepStarted(at=1.0, task=2),
            ev.TaskSuspended(at=2.0, task=2, wait=lock),
            ev.WorkFinished(at=2.0, thread="asyncio_0", work="load", task=1),
            ev.CancelRequested(at=2.0, task=2, by="timeout"),
            ev.TaskScheduled(at=2.0, task=2, cause="cancelled", by="timeout"),
            ev.StepStarted(at=2.0, task=2, cancelled=True),
            ev.TaskDone(at=3.0, task=2, outcome="raised", result="KeyError(1)", swallowed=True),
            ev.ExceptionNeverRetrieved(at=3.0, error="KeyError(1)", task=2),
            ev.ExceptionNeverRetrieved(at=3.0, error="KeyError(2)"),
            ev.CoroutineNeverAwaited(at=3.0, coro="g(1)", where="a.py:3"),
            ev.TaskDestroyed(at=3.0, task=1),
        ),
    )
    assert [line[9:] for line in timeline_text(trace).splitlines()[2:-2]] == [
        "·  loop 1  opens",
        "M  main()  is created",
        "M  main()  runs",
        "A  f(2)    is created by M",
        "·          lock1 is locked, held by M",
        "·          queue1 has 3 of 5 items by M",
        "·          queue2 has 0 items by M",
        "·          semaphore1 has 1 of 2 free, held by M",
        "·          event1 is not set",
        "M  main()  starts load in asyncio_0",
        "M  main()  waits for to_thread(load)",
        "A  f(2)    runs",
        "A  f(2)    waits for lock (lock1), at most until 9.00000",
        "M  main()  has the end of load in asyncio_0",
        "A  f(2)    is asked to cancel by the timeout",
        "A  f(2)    runs: CancelledError is raised",
        "A  f(2)    is done: raised KeyError(1), although it was cancelled",
        "A  f(2)    failed, and nobody asked why: KeyError(1)",
        "·          a future failed, and nobody asked why: KeyError(2)",
        "·          g(1) was never awaited, line 3",
        "M  main()  is thrown away in the middle of its wait",
    ]


def test_a_long_run_is_told_from_both_ends() -> None:
    """Of too many lines the middle is counted."""
    ticks = tuple(ev.Printed(at=float(n), text=str(n)) for n in range(100))
    text = timeline_text(Trace(header=header(clock="real", step=0.0), events=ticks), most=9)
    assert text.splitlines()[2:] == [
        *[f"{n:8.5f}  ·    prints: {n}" for n in range(6)],
        "          … 91 more lines …",
        *[f"{n:8.5f}  ·    prints: {n}" for n in (97, 98, 99)],
    ]


def test_an_empty_trace_has_a_title() -> None:
    """Nothing happened, and that is said in one line."""
    text = timeline_text(Trace(header=header(clock="mixed"), events=()))
    assert text == "a.py   Python 3.11.7, script time, with real waits\n\n"


def test_no_encoder_is_loaded() -> None:
    """The timeline needs no drawing: the command that shows it starts fast."""
    import subprocess

    program = (
        "import sys, loopway.publish.text as t; print([m for m in ('av', 'PIL', 'manim', 'numpy') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
