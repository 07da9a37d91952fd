"""`await task`: the awaited object is a task itself, which will wake the other when it is done."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which task, by its coroutine: `fetch(1)`."""
    number = awaiting.known.number(awaiting.future)
    label = awaiting.known.coroutine(awaiting.future)
    return {"kind": "task", "label": label, "on": () if number is None else (number,)}
