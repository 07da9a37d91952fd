"""`Semaphore.acquire`, `async with semaphore`, bounded or not: until one of its holders releases it."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which semaphore."""
    return {"kind": "semaphore", "label": "semaphore", "on": awaiting.resource()}
