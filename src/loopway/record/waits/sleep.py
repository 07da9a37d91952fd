"""`asyncio.sleep`: a timer will wake the task. Without a delay it only gives up its turn."""

from __future__ import annotations

from typing import Any

from loopway.record.waits import turn
from loopway.record.waits.awaiting import Awaiting, WaitFields
from loopway.record.waits.seconds import seconds


def wait(awaiting: Awaiting) -> WaitFields:
    """Say `sleep(1)`, and until when."""
    label = f"sleep({seconds(awaiting.local('delay'))})"
    if awaiting.future is None:
        return {"kind": turn.KIND, "label": label}
    timer: Any = awaiting.local("h")
    until = awaiting.known.deadline(timer.when()) if timer is not None else None
    return {"kind": "sleep", "label": label, "until": until}
