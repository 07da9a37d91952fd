"""Eager tasks (CPython 3.12 on): their first step runs inside the call that creates them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import FrameType
from typing import Any

from loopway.record.lives import Birth, Lives
from loopway.record.waits.awaiting import local

_NAMING = (asyncio.create_task.__code__, asyncio.TaskGroup.create_task.__code__)
"""Up to CPython 3.12 these name a task when it has been made; an eager one has had its first step by then."""


def name_to_be(frame: FrameType) -> str | None:
    """Give the name that the function of this stack frame is going to give to the task that it makes."""
    name = local(frame, "name") if frame.f_code in _NAMING else None
    return name if isinstance(name, str) else None


class EagerTasks:
    """Notices an eager task as soon as something happens in its first step, else when the call returns."""

    def __init__(self, lives: Lives) -> None:
        self._lives = lives

    def create(self, create: Callable[[], Any], loop: Any, birth: Birth) -> Any:
        """Call what creates a task, and tell of the step that may run inside it."""
        runs = self._lives.runs
        runs.current()  # an eager task that makes another one as the first thing it does comes first
        outer, depth = runs.before_look, len(runs)
        runs.before_look = lambda: self._notice(loop, birth)
        try:
            task = create()
        finally:
            runs.before_look = None
            while (run := runs.above(depth)) is not None:
                self._lives.end(run)
            runs.before_look = outer
        if self._lives.tasks.find(task) is None:
            self._lives.end(self._lives.begin(self._lives.created(task, birth), eager=True))
        return task

    def _notice(self, loop: Any, birth: Birth) -> None:
        task = asyncio.current_task(loop)
        if task is not None and self._lives.tasks.find(task) is None:
            runs = self._lives.runs
            here, runs.before_look = runs.before_look, None
            self._lives.begin(self._lives.created(task, birth), eager=True)
            runs.before_look = here
