"""What is known about a task at the moment in which it stops to wait."""

# ruff: noqa: PTH120  # os.path, not pathlib: this half starts before every script
from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from types import FrameType
from typing import Any

WaitFields = dict[str, Any]
"""The fields of `trace.events.Wait`: kind, label, and if there are any: on, until."""

_ASYNCIO = os.path.dirname(asyncio.__file__) + os.sep


def is_asyncio(filename: str) -> bool:
    """Tell whether a file is one of asyncio's own."""
    return filename.startswith(_ASYNCIO)


class Awaiting:
    """The awaited object, the stack frames inside the task (outermost first), and ways to name what is found there."""

    def __init__(
        self,
        future: Any,
        frames: list[FrameType],
        *,
        number: Callable[[Any], int | None],
        coro: Callable[[Any], str],
        deadline: Callable[[float], float | None],
        is_task: Callable[[object], bool],
    ) -> None:
        self.future = future
        self.frames = frames
        self.number = number
        """A task's number; None for what is no watched task."""
        self.coro = coro
        """A task's coroutine with its arguments: `fetch(1)`."""
        self.deadline = deadline
        """An instant of the loop's clock in trace seconds; None for one that never comes."""
        self.is_task = is_task

    def api_call(self) -> FrameType | None:
        """Give the stack frame of the asyncio function that the user called, the outermost one, if there is one.

        From CPython 3.12 on `wait_for(fetch(1), 5)` runs the user's `fetch` inside itself: what was called is wait_for.
        Helpers (`_ContextManagerMixin.__aenter__`) are passed over: the user wrote `async with lock`.
        """
        own = [frame for frame in self.frames if is_asyncio(frame.f_code.co_filename)]
        named = [frame for frame in own if not frame.f_code.co_qualname.startswith("_")]
        return next(iter(named or own), None)
