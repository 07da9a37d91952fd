"""The tasks of a run by their numbers, without keeping one alive."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Iterator
from typing import Any

from loopway.record.by import By

_TASK_TYPES: tuple[type, ...] = (asyncio.Task, asyncio.tasks._PyTask)  # type: ignore[attr-defined]
"""C's and Python's; a subclass of the user's is one of either."""
_STEPS = ("TaskStepMethWrapper", "task_wakeup", "__step", "__wakeup")
"""The names under which the two schedule their steps: all other methods of a task are plain callbacks."""


class WatchedTask:
    """What is remembered of a task. It may outlive the task."""

    __slots__ = ("asked", "asked_by", "cancels", "coro", "delivered", "done", "kept", "loop", "number", "ref")

    def __init__(self, number: int, loop: int, ref: weakref.ref[Any]) -> None:
        self.number = number
        self.loop = loop
        self.coro = ""
        """Its coroutine as it was called, which nobody can tell any more once it has begun."""
        self.ref = ref
        self.done = False
        self.cancels = 0
        """`Task.cancelling()` when it was last looked at."""
        self.asked = False
        """Somebody asked it to cancel, and it has not run since."""
        self.asked_by: By = None
        self.delivered = False
        """CancelledError was raised in it, because somebody had asked."""
        self.kept = 0
        """Requests that asyncio itself has dealt with and not withdrawn: nobody swallows those."""


class Tasks:
    """Numbers 1, 2, 3 in order of creation. (`id` is only a key while the task lives: it is used again.)"""

    def __init__(self) -> None:
        self._living: dict[int, WatchedTask] = {}
        self._count = 0

    def find(self, task: object) -> WatchedTask | None:
        """Give what is remembered of a task; None if it was never watched."""
        return self._living.get(id(task))

    def add(self, task: Any, loop: int) -> WatchedTask:
        """Give a new task the next number."""
        self._count += 1
        key = id(task)
        living = self._living

        def forget(_: object) -> None:
            living.pop(key, None)

        watched = living[key] = WatchedTask(self._count, loop, weakref.ref(task, forget))
        return watched

    def living(self) -> Iterator[tuple[WatchedTask, Any]]:
        """Give every task that is not done, in order of creation."""
        for watched in list(self._living.values()):
            task = None if watched.done else watched.ref()
            if task is not None:
                yield watched, task

    def __len__(self) -> int:
        """How many tasks are remembered."""
        return len(self._living)


def is_task(thing: object) -> bool:
    """Tell whether this is a task of asyncio's."""
    return isinstance(thing, _TASK_TYPES)


def task_of_step(callback: Any) -> Any:
    """Give the task whose step this callback is; None if it is a plain function."""
    owner = getattr(callback, "__self__", None)
    if owner is None or not isinstance(owner, _TASK_TYPES):
        return None
    name = getattr(callback, "__name__", None) or type(callback).__name__
    return owner if name in _STEPS else None
