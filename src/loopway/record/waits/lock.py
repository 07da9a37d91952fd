"""`Lock.acquire`, `async with lock`: until its holder releases it."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which lock."""
    return {"kind": "lock", "label": "lock", "on": awaiting.resource()}
