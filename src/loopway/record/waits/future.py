"""A plain future, or any object that nobody here knows: somebody will set its result."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say what type of object it is."""
    return {"kind": "future", "label": type(awaiting.future).__name__}
