"""`await task`: the awaited object is a task itself, which will wake the other when it is done."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which task, by its coroutine: `fetch(1)`."""
    number = awaiting.number(awaiting.future)
    return {"kind": "task", "label": awaiting.coro(awaiting.future), "on": () if number is None else (number,)}
