"""Everything that watches one recording, and what it makes of each of the loop's callbacks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from loopway.record import texts
from loopway.record.by import By
from loopway.record.clock import STEP, Clock
from loopway.record.eager import EagerTasks
from loopway.record.journal import Journal
from loopway.record.lives import Lives
from loopway.record.outside import Outside
from loopway.record.places import Places
from loopway.record.runs import Run
from loopway.record.suspicion import Suspicion
from loopway.record.tasks import task_of_step
from loopway.record.turns import Turns

_TIMEOUTS = ("_on_timeout", "_handle_timeout", "_release_waiter")
"""asyncio's own timer callbacks that mean: time is up."""
_THREAD = "_chain_future.<locals>._set_state"
"""asyncio's own callback that brings a thread's result, even if that was there before the task could wait."""


def nothing() -> None:
    """There is nothing to turn on or off."""


class NumberedLoop(Protocol):
    """A loop that may be watched."""

    number: int
    _thread_id: int | None


class Watch:
    """One recording inside the script's process. `until` is the last instant of script time, in nanoseconds."""

    def __init__(self, journal: Journal, clock: Clock, places: Places, *, steps: int, until: int, only_virtual: bool):
        self.journal = journal
        self.clock = clock
        self.places = places
        self.until = until
        self.only_virtual = only_virtual
        """Refuse to wait in real time."""
        self.lives = Lives(journal, clock, places, steps)
        self.eager = EagerTasks(self.lives)
        self.outside = Outside()
        self.on_run: Callable[[], None] = nothing
        """Called when a new run begins: the lines of a step are counted from there."""
        self.lines_off: Callable[[], None] = nothing
        self.lines_on: Callable[[], None] = nothing
        """Spare loopway's own functions, and the loop's, what following the lines costs: on 3.11 each call."""
        self.on_loop: Callable[[bool], None] = lambda runs: None
        """Called when a loop of the main thread begins to run, and when it stops."""
        self.suspicion = Suspicion(places)
        self.turns = Turns(self)
        self._numbers = 0

    def films(self, loop: Any) -> bool:
        """Tell whether what happens on this loop now is to be recorded: only the main thread's loops are."""
        if not self.journal.is_on():
            return False
        thread = loop._thread_id
        return self.lives.runs.on_main() if thread is None else bool(thread == self.lives.runs.main)

    def loop_number(self, loop: NumberedLoop) -> int:
        """Give a loop's number: 1, 2, 3 in the order of their first mention."""
        if not loop.number:
            self._numbers += 1
            loop.number = self._numbers
        return loop.number

    def jump(self, nanoseconds: int) -> None:
        """Let time pass, at most to the last instant: there the recording stops. Raises Stopped."""
        left = self.until - self.clock.since_start()
        self.clock.advance(min(nanoseconds, max(left, 0)))
        if nanoseconds > left and self.journal.is_on():
            self.time_is_over()

    def time_is_over(self) -> None:
        """Stop the recording: all the script time there was is used up. Raises Stopped."""
        self.journal.cut(f"The recording stopped after {self.until / 1e9:g} s of script time.")

    def enter(self, loop: Any, callback: Any, args: tuple[Any, ...], by: By) -> None:
        """A callback is about to run: a step of a task, or a plain function."""
        self.on_run()
        task = task_of_step(callback)
        if task is None:
            self.turns.run = self._begin_callback(loop, callback, args, by)
        else:
            watched = self.lives.tasks.find(task)
            future = args[0] if args else None
            self.turns.run = None if watched is None or watched.done else self.lives.begin(watched, future)

    def leave(self) -> None:
        """The callback that was entered last has run."""
        self.journal.release()  # before the clock goes on
        turns = self.turns
        run, turns.run, turns.is_over = turns.run, None, False
        if run is not None and turns.is_told(run):
            turns.stack.clear()
            run.living = self.lives.effort.since = None
        elif run is not None:
            self.lives.end(run)
            if run.is_users:
                self.clock.advance(STEP)

    def _begin_callback(self, loop: Any, callback: Any, args: tuple[Any, ...], by: By) -> Run:
        code = _code(callback)
        file = self.places.relative(code.co_filename) if code is not None else None
        self.lives.effort.begin()
        if file is None:
            return self.lives.runs.push(Run(self._behind(callback, code, args, by)))
        where = f"{file}:{code.co_firstlineno}"
        self.journal.tell("CallbackRan", loop=self.loop_number(loop), call=texts.function(code), where=where)
        return self.lives.runs.push(Run(by if by == "signal" else "callback", is_users=True))

    def _behind(self, callback: Any, code: Any, args: tuple[Any, ...], by: By) -> By:
        """Name who is behind a callback of asyncio's own: the task that it is about, else who asked for it."""
        name = getattr(callback, "__qualname__", "") if code is None else code.co_qualname
        if by == "timer":
            return "timeout" if name.endswith(_TIMEOUTS) else "timer"
        if name == _THREAD:
            return "thread"
        task = self.lives.tasks.by_id.get(id(args[0])) if args else None
        return by if task is None else task.number


def _code(callback: Any) -> Any:
    """Give the code of the Python function behind a callback; None for C."""
    while isinstance(callback, partial):
        callback = callback.func
    return getattr(getattr(callback, "__func__", callback), "__code__", None)
