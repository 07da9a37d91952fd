"""A trace as a timeline to read in a terminal: one line for each event that a reader wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from loopway.story.timeline import timeline
from loopway.trace import events as ev
from loopway.trace.trace import Trace

MOST = 300
"""Lines of a timeline; of a longer one the middle is counted."""
_HEAD = 200
_DEEPEST = 16
"""Calls inside each other that are set in further and further."""
_DECIMALS = 5
"""Of the clock's column: the nominal step, 20 µs, is the smallest thing that happens under the virtual clock."""
_LOOP = "·"
"""Stands in the column of letters for what no task does."""


def timeline_text(trace: Trace, most: int = MOST) -> str:
    """Give the timeline, ending in a newline: seconds, the task's letter and coroutine, what it does.

    A run of more than `most` lines is told from both ends, and the lines between are counted.

    >>> print(timeline_text(read(Path("scenes/traces/my_coroutine.jsonl"))))
    scenes/scripts/my_coroutine.py   Python 3.11.7, script time: each step counts 20 µs
    <BLANKLINE>
    0.00000  ·  loop 1          opens
    0.00000  A  my_coroutine()  is created, line 9
    0.00000  A  my_coroutine()  runs
    ...
    """
    rows = list(_rows(trace))
    width = max((len(f"{row.at:.{_DECIMALS}f}") for row in rows), default=0)
    names = max((len(row.name) for row in rows), default=0)
    lines = [f"{row.at:{width}.{_DECIMALS}f}  {row.letter:<2} {row.name:<{names}}  {row.text}" for row in rows]
    if len(lines) > most:
        head = min(_HEAD, most * 2 // 3)
        left_out = len(lines) - most
        lines[head : head + left_out] = [f"{'':{width}}  … {left_out:,} more lines …"]
    return "\n".join([_title(trace.header), "", *lines, *_remarks(trace.header), ""])


class _Row(NamedTuple):
    at: float
    letter: str
    name: str
    text: str


class _Names:
    """What tasks and places are called in one timeline."""

    def __init__(self, trace: Trace) -> None:
        self.lives = {life.task: life for life in timeline(trace).lives}
        script = trace.header.script.rpartition("/")[2]
        self._own = f"{script}:"

    def task(self, number: int) -> str:
        """A task's letter; a task that is not shown has its number."""
        life = self.lives.get(number)
        return f"task {number}" if life is None else life.letter

    def by(self, by: ev.By) -> str:
        """Who did it, after a verb: ` by A`; nothing if nobody can be named."""
        if by is None:
            return ""
        return f" by {self.task(by) if isinstance(by, int) else f'the {by}'}"

    def place(self, where: str | None) -> str:
        """Where, at the end of a sentence: `, line 5`."""
        if where is None:
            return ""
        return f", line {where.removeprefix(self._own)}" if where.startswith(self._own) else f", {where}"


def _rows(trace: Trace) -> Iterator[_Row]:
    names = _Names(trace)
    depth = 0
    for event in trace.events:
        depth -= isinstance(event, ev.CallReturned)
        tell = _TELLING.get(type(event))
        task = getattr(event, "task", None)
        if tell is None or (task is not None and task not in names.lives):
            continue
        text = tell(event, names)
        if not text:
            continue
        if task is None:
            loop = getattr(event, "loop", None)
            yield _Row(event.at, _LOOP, "" if loop is None else f"loop {loop}", "  " * min(depth, _DEEPEST) + text)
            depth += isinstance(event, ev.CallStarted)
        else:
            yield _Row(event.at, names.lives[task].letter, names.lives[task].coro, text)


def _created(event: ev.TaskCreated, names: _Names) -> str:
    return f"is created{names.by(event.parent)}{names.place(event.where)}"


def _scheduled(event: ev.TaskScheduled, names: _Names) -> str:
    if event.cause == "woken":
        return f"is woken{names.by(event.by)}"
    return "gives up its turn" if event.cause == "yielded" else ""  # creation and cancellation have their own lines


def _started(event: ev.StepStarted, names: _Names) -> str:
    if event.cancelled:
        return "runs: CancelledError is raised"
    return "runs at once (eager)" if event.eager else "runs"


def _suspended(event: ev.TaskSuspended, names: _Names) -> str:
    wait = event.wait
    tasks = [names.task(on) for on in wait.on if isinstance(on, int)]
    on = f" of {', '.join(tasks)}" if tasks and wait.kind != "task" else ""
    until = "" if wait.until is None else f", until {wait.until:.{_DECIMALS}f}"
    until += "" if wait.limit is None else f", at most until {wait.limit:.{_DECIMALS}f}"
    things = ", ".join(on for on in wait.on if isinstance(on, str) and on != wait.label)
    on += f" ({things})" if things else ""
    label = f"{tasks[0]}, {wait.label}" if wait.kind == "task" and tasks else f"{wait.label}{on}"
    place = names.place(event.stack[-1].where if event.stack else None)
    return f"waits for {label}{until}{place}"


def _done(event: ev.TaskDone, names: _Names) -> str:
    swallowed = ", although it was cancelled" if event.swallowed else ""
    return f"is done: {event.outcome}{f' {event.result}' if event.result else ''}{swallowed}"


def _cancel(event: ev.CancelRequested, names: _Names) -> str:
    return f"is asked to cancel{names.by(event.by)}"


def _never_retrieved(event: ev.ExceptionNeverRetrieved, names: _Names) -> str:
    return f"{'failed' if event.task is not None else 'a future failed'}, and nobody asked why: {event.error}"


def _never_awaited(event: ev.CoroutineNeverAwaited, names: _Names) -> str:
    return f"{event.coro} was never awaited{names.place(event.where)}"


def _changed(event: ev.ResourceChanged, names: _Names) -> str:
    """What it is now: `lock1 is locked`, `queue1 has 3 of 5 items`, `semaphore1 has 1 of 2 free`."""
    if event.kind in _STATES:
        state = f"is {_STATES[event.kind][bool(event.state)]}"
    else:
        size = f" of {event.size}" if event.size else ""
        state = f"has {event.state}{size}{_COUNTED.get(event.kind, '')}"
    held = f", held by {', '.join(names.task(task) for task in event.holders)}" if event.holders else ""
    return f"{event.resource} {state}{held}{names.by(event.by) if not event.holders else ''}"


_STATES = {"lock": ("free", "locked"), "condition": ("free", "locked"), "event": ("not set", "set")}
_COUNTED = {"semaphore": " free", "barrier": " waiting", "queue": " items"}


def _idle(event: ev.LoopIdle, names: _Names) -> str:
    return "is idle" if event.until is None else f"is idle, next timer at {event.until:.{_DECIMALS}f}"


def _blocked(event: ev.CallBlocked, names: _Names) -> str:
    call = "a long computation" if event.call == "busy" else event.call
    return f"blocks for {event.seconds:g} s: {call}{names.place(event.where)}"


def _returned(event: ev.CallReturned, names: _Names) -> str:
    if event.outcome == "returned":
        return f"returns {event.result}" if event.result else "returns"
    return f"raises {event.result}"


_TELLING: dict[type, Callable[[Any, _Names], str]] = {
    ev.LoopOpened: lambda event, names: "opens" if event.thread == "MainThread" else f"opens in {event.thread}",
    ev.LoopIdle: _idle,
    ev.LoopClosed: lambda event, names: "closes",
    ev.TaskCreated: _created,
    ev.TaskScheduled: _scheduled,
    ev.StepStarted: _started,
    ev.TaskSuspended: _suspended,
    ev.TaskDone: _done,
    ev.TaskDestroyed: lambda event, names: "is thrown away in the middle of its wait",
    ev.ExceptionNeverRetrieved: _never_retrieved,
    ev.CancelRequested: _cancel,
    ev.CoroutineNeverAwaited: _never_awaited,
    ev.ResourceChanged: _changed,
    ev.WorkStarted: lambda event, names: f"starts {event.work} in {event.thread}",
    ev.WorkFinished: lambda event, names: f"has the end of {event.work} in {event.thread}",
    ev.CallbackRan: lambda event, names: f"runs the callback {event.call}(){names.place(event.where)}",
    ev.Printed: lambda event, names: f"prints: {event.text}" if event.text else "",
    ev.CallBlocked: _blocked,
    ev.CallStarted: lambda event, names: f"{event.call}{names.place(event.where)}",
    ev.CallReturned: _returned,
}
"""What is said of an event; an event that is not here, or of which nothing is said, has no line."""


def _title(header: ev.Header) -> str:
    clock = {
        "virtual": f"script time: each step counts {header.step * 1e6:g} µs",
        "mixed": "script time, with real waits",
        "real": "real time",
    }[header.clock]
    return f"{header.script}   Python {header.python}, {clock}"


def _remarks(header: ev.Header) -> list[str]:
    remarks = [header.cut, header.error and f"The script ended with {header.error}", *header.notes]
    if header.exit:
        remarks.append(f"The script's exit code is {header.exit}.")
    said = [remark for remark in remarks if remark]
    return ["", *said] if said else []
