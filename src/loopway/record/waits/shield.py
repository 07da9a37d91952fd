"""`asyncio.shield`: waits for a task, but a cancellation of the one who waits does not reach it."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields
from loopway.record.waits.members import numbers, shielded


def wait(awaiting: Awaiting) -> WaitFields:
    """Say `shield(fetch(1))`, and which task."""
    inner = shielded(awaiting.future)
    known = awaiting.known
    name = type(inner).__name__.strip("_") if known.number(inner) is None else known.coroutine(inner)
    return {"kind": "shield", "label": f"shield({name})", "on": numbers([inner], known.number)}
