"""Laws of causes, children, timers, cancellations, ends, places and numbers: each refuses the trace that breaks it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from loopway.errors import TraceError
from loopway.trace import AnyEvent, Header, Trace
from loopway.trace import events as ev
from loopway.trace.laws import first_breach, header_breach

from ..story.lawful import traces

SLEEP = ev.Wait(kind="sleep", label="sleep(1)", until=1.0)
LOCK = ev.Wait(kind="lock", label="lock", on=("lock1",))


def created(task: int, parent: int | None = None, **fields: Any) -> tuple[AnyEvent, ...]:
    """A task comes to be and is ready."""
    made = ev.TaskCreated(at=0.0, task=task, loop=1, name="", coro="f()", parent=parent, **fields)
    return made, ev.TaskScheduled(at=0.0, task=task, cause="created", by=parent)


def starts(task: int, at: float = 0.0, **fields: Any) -> AnyEvent:
    """A step begins."""
    return ev.StepStarted(at=at, task=task, **fields)


def waits(task: int, wait: ev.Wait, at: float = 0.0) -> AnyEvent:
    """A step ends at an await."""
    return ev.TaskSuspended(at=at, task=task, wait=wait)


def ends(task: int, outcome: ev.Outcome = "returned", at: float = 0.0, **fields: Any) -> AnyEvent:
    """A step ends its task."""
    return ev.TaskDone(at=at, task=task, outcome=outcome, **fields)


def woken(task: int, by: ev.By = None, at: float = 0.0, cause: ev.Cause = "woken") -> AnyEvent:
    """A task is made ready."""
    return ev.TaskScheduled(at=at, task=task, cause=cause, by=by)


def asked(task: int, by: ev.By = None) -> AnyEvent:
    """Somebody asks a task to cancel."""
    return ev.CancelRequested(at=0.0, task=task, by=by)


def waiting_for(kind: str, *outcomes: ev.Outcome) -> tuple[AnyEvent, ...]:
    """Task 1 waits for tasks 2 and 3, of which so many have ended, and is woken by task 2."""
    children = (*created(2, 1), *created(3, 1))
    first = (*created(1), starts(1), *children, waits(1, ev.Wait(kind=kind, label=kind, on=(2, 3, "future"))))
    over = [event for task, outcome in enumerate(outcomes, 2) for event in (starts(task), ends(task, outcome))]
    return (*first, *over, woken(1, by=2))


def stepping(*inside: AnyEvent, end: AnyEvent | None = None) -> tuple[AnyEvent, ...]:
    """One step of one task, and what happens in it."""
    return (*created(1), starts(1), *inside, end or ends(1))


TWO = (*created(1), *created(2))
OLD = (*TWO, starts(1), waits(1, SLEEP), starts(2), waits(2, LOCK))
"""Task 1 waits, then task 2 does."""

UNLAWFUL: dict[str, tuple[tuple[AnyEvent, ...], str]] = {
    "woken before it could be": (
        (*OLD, woken(2, by=1)),
        "task 1 has not run since task 2 began to wait: it cannot have made it ready",
    ),
    "created by one that has not run": (
        (*created(1), ev.TaskCreated(at=0.0, task=2, loop=1, name="", coro="f()"), woken(2, by=1, cause="created")),
        "task 1 has not run yet: it cannot have made task 2 ready",
    ),
    "another yields for it": (
        (*TWO, starts(1), woken(1, by=2, cause="yielded")),
        "task 1 does not run: it cannot yield",
    ),
    "a timer that rings early": (
        (*OLD, woken(1, by="timer", at=0.9)),
        "the timer of task 1 rings at 0.9, before 1.0",
    ),
    "a task that is awaited and not done": (
        waiting_for("task"),
        "task 2 has not run yet: it cannot have made task 1 ready",
    ),
    "gathered and not done": (
        waiting_for("gather", "returned"),
        "task 1 is woken although task 3, which it waits for, is not done",
    ),
    "a group that ends early": (
        waiting_for("taskgroup", "raised"),
        "task 1 is woken although task 3, which it waits for, is not done",
    ),
    "cancelled without being asked": ((*OLD, woken(1, cause="cancelled")), "task 1 was not asked to cancel"),
    "cancelled twice for one request": (
        (*OLD, asked(1), woken(1, cause="cancelled"), starts(1), waits(1, LOCK), woken(1, cause="cancelled")),
        "task 1 was not asked to cancel",
    ),
    "delivered without being asked": (
        (*created(1), starts(1, cancelled=True)),
        "task 1 was not asked to cancel: nothing can be delivered",
    ),
    "asked by one that has not run": (
        (*TWO, asked(1, by=2)),
        "task 2 has not run yet: it cannot have asked task 1 to cancel",
    ),
    "swallowed without delivery": (stepping(end=ends(1, swallowed=True)), "task 1 has swallowed no cancellation"),
    "swallowed and cancelled": (
        (*created(1), asked(1), starts(1, cancelled=True), ends(1, "cancelled", swallowed=True)),
        "task 1 has swallowed no cancellation",
    ),
    "thrown away while it runs": (
        (*created(1), starts(1), ev.TaskDestroyed(at=0.0, task=1)),
        "task 1 runs: nobody can throw it away",
    ),
    "thrown away when it is done": ((*stepping(), ev.TaskDestroyed(at=0.0, task=1)), "task 1 is done"),
    "made ready when it is gone": (
        (*OLD, ev.TaskDestroyed(at=0.0, task=1), woken(1, by="timer", at=1.0)),
        "task 1 is destroyed",
    ),
    "missed although it has not failed": (
        (*stepping(), ev.ExceptionNeverRetrieved(at=0.0, error="E()", task=1)),
        "task 1 has not failed",
    ),
    "blocked for longer than its step": (
        stepping(ev.CallBlocked(at=0.0, call="a", seconds=1.5, task=1), end=ends(1, at=1.0)),
        "task 1 was blocked for 1.5 s in a step of 1.0 s",
    ),
    "blocked twice for longer than its step": (
        stepping(*[ev.CallBlocked(at=0.0, call="a", seconds=0.7, task=1)] * 2, end=waits(1, LOCK, at=1.0)),
        "task 1 was blocked for 1.4 s in a step of 1.0 s",
    ),
    "a callback inside a step": (
        stepping(ev.CallbackRan(at=0.0, loop=1, call="f"), end=ends(1)),
        "loop 1 runs a callback inside a step of task 1",
    ),
    "a callback on no loop": ((ev.CallbackRan(at=0.0, loop=2, call="f"),), "loop 2 was never opened"),
    "loops with a gap": (
        (ev.LoopOpened(at=0.0, loop=3),),
        "loop 3 comes after loop 1: the numbers are 1, 2, 3 in order of mention",
    ),
    "a task on a loop with a gap": (
        (ev.TaskCreated(at=0.0, task=1, loop=-1, name="", coro="f()"),),
        "loop -1 comes after loop 1: the numbers are 1, 2, 3 in order of mention",
    ),
    "an absurd limit": (
        stepping(end=waits(1, ev.Wait(kind="lock", label="lock", limit=1e300))),
        "1e+300 is no deadline",
    ),
    "an absurd state": (
        (ev.ResourceChanged(at=0.0, resource="queue1", kind="queue", state=10**30),),
        "a number of 100 bits counts nothing",
    ),
    "an absurd size": (
        (ev.ResourceChanged(at=0.0, resource="queue1", kind="queue", state=1, size=-(2**60)),),
        "a number of 61 bits counts nothing",
    ),
    "an absolute place": (
        (ev.LineReached(at=0.0, where="/etc/passwd:1"),),
        "'/etc/passwd' leads out of the script's folder",
    ),
    "a place outside": (
        created(1, where="a/../../b.py:1"),
        "'a/../../b.py' leads out of the script's folder",
    ),
    "a stack frame outside": (
        stepping(
            end=ev.TaskSuspended(at=0.0, task=1, wait=LOCK, stack=(ev.StackFrame(where="../b.py:1", function="f"),))
        ),
        "'../b.py' leads out of the script's folder",
    ),
    "a place without a line": ((ev.CoroutineMade(at=0.0, coro="f()", where="a.py"),), "'a.py' is no file and line"),
    "a place on a huge line": (
        (ev.CallStarted(at=0.0, call="f()", where="a.py:9999999999"),),
        "'a.py:9999999999' is no file and line",
    ),
    "a line that is no number": (
        stepping(ev.CallBlocked(at=0.0, call="a", seconds=0.0, task=1, where="a.py:²")),
        "'a.py:²' is no file and line",
    ),
}


@pytest.mark.parametrize("name", UNLAWFUL)
def test_breaches(name: str) -> None:
    """The last event that matters is found, with its reason; without it, all before is lawful."""
    events, why = UNLAWFUL[name]
    opened = (ev.LoopOpened(at=0.0, loop=1), *events)
    breach = first_breach(opened, cut=True)
    assert breach is not None
    assert breach.why == why
    assert first_breach(opened[: breach.line - 2], cut=True) is None


LAWFUL: dict[str, tuple[AnyEvent, ...]] = {
    "woken by a step that has just ended its task": (
        *OLD,
        woken(1, by="timer", at=1.0),
        starts(1, 1.0),
        ends(1, at=1.0),
    ),
    "woken by a callback that a step left behind": (
        *(*OLD, woken(1, by="timer", at=1.0), starts(1, 1.0), waits(1, LOCK, 1.0)),
        woken(2, by=1, at=1.0),
    ),
    "woken by a callback of its own last step": (*created(1), starts(1), waits(1, LOCK), woken(1, by=1)),
    "woken by the callback of one that ended before": (
        *(*TWO, *created(3), starts(1), ends(1), starts(2), waits(2, LOCK), starts(3), waits(3, LOCK)),
        woken(2, by=1),
    ),
    "woken by the step around it": (
        *(*created(1), starts(1), ev.TaskCreated(at=0.0, task=2, loop=1, name="", coro="f()", parent=1)),
        *(starts(2, eager=True), waits(2, LOCK), woken(2, by=1), ends(1)),
    ),
    "gathered and all done": waiting_for("gather", "returned", "returned"),
    "gathered and one has failed": waiting_for("gather", "raised"),
    "a group whose children are done": waiting_for("taskgroup", "raised", "cancelled"),
    "the first of several": waiting_for("wait", "returned"),
    "a sleep that is not over, but cancelled": (*OLD, asked(1, by=2), woken(1, by=2, cause="cancelled", at=0.1)),
    "cancelled before its first step": (*created(1), asked(1), starts(1, cancelled=True), ends(1, "cancelled")),
    "swallowed": (*created(1), asked(1), starts(1, cancelled=True), ends(1, swallowed=True)),
    "a ready task whose loop was forgotten": (*TWO, ev.TaskDestroyed(at=0.0, task=1), starts(2), ends(2)),
    "idle when the only ready task was thrown away": (
        *(*created(1), ev.TaskDestroyed(at=0.0, task=1), ev.LoopIdle(at=0.0, loop=1)),
    ),
    "missed": (*stepping(end=ends(1, "raised")), ev.ExceptionNeverRetrieved(at=0.0, error="E()", task=1)),
    "blocked for the whole step": stepping(
        ev.CallBlocked(at=0.0, call="a", seconds=1.0, task=1, where="lib/a..b.py:3"), end=ends(1, at=1.0)
    ),
    "loops in order": (ev.TaskCreated(at=0.0, task=1, loop=2, name="", coro="f()"), ev.LoopOpened(at=0.0, loop=3)),
}


@pytest.mark.parametrize("name", LAWFUL)
def test_what_is_lawful(name: str) -> None:
    """What asyncio really does, although a stricter law would forbid it."""
    assert first_breach((ev.LoopOpened(at=0.0, loop=1), *LAWFUL[name]), cut=True) is None


HEADERS: dict[str, tuple[dict[str, Any], str]] = {
    "an absolute script": ({"script": "/etc/passwd"}, "'/etc/passwd' leads out of the script's folder"),
    "a script outside": ({"script": "../../a.py"}, "'../../a.py' leads out of the script's folder"),
    "an absurd step": ({"step": 1e300}, "1e+300 seconds is no length of a step"),
    "a step backwards": ({"step": -1.0}, "-1.0 seconds is no length of a step"),
    "an absurd exit code": ({"exit": 10**20}, "no process ends with such an exit code"),
    "an absurd loss": ({"dropped": 10**20}, "no recorder drops so many events"),
    "a gain": ({"dropped": -1}, "no recorder drops so many events"),
}


@pytest.mark.parametrize("name", HEADERS)
def test_headers(name: str, header: Header) -> None:
    """A header that no recorder writes is told as line 1, and no trace can be made with it."""
    fields, why = HEADERS[name]
    bad = msgspec.structs.replace(header, **fields)
    assert header_breach(header) is None
    assert header_breach(bad) == (1, why)
    with pytest.raises(TraceError) as caught:
        Trace(header=bad, events=())
    assert (caught.value.where, caught.value.why) == ("line 1", why)
    assert caught.value.todo == "record the script anew: loopway trace SCRIPT"


def test_the_advice_can_be_pasted(header: Header) -> None:
    """A script's name is quoted for the shell."""
    bad = msgspec.structs.replace(header, script="a; rm -rf ~.py")
    with pytest.raises(TraceError) as caught:
        Trace(header=bad, events=(starts(1),))
    assert caught.value.todo == "record the script anew: loopway trace 'a; rm -rf ~.py'"


@settings(deadline=None, max_examples=40)
@given(trace=traces())
def test_running_and_idle_fit_into_the_wall_time(trace: Trace) -> None:
    """Steps (with the eager ones inside them) and idle times lie apart: what is left is overhead, never below 0."""
    steps: list[float] = []
    busy_until = spent = 0.0
    for event, after in pairwise((*trace.events, trace.events[-1])):
        if isinstance(event, ev.StepStarted):
            steps.append(event.at)
        elif isinstance(event, ev.LoopIdle) or (isinstance(event, ev.TaskSuspended | ev.TaskDone) and steps):
            idle = isinstance(event, ev.LoopIdle)
            begun, ended = (event.at, after.at) if idle else (steps.pop(), event.at)
            if not steps:
                assert busy_until <= begun <= ended
                spent += ended - begun
                busy_until = ended
    assert spent <= trace.events[-1].at + 1e-6
