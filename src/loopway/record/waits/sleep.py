"""`asyncio.sleep`: a timer will wake the task. Without a delay it only gives up its turn."""

from __future__ import annotations

from loopway.record.waits import turn
from loopway.record.waits.awaiting import Awaiting, WaitFields, local_values
from loopway.record.waits.seconds import seconds


def wait(awaiting: Awaiting) -> WaitFields:
    """Say `sleep(1)`, and until when."""
    delay, timer = local_values(awaiting.frame, "delay", "h")
    label = f"sleep({seconds(delay)})"
    if awaiting.future is None:
        return {"kind": turn.KIND, "label": label}
    until = awaiting.known.deadline(timer.when()) if timer is not None else None
    return {"kind": "sleep", "label": label, "until": until}
