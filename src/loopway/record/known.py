"""What is known of tasks and other things, and how it is said: their numbers, names, calls, results, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from loopway.record import texts
from loopway.record.births import call
from loopway.record.clock import Clock
from loopway.record.journal import Journal
from loopway.record.names import ResourceNames
from loopway.record.tasks import Tasks, coroutine_of

FARTHEST = 1e10
"""Seconds. A later deadline never comes, as far as a trace is concerned."""


class Known:
    """Says what is known. While the user's code runs for that, a `__repr__` above all, nothing is told."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self.tasks = Tasks()
        self.names = ResourceNames()
        self.works: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
        """The names of the functions that executors run, by asyncio's futures for them."""
        self._journal = journal
        self._clock = clock

    def number(self, task: object) -> int | None:
        """Give a task's number, if it is a watched one."""
        watched = self.tasks.find(task)
        return None if watched is None else watched.number

    def holder(self, task: object) -> int | None:
        """Give the number of the task that has what this one acquires."""
        watched = self.tasks.find(task)
        return None if watched is None else watched.holder

    def coroutine(self, task: Any) -> str:
        """Give a task's coroutine as it was called: `fetch(1)`."""
        watched = self.tasks.find(task)
        return self.call(coroutine_of(task) or task) if watched is None else watched.coro

    def coroutines(self) -> Iterator[Any]:
        """Give the coroutines of all tasks that are not done."""
        return (task.get_coro() for _, task in self.tasks.living())

    def call(self, coro: Any) -> str:
        """Give a coroutine as it was called; without its arguments once it has begun."""
        return str(self.quietly(call, coro))

    def shown(self, value: object) -> str:
        """Give a result or an error as Python shows it; what its `__repr__` prints or does is not told."""
        return str(self.quietly(texts.shown, value))

    def work(self, future: object) -> str | None:
        """Give the name of the function that an executor runs for this future; None for any other future."""
        return self.works.get(future)

    def deadline(self, when: float) -> float | None:
        """Give an instant of the loop's clock in trace seconds; None if it is too far away to come."""
        seconds = round(when - self._clock.start / 1e9, 9)
        return seconds if abs(seconds) < FARTHEST else None

    def outcome(self, task: Any) -> tuple[str, str]:
        """Give how a task has ended, and with what."""
        if task.cancelled():
            return "cancelled", ""
        exc = task._exception  # not task.exception(), which would count as retrieving it
        if exc is not None:
            return "raised", self.shown(exc)
        return "returned", "" if task._result is None else self.shown(task._result)

    def quietly(self, describe: Any, thing: Any) -> Any:
        """Describe something; what of the user's code runs for that is not told."""
        self._journal.quiet = True
        try:
            return describe(thing)
        finally:
            self._journal.quiet = False
