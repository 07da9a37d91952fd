"""Ends that nobody saw: tasks thrown away while they waited, and errors that nobody asked for.

asyncio finds both in the finaliser of a task or a future, and tells its loop: that is where they are heard of.
"""

from __future__ import annotations

from typing import Any

from loopway.record.texts import clean
from loopway.record.watch import Watch

DESTROYED = "Task was destroyed but it is pending!"
NEVER_RETRIEVED = " exception was never retrieved"
"""What asyncio says; before the second there is the name of the future's type."""


def tell_end(watch: Watch, context: dict[str, Any]) -> None:
    """Tell what a loop's `call_exception_handler` was called about, if it is such an end."""
    message = str(context.get("message"))
    if message == DESTROYED:
        task = _number(watch, context.get("task"))
        if task is not None:
            watch.journal.tell("TaskDestroyed", task=task, warning=message)
    elif message.endswith(NEVER_RETRIEVED):
        watch.journal.tell(
            "ExceptionNeverRetrieved",
            error=watch.lives.shown(context.get("exception")),
            task=_number(watch, context.get("future")),
            warning=clean(message),
        )


def _number(watch: Watch, task: object) -> int | None:
    watched = watch.lives.tasks.find_dying(task)
    return None if watched is None else watched.number
