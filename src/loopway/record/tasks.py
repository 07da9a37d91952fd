"""The tasks of a run by their numbers, without keeping one alive."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from loopway.record.by import By
from loopway.record.runs import Run

if TYPE_CHECKING:
    from loopway.record.stands import Stand

_TASK_TYPES: tuple[type, ...] = (asyncio.Task, asyncio.tasks._PyTask)  # type: ignore[attr-defined]
"""C's and Python's; a subclass of the user's is one of either."""
_STEPS = ("TaskStepMethWrapper", "task_wakeup", "__step", "__wakeup")
"""The names under which the two schedule their steps: all other methods of a task are plain callbacks."""


class WatchedTask(Run):
    """What is remembered of a task, which may outlive it; and each of its steps while it goes on."""

    __slots__ = (
        "asked",
        "asked_by",
        "cancels",
        "coro",
        "delivered",
        "done",
        "holder",
        "kept",
        "loop",
        "number",
        "ref",
        "stand",
    )

    def __init__(self, number: int, loop: int, ref: weakref.ref[Any]) -> None:
        super().__init__(number)
        self.number = number
        self.loop = loop
        self.coro = ""
        """Its coroutine as it was called, which nobody can tell any more once it has begun."""
        self.ref = ref
        self.done = False
        self.holder = number
        """The task that has what this one acquires: itself, or the one that made it to acquire, and nothing else."""
        self.cancels = 0
        """`Task.cancelling()` when it was last looked at."""
        self.asked = False
        """Somebody asked it to cancel, and it has not run since."""
        self.asked_by: By = None
        self.delivered = False
        """CancelledError was raised in it, because somebody had asked."""
        self.kept = 0
        """Requests that asyncio itself has dealt with and not withdrawn: nobody swallows those."""
        self.stand: Stand | None = None
        """The outermost of its coroutines."""

    @property
    def task(self) -> WatchedTask:
        """The task whose step this is."""
        return self


class _Ref(weakref.ref[Any]):
    """Knows the `id` of what it refers to, also when that is gone."""

    __slots__ = ("key",)

    key: int


class Tasks:
    """Numbers 1, 2, 3 in order of creation."""

    def __init__(self) -> None:
        self.by_id: dict[int, WatchedTask] = {}
        """Those that live, by `id`: which is only a key while they do, for it is used again."""
        self._gone: dict[int, WatchedTask] = {}
        self._count = 0

    def find(self, task: object) -> WatchedTask | None:
        """Give what is remembered of a task; None if it was never watched."""
        return self.by_id.get(id(task))

    def find_dying(self, task: object) -> WatchedTask | None:
        """Give what is remembered of a task that is being thrown away.

        The garbage collector cuts weak references first; but nothing else has the task's `id` before it is gone.
        """
        return self.by_id.get(id(task)) or self._gone.get(id(task))

    def add(self, task: Any, loop: int) -> WatchedTask:
        """Give a new task the next number."""
        self._count += 1
        ref = _Ref(task, self._forget)
        ref.key = key = id(task)
        self._gone.pop(key, None)
        watched = self.by_id[key] = WatchedTask(self._count, loop, ref)
        return watched

    def _forget(self, ref: _Ref) -> None:
        self._gone[ref.key] = self.by_id.pop(ref.key)

    def living(self) -> Iterator[tuple[WatchedTask, Any]]:
        """Give every task that is not done, in order of creation."""
        for watched in list(self.by_id.values()):
            task = None if watched.done else watched.ref()
            if task is not None:
                yield watched, task

    def __len__(self) -> int:
        """How many tasks are remembered."""
        return len(self.by_id)


def is_task(thing: object) -> bool:
    """Tell whether this is a task of asyncio's."""
    return isinstance(thing, _TASK_TYPES)


def coroutine_of(task: Any) -> Any:
    """Give a task's coroutine; None if it is done.

    An eager task that never waited has let go of its coroutine: asked for it, CPython 3.12.1 crashes.
    """
    return None if task.done() else task.get_coro()


def task_of_step(callback: Any) -> Any:
    """Give the task whose step this callback is; None if it is a plain function."""
    owner = getattr(callback, "__self__", None)
    if owner is None or not isinstance(owner, _TASK_TYPES):
        return None
    name = getattr(callback, "__name__", None) or type(callback).__name__
    return owner if name in _STEPS else None
