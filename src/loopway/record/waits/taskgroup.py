"""`async with TaskGroup()`: at the end of its block it waits until its last task is done."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields
from loopway.record.waits.members import in_order


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which of its tasks are not done yet, in the order of creation."""
    group = awaiting.local("self")
    return {"kind": "taskgroup", "label": "TaskGroup", "on": in_order(group._tasks, awaiting.known.number)}
