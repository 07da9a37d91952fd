"""A bare yield: the task waits for nothing and goes to the end of the ready queue. `sleep(0)` is made of it."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields

KIND = "sleep(0)"


def wait(awaiting: Awaiting) -> WaitFields:
    """Say that a hand-written awaitable yielded, or which function of asyncio's did: `drain`."""
    return {"kind": KIND, "label": awaiting.name.rpartition(".")[2] or "yield"}
