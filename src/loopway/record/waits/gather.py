"""`asyncio.gather`: a future that is done when all its children are."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields
from loopway.record.waits.members import numbers


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which tasks it gathers, in the order of the call, each once; of a gather within it, its children."""
    return {"kind": "gather", "label": "gather", "on": numbers([awaiting.future], awaiting.known.number)}
