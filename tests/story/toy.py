"""A toy loop that writes lawful events without running asyncio: for traces made by hand or by chance."""

from __future__ import annotations

from collections import deque

from loopway.trace.events import (
    AnyEvent,
    CallBlocked,
    CancelRequested,
    Cause,
    Header,
    LineReached,
    LoopClosed,
    LoopIdle,
    LoopOpened,
    Outcome,
    Printed,
    StackFrame,
    StepStarted,
    TaskCreated,
    TaskDone,
    TaskScheduled,
    TaskSuspended,
    Wait,
)
from loopway.trace.trace import Trace

STEP = 20e-6


class Toy:
    """One loop after another; time passes only where it is told to."""

    def __init__(self, step: float = STEP) -> None:
        self.events: list[AnyEvent] = []
        self.at = 0.0
        self.step = step
        self.ready: deque[int] = deque()
        self.timers: list[tuple[float, int, int]] = []
        self.waits: dict[int, Wait] = {}
        self.running: list[int] = []
        self.done: dict[int, Outcome] = {}
        self.stepped: set[int] = set()
        self.count = 0
        self.loop = 0
        self._is_open = False
        self._serial = 0
        self._tokens: dict[int, int] = {}

    def open(self) -> None:
        """A new loop."""
        self.loop += 1
        self._is_open = True
        self.events.append(LoopOpened(at=self.at, loop=self.loop))

    def close(self) -> None:
        """The loop is closed; whoever was left on it is gone."""
        self.events.append(LoopClosed(at=self.at, loop=self.loop))
        self._is_open = False
        self.ready.clear()
        self.timers.clear()
        self.waits.clear()

    def create(self, coro: str, line: int = 1, *, eager: bool = False, internal: bool = False) -> int:
        """A new task, ready at once (unless it is eager)."""
        self.count += 1
        parent = self.running[-1] if self.running else None
        self.events.append(
            TaskCreated(
                at=self.at,
                task=self.count,
                loop=self.loop if self._is_open else self.loop + 1,
                name=f"Task-{self.count}",
                coro=coro,
                parent=parent,
                where=f"toy.py:{line}",
                internal=internal,
            )
        )
        if not eager:
            self.schedule(self.count, "created", parent)
        return self.count

    def schedule(self, task: int, cause: Cause, by: int | str | None = None) -> None:
        """A task becomes ready."""
        self.events.append(TaskScheduled(at=self.at, task=task, cause=cause, by=by))
        self.ready.append(task)
        self.waits.pop(task, None)
        self._tokens.pop(task, None)

    def start(self, task: int | None = None, *lines: int) -> int:
        """The next step: of the first in line, or of a new eager task."""
        eager = task is not None and task not in self.ready
        stepping = task if eager and task is not None else self.ready.popleft()
        assert task is None or stepping == task
        self.events.append(StepStarted(at=self.at, task=stepping, eager=eager))
        self.running.append(stepping)
        self.stepped.add(stepping)
        self.lines(*lines)
        return stepping

    def lines(self, *lines: int) -> None:
        """The running task (or the script) reaches lines."""
        task = self.running[-1] if self.running else None
        self.events += [LineReached(at=self.at, where=f"toy.py:{line}", task=task) for line in lines]

    def print(self, text: str) -> None:
        """The running task (or the script) prints."""
        self.events.append(Printed(at=self.at, text=text, task=self.running[-1] if self.running else None))

    def block(self, seconds: float, call: str = "") -> None:
        """A call keeps the loop from going on."""
        task = self.running[-1] if self.running else None
        name = call or f"time.sleep({seconds:g})"
        self.events.append(CallBlocked(at=self.at, call=name, seconds=seconds, task=task))
        self.at += seconds

    def cancel(self, task: int, by: int | str | None = None) -> None:
        """Ask a task to stop; if it waits, that makes it ready."""
        self.events.append(CancelRequested(at=self.at, task=task, by=by))
        if task in self.waits:
            self.schedule(task, "cancelled", by)

    def suspend(self, wait: Wait, line: int = 1, *, length: float | None = None) -> None:
        """The step ends at an await; line 0: of asyncio's own code, which has no place in the script."""
        task = self.running.pop()
        yields = wait.kind == "sleep(0)"
        if yields:
            self.schedule(task, "yielded", task)
        self._pass(length)
        stack = (StackFrame(where=f"toy.py:{line}", function="work"),) if line else ()
        self.events.append(TaskSuspended(at=self.at, task=task, wait=wait, stack=stack))
        if not yields:
            self.waits[task] = wait
            if wait.until is not None:
                self._serial += 1
                self._tokens[task] = self._serial
                self.timers.append((wait.until, self._serial, task))

    def sleep(self, seconds: float, line: int = 1, *, length: float | None = None) -> None:
        """The step ends at `asyncio.sleep(seconds)`."""
        kind = "sleep(0)" if seconds <= 0 else "sleep"
        until = None if seconds <= 0 else self.at + seconds
        self.suspend(Wait(kind=kind, label=f"sleep({seconds:g})", until=until), line, length=length)

    def finish(self, outcome: Outcome = "returned", result: str = "", *, length: float | None = None) -> int:
        """The step ends its task; whoever waited for nothing else is woken."""
        task = self.running.pop()
        self.done[task] = outcome
        self._pass(length)
        self.events.append(TaskDone(at=self.at, task=task, outcome=outcome, result=result))
        for parent, wait in list(self.waits.items()):
            children = [on for on in wait.on if isinstance(on, int)]
            if task in children and all(child in self.done for child in children):
                self.schedule(parent, "woken", task)
        return task

    def _pass(self, length: float | None) -> None:
        self.at += self.step if length is None else length

    def notice_timers(self) -> None:
        """The loop looks at its clock: whoever is due becomes ready."""
        for due in sorted(timer for timer in self.timers if timer[0] <= self.at):
            self.timers.remove(due)
            if self._tokens.get(due[2]) == due[1]:
                self.schedule(due[2], "woken", "timer")

    def idle(self) -> bool:
        """Wait for the next timer; False if there is none."""
        alive = [timer for timer in self.timers if self._tokens.get(timer[2]) == timer[1]]
        self.timers = alive
        if not alive:
            return False
        until = min(alive)[0]
        if until > self.at:
            self.events.append(LoopIdle(at=self.at, loop=self.loop, until=until))
            self.at = until
        self.notice_timers()
        return True

    def trace(self, *, cut: str | None = None, source: str = "", clock: str = "virtual") -> Trace:
        """The trace so far."""
        header = Header(
            script="toy.py",
            source=source,
            python="3.11.7",
            clock="virtual" if clock == "virtual" else "real",
            step=self.step if clock == "virtual" else 0.0,
            reproducible=True,
            cut=cut,
        )
        return Trace(header=header, events=tuple(self.events))
