"""Everything else that asyncio offers, by the name that the user called it by: `Lock.acquire`, `to_thread`."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say the name of asyncio's function."""
    call = awaiting.api_call()
    name = "await" if call is None else call.f_code.co_qualname.partition(".<locals>")[0]
    return {"kind": "other", "label": name}
