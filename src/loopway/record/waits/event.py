"""`Event.wait`: until somebody sets it."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which event."""
    return {"kind": "event", "label": "Event.wait", "on": awaiting.resource()}
