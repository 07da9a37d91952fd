"""What is known about a task at the moment in which it stops to wait."""

from __future__ import annotations

from types import FrameType
from typing import Any, Protocol

from loopway.record.names import ResourceNames
from loopway.record.waits.codes import known

WaitFields = dict[str, Any]
"""The fields of `trace.events.Wait`: kind, label, and if there are any: on, until, limit."""


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

    __slots__ = ("codes", "coro", "frame", "frames", "future", "known", "name")

    def __init__(self, future: Any, coro: Any, frames: list[FrameType], knowledge: Knowledge) -> None:
        self.future = future
        """The object that is to be done first; None if the task only gave up its turn."""
        self.coro = coro
        self.frames = frames
        self.codes = [known(frame.f_code) for frame in frames]
        """What is known of each of them."""
        self.known = knowledge
        self.frame: Any = None
        """The stack frame of the function of asyncio's that the user called; None if he awaits the future itself."""
        self.name = ""
        """That function's name: `Queue.get`."""

    def local(self, name: str) -> Any:
        """Give a local variable of the function that the user called; None if it has none of that name."""
        return local(self.frame, name)

    def resource(self) -> tuple[str, ...]:
        """Give the name of the lock, event or queue whose method the user called."""
        name = self.known.names.name(local(self.frame, "self"))
        return () if name is None else (name,)


def local(frame: FrameType, name: str) -> Any:
    """Give a local variable of a stack frame; None if it has none of that name."""
    return local_values(frame, name)[0]


def local_values(frame: FrameType, *names: str) -> list[Any]:
    """Give several of them at once.

    Up to CPython 3.12 looking leaves a copy of all of them in the frame, which would keep them alive: it is emptied.
    """
    found = frame.f_locals
    values = [found.get(name) for name in names]
    if type(found) is dict:
        found.clear()
    return values
