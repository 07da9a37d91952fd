"""`Condition.wait` and `wait_for`: until somebody notifies it; and then once more, for its lock."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields, local


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which condition; who has been notified waits for the lock, by the same call."""
    if awaiting.codes[-1].name == "Lock.acquire":
        lock = awaiting.known.names.name(local(awaiting.frames[-1], "self"))
        return {"kind": "lock", "label": awaiting.name, "on": () if lock is None else (lock,)}
    return {"kind": "condition", "label": awaiting.name, "on": awaiting.resource()}
