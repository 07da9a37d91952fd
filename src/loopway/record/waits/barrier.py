"""`Barrier.wait`: until all parties have come; and before that, until those of the last round have left."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which barrier."""
    return {"kind": "barrier", "label": "Barrier.wait", "on": awaiting.resource()}
