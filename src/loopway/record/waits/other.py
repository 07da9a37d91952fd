"""Everything else that asyncio offers, by the name that the user called it by."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say the name of asyncio's function."""
    return {"kind": "other", "label": awaiting.name}
