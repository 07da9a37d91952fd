"""`asyncio.wait`: several futures; all of them, the first one, or the first that fails."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields
from loopway.record.waits.members import in_order

_DEFAULT = "ALL_COMPLETED"


def wait(awaiting: Awaiting) -> WaitFields:
    """Say `wait(FIRST_COMPLETED)`, and which tasks, in the order of creation."""
    mode = awaiting.local("return_when")
    label = "wait" if mode == _DEFAULT else f"wait({mode})"
    return {"kind": "wait", "label": label, "on": in_order(awaiting.local("fs"), awaiting.known.number)}
