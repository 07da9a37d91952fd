"""What a suspended task waits for: one file a kind, found by the asyncio function that the user called."""

from __future__ import annotations

from collections.abc import Callable

from loopway.record.texts import function
from loopway.record.waits import future, gather, other, sleep, task, turn
from loopway.record.waits.awaiting import Awaiting, WaitFields

__all__ = ["Awaiting", "WaitFields", "wait_of"]

_BY_CALL: dict[str, Callable[[Awaiting], WaitFields]] = {
    "sleep": sleep.wait,
}
"""By the outermost asyncio function below the user's own stack frames."""

_BY_FUTURE: dict[str, Callable[[Awaiting], WaitFields]] = {
    "_GatheringFuture": gather.wait,
    "Task": task.wait,
    "NoneType": turn.wait,
}
"""By the name of the awaited object's type, when the user awaits it directly."""


def wait_of(awaiting: Awaiting) -> WaitFields:
    """Say what a task waits for, as the fields of `trace.events.Wait`; what nobody knows is a "future"."""
    call = awaiting.api_call()
    if call is not None:
        return _BY_CALL.get(function(call.f_code), other.wait)(awaiting)
    if awaiting.is_task(awaiting.future):
        return task.wait(awaiting)
    return _BY_FUTURE.get(type(awaiting.future).__name__, future.wait)(awaiting)
