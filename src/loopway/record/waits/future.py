"""A plain future, or any object that nobody here knows: somebody will set its result."""

from __future__ import annotations

from loopway.record.waits import shield, thread
from loopway.record.waits.awaiting import Awaiting, WaitFields
from loopway.record.waits.members import shielded


def wait(awaiting: Awaiting) -> WaitFields:
    """Say what type of object it is; but a shield and a thread's result are known by their callbacks."""
    if shielded(awaiting.future) is not None:
        return shield.wait(awaiting)
    if thread.is_wrapped(awaiting):
        return thread.executor(awaiting)
    return {"kind": "future", "label": type(awaiting.future).__name__}
