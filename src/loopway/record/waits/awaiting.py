"""What is known about a task at the moment in which it stops to wait."""

# ruff: noqa: PTH120  # os.path, not pathlib: this half starts before every script
from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from functools import cache
from types import FrameType
from typing import Any, Protocol

from loopway.record.names import ResourceNames
from loopway.record.texts import function

WaitFields = dict[str, Any]
"""The fields of `trace.events.Wait`: kind, label, and if there are any: on, until, limit."""

_ASYNCIO = os.path.dirname(asyncio.__file__) + os.sep


@cache
def is_asyncio(filename: str) -> bool:
    """Tell whether a file is one of asyncio's own."""
    return filename.startswith(_ASYNCIO)


class Knowledge(Protocol):
    """What the rest of the room knows of tasks, resources and instants."""

    names: ResourceNames

    def number(self, task: object) -> int | None:
        """Give a task's number; None for what is no watched task."""

    def coroutine(self, task: Any) -> str:
        """Give a task's coroutine with its arguments: `fetch(1)`."""

    def call(self, coro: Any) -> str:
        """Give a coroutine as it was called; without its arguments once it has begun."""

    def deadline(self, when: float) -> float | None:
        """Give an instant of the loop's clock in trace seconds; None for one that never comes."""

    def work(self, future: object) -> str | None:
        """Give the name of the function that an executor runs for this future; None for any other future."""


class Awaiting:
    """The awaited object, the task's coroutine, and the stack frames inside the task (outermost first)."""

    __slots__ = ("coro", "frame", "frames", "future", "known", "name")

    def __init__(self, future: Any, coro: Any, frames: list[FrameType], known: Knowledge) -> None:
        self.future = future
        """The object that is to be done first; None if the task only gave up its turn."""
        self.coro = coro
        self.frames = frames
        self.known = known
        self.frame: Any = None
        """The stack frame of the function of asyncio's that the user called; None if he awaits the future itself."""
        self.name = ""
        """That function's name: `Queue.get`."""

    def calls(self) -> Iterator[tuple[FrameType, str]]:
        """Give the stack frames of asyncio's functions and their names, the outermost first."""
        for frame in self.frames:
            if is_asyncio(frame.f_code.co_filename):
                yield frame, function(frame.f_code)

    def local(self, name: str) -> Any:
        """Give a local variable of the function that the user called; None if it has none of that name."""
        return local(self.frame, name)

    def resource(self) -> tuple[str, ...]:
        """Give the name of the lock, event or queue whose method the user called."""
        name = self.known.names.name(self.local("self"))
        return () if name is None else (name,)


def local(frame: FrameType, *names: str) -> Any:
    """Give the first of these local variables that a stack frame has; None without any.

    Up to CPython 3.12 looking leaves a copy of all of them in the frame, which would keep them alive: it is emptied.
    """
    found = frame.f_locals
    value = next((found[name] for name in names if name in found), None)
    if type(found) is dict:
        found.clear()
    return value
