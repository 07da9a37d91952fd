"""The file for Perfetto, read by a reader that is none of ours."""

from __future__ import annotations

import difflib
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

from loopway.publish import chrome
from loopway.trace import AnyEvent, Header, Trace, read
from loopway.trace import events as ev

from ..story.lawful import traces
from . import perfetto

HERE = Path(__file__).parent
SCENES = HERE.parents[1] / "scenes" / "traces"
HEADER = Header(script="a.py", source="", python="3.11.7", clock="real", step=0.0, reproducible=False)
LOCK = ev.Wait(kind="lock", label="lock", on=("lock1",))


def lesson(name: str) -> Trace:
    """A committed recording."""
    return read(SCENES / f"{name}.jsonl")


def traced(*events: AnyEvent) -> Trace:
    """A trace of these events, which stops in the middle."""
    return Trace(header=msgspec.structs.replace(HEADER, cut="It stopped."), events=events)


@pytest.mark.parametrize("name", ["gather", "my_coroutine"])
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    """The lessons' files are those that were read and found good."""
    path = HERE / "golden" / f"chrome_{name}.json"
    text = chrome.chrome_text(lesson(name))
    if request.config.getoption("--regolden"):
        path.write_text(text)
    lines = difflib.unified_diff(path.read_text().splitlines(), text.splitlines(), "golden", "now", lineterm="")
    assert "\n".join(lines) == ""


def expected_arrows(trace: Trace) -> list[tuple[str, str, str, float]]:
    """Cause, who made it ready, who ran then, and the instant, from the events alone."""
    names: dict[object, str] = {}
    pending: dict[int, tuple[str, object]] = {}
    arrows = []
    for event in trace.events:
        if isinstance(event, ev.TaskCreated):
            names[event.task] = f"{event.name} {event.coro}"
            pending[event.task] = ("created", event.parent)
        elif isinstance(event, ev.TaskScheduled):
            pending[event.task] = (event.cause, event.by)
        elif isinstance(event, ev.StepStarted):
            cause, by = pending.pop(event.task)
            if isinstance(by, int) and by != event.task:
                arrows.append((cause, names[by], names[event.task], round(event.at * 1e6, 3)))
    return arrows


@settings(deadline=None, max_examples=60)
@given(trace=traces())
def test_any_trace_is_read_as_it_was(trace: Trace) -> None:
    """Nothing is dropped, states fill each task's life without a gap, each arrow joins two steps."""
    found = perfetto.read(chrome.chrome_text(trace))
    assert found.faults == []
    created = [event for event in trace.events if isinstance(event, ev.TaskCreated)]
    assert [track for track in found.tracks if not track.startswith("loop ")] == [f"{c.name} {c.coro}" for c in created]
    for task, track in zip(created, found.tracks[-len(created) :], strict=True):
        states = [s for s in found.slices if s.track == track and s.cat in ("ready", "running", "suspended")]
        told = [e for e in trace.events if getattr(e, "task", 0) == task.task and isinstance(e, ev.StepStarted)]
        assert [s.start for s in states if s.cat == "running"] == [round(e.at * 1e6, 3) for e in told]
        assert all(a.end == b.start for a, b in pairwise(states))
    arrows = [(cause, start.track, end.track, end.start) for cause, start, end in found.arrows]
    assert sorted(arrows) == sorted(expected_arrows(trace))
    assert {(start.cat, end.cat) for _, start, end in found.arrows} <= {("running", "running")}


def test_everything_has_its_mark() -> None:
    """An eager step, a blocking call, prints, a callback, a cancellation, warnings, counters; the rest ends with it."""
    trace = traced(
        ev.Printed(at=0.0, text="hello"),
        ev.LoopOpened(at=0.0, loop=1),
        ev.TaskCreated(at=0.0, task=1, loop=1, name="Task-1", coro="main()"),
        ev.TaskScheduled(at=0.0, task=1, cause="created"),
        ev.StepStarted(at=0.1, task=1),
        ev.TaskCreated(at=0.2, task=2, loop=1, name="Task-2", coro="f(2)", parent=1),
        ev.StepStarted(at=0.2, task=2, eager=True),
        ev.Printed(at=0.3, text="in f", task=2),
        ev.CallBlocked(at=0.3, call="time.sleep(2)", seconds=2.0, task=2, where="a.py:4"),
        ev.ResourceChanged(at=2.3, resource="lock1", kind="lock", state=True, by=2),
        ev.ResourceChanged(at=2.3, resource="queue1", kind="queue", state=3, size=5),
        ev.TaskSuspended(at=2.3, task=2, wait=LOCK, stack=(ev.StackFrame(where="a.py:5", function="f"),)),
        ev.TaskScheduled(at=2.4, task=1, cause="yielded", by=1),
        ev.TaskSuspended(at=2.4, task=1, wait=ev.Wait(kind="sleep(0)", label="sleep(0)")),
        ev.StepStarted(at=2.5, task=1),
        ev.CancelRequested(at=2.5, task=2, by=1),
        ev.TaskScheduled(at=2.5, task=2, cause="cancelled", by=1),
        ev.TaskDone(at=2.6, task=1, outcome="raised", result="ValueError()"),
        ev.StepStarted(at=2.7, task=2, cancelled=True),
        ev.TaskSuspended(at=2.8, task=2, wait=LOCK),
        ev.LoopIdle(at=2.8, loop=1),
        ev.CallbackRan(at=3.0, loop=1, call="ring", where="a.py:9"),
        ev.CoroutineNeverAwaited(at=3.0, coro="g()", where="a.py:8", warning="coroutine 'g' was never awaited"),
        ev.ExceptionNeverRetrieved(at=3.0, error="ValueError()", task=1),
        ev.LoopIdle(at=3.0, loop=1),
        ev.TaskDestroyed(at=4.0, task=2, warning="Task was destroyed but it is pending!"),
    )
    found = perfetto.read(chrome.chrome_text(trace))
    assert (found.process, found.tracks, found.faults) == ("a.py", ["loop 1", "Task-1 main()", "Task-2 f(2)"], [])
    main, f = "Task-1 main()", "Task-2 f(2)"
    told = [(s.track, s.cat, s.name, s.start / 1e6, s.end / 1e6, s.args) for s in found.slices]
    assert told == [
        ("loop 1", "print", "print: hello", 0.0, 0.0, {}),
        (main, "ready", "ready", 0.0, 0.1, {}),
        (main, "running", "running", 0.1, 2.4, {"cause": "created", "wait": "sleep(0)"}),
        (f, "running", "running", 0.2, 2.3, {"cause": "created", "by": main, "eager": True, "wait": "lock"}),
        (f, "print", "print: in f", 0.3, 0.3, {}),
        (f, "blocked", "time.sleep(2)", 0.3, 2.3, {"where": "a.py:4"}),
        (f, "suspended", "lock", 2.3, 2.5, {"kind": "lock", "on": ["lock1"], "where": "a.py:5"}),
        (main, "ready", "ready", 2.4, 2.5, {}),
        (
            main,
            "running",
            "running",
            2.5,
            2.6,
            {"cause": "yielded", "by": main, "outcome": "raised", "result": "ValueError()"},
        ),
        (f, "cancel", "cancel requested", 2.5, 2.5, {"by": main}),
        (f, "ready", "ready", 2.5, 2.7, {}),
        (f, "running", "running", 2.7, 2.8, {"cause": "cancelled", "by": main, "cancelled": True, "wait": "lock"}),
        (f, "suspended", "lock", 2.8, 4.0, {"kind": "lock", "on": ["lock1"]}),
        ("loop 1", "idle", "idle", 2.8, 3.0, {}),
        ("loop 1", "callback", "ring", 3.0, 3.0, {"where": "a.py:9"}),
        ("loop 1", "warning", "never awaited", 3.0, 3.0, {"coro": "g()", "where": "a.py:8"}),
        (main, "warning", "exception never retrieved", 3.0, 3.0, {"error": "ValueError()"}),
        ("loop 1", "idle", "idle", 3.0, 4.0, {}),
        (f, "warning", "destroyed", 4.0, 4.0, {"warning": "Task was destroyed but it is pending!"}),
    ]
    assert found.counters == [(2.3e6, "lock1 locked", 1), (2.3e6, "queue1 items", 3)]
    assert [(cause, a.track, b.track) for cause, a, b in found.arrows] == [("created", main, f), ("cancelled", main, f)]


def test_a_blocking_call_ends_with_its_step() -> None:
    """Under the real clock a call may be told to have lasted beyond its step: slices lie inside each other or apart."""
    trace = traced(
        ev.LoopOpened(at=0.0, loop=1),
        ev.TaskCreated(at=0.0, task=1, loop=1, name="Task-1", coro="main()"),
        ev.TaskScheduled(at=0.0, task=1, cause="created"),
        ev.StepStarted(at=0.0, task=1),
        ev.CallBlocked(at=0.5, call="a", seconds=0.4, task=1),
        ev.CallBlocked(at=0.6, call="b", seconds=0.6, task=1),
        ev.TaskDone(at=1.0, task=1, outcome="returned"),
    )
    found = perfetto.read(chrome.chrome_text(trace))
    assert found.faults == []
    assert [(s.name, s.start, s.end) for s in found.slices] == [
        ("running", 0.0, 1e6),
        ("a", 0.5e6, 0.6e6),
        ("b", 0.6e6, 1e6),
    ]


def test_a_program_without_a_loop() -> None:
    """Calls are slices inside each other; one that has not returned ends with the trace."""
    trace = traced(
        ev.CallStarted(at=0.0, call="main()", where="a.py:1"),
        ev.CallStarted(at=0.1, call="trip(1)"),
        ev.CallBlocked(at=0.2, call="time.sleep(1)", seconds=1.0),
        ev.CallReturned(at=1.2, call="trip(1)", result="1"),
        ev.Printed(at=1.5, text="done"),
    )
    found = perfetto.read(chrome.chrome_text(trace))
    assert found.faults == []
    assert [(s.name, s.start / 1e6, s.end / 1e6, s.args) for s in found.slices] == [
        ("main()", 0.0, 1.5, {"where": "a.py:1"}),
        ("trip(1)", 0.1, 1.2, {"outcome": "returned", "result": "1"}),
        ("time.sleep(1)", 0.2, 1.2, {}),
        ("print: done", 1.5, 1.5, {}),
    ]


def test_an_empty_trace_is_a_file() -> None:
    """There is a track for the loop, and nothing on it."""
    found = perfetto.read(chrome.chrome_text(traced()))
    assert found == perfetto.Import("a.py", ["loop 1"], [], [], [], [])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"ts":20.0,"dur":3000060.0', '"ts":20.0,"dur":3000061.0', "overlaps"),
        ('"ts":1000020.0,"dur":20.0', '"ts":1000019.0,"dur":20.0', "overlaps"),
        ('"tid":5,"ts":3000060.0,"id":4', '"tid":6,"ts":3000060.0,"id":4', "no enclosing slice"),
        ('"ts":20.0,"id":1,', '"ts":20.0,"id":2,', "ends without a beginning"),
        ('"ts":0.0,"id":2', '"ts":0.0,"id":1', "an id used twice"),
        ('"ts":80.0,"dur":999940.0', '"ts":8.0,"dur":999940.0', "time"),
    ],
)
def test_the_reader_can_refuse(old: str, new: str, fault: str) -> None:
    """Slices that overlap, arrows that hang in the air, time that falls: each is noticed."""
    text = chrome.chrome_text(lesson("gather"))
    assert old in text
    assert any(found.startswith(fault) for found in perfetto.read(text.replace(old, new, 1)).faults)


def test_the_file_is_known_by_its_first_line(tmp_path: Path) -> None:
    """What was written is ours; a Chrome trace of another program is not, and neither is anything else."""
    path = tmp_path / "a.json"
    chrome.write(lesson("gather"), str(path))
    assert path.read_text() == chrome.chrome_text(lesson("gather"))
    assert chrome.is_ours(str(path))
    for other in (b'{"traceEvents":[]}', b'{"otherData":{"comment":"made by hand"},\n', b"[" * 100_000, b"\xff", b""):
        path.write_bytes(other)
        assert not chrome.is_ours(str(path))
