"""A plain future, or any object that nobody here knows: somebody will set its result."""

from __future__ import annotations

from loopway.record.waits import shield, thread
from loopway.record.waits.awaiting import Awaiting, WaitFields
from loopway.record.waits.members import SHIELD, callbacks


def wait(awaiting: Awaiting) -> WaitFields:
    """Say what type of object it is; but a shield and a thread's result are known by their callbacks."""
    names = callbacks(awaiting.future)
    if SHIELD in names:
        return shield.wait(awaiting)
    if thread.CHAINED in names:
        return thread.executor(awaiting)
    return {"kind": "future", "label": type(awaiting.future).__name__}
