"""`asyncio.gather`: a future that is done when all its children are."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which tasks it gathers, in the order of the call, each once."""
    numbers = dict.fromkeys(awaiting.number(child) for child in awaiting.future._children)
    return {"kind": "gather", "label": "gather", "on": tuple(number for number in numbers if number is not None)}
