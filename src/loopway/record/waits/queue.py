"""`Queue.get` until there is an item, `put` until there is room, `join` until every item is dealt with."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say `PriorityQueue.get`, by the queue's own type, and which queue."""
    method = awaiting.name.rpartition(".")[2]
    label = f"{type(awaiting.local('self')).__name__}.{method}"
    return {"kind": f"queue {method}", "label": label, "on": awaiting.resource()}
