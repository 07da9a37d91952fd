"""`asyncio.sleep`: a timer will wake the task. Without a delay it only gives up its turn."""

from __future__ import annotations

from typing import Any

from loopway.record.waits import turn
from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say `sleep(1)`, and until when."""
    call = awaiting.api_call()
    found = call.f_locals if call is not None else {}
    label = f"sleep({_number(found.get('delay'))})"
    if awaiting.future is None:
        return {"kind": turn.KIND, "label": label}
    timer = found.get("h")
    until = awaiting.deadline(timer.when()) if timer is not None else None
    return {"kind": "sleep", "label": label, "until": until}


def _number(delay: Any) -> str:
    try:
        return f"{delay:g}"
    except (TypeError, ValueError):
        return type(delay).__name__
