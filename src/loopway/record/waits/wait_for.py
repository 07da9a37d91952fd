"""`asyncio.wait_for`: one awaitable, but not for ever.

Up to CPython 3.11 it makes a task of it; from 3.12 on it awaits it inside the caller's own task, under a timeout.
"""

from __future__ import annotations

from types import CoroutineType
from typing import Any

from loopway.record.waits.awaiting import Awaiting, WaitFields
from loopway.record.waits.begun import begun
from loopway.record.waits.members import numbers
from loopway.record.waits.seconds import seconds


def wait(awaiting: Awaiting) -> WaitFields:
    """Say `wait_for(fetch(1), 2)`, and which task, if there is one."""
    future = awaiting.local("fut")
    label = f"wait_for({_called(awaiting, future)}, {seconds(awaiting.local('timeout'))})"
    return {"kind": "wait_for", "label": label, "on": numbers([future], awaiting.known.number)}


def _called(awaiting: Awaiting, awaited: Any) -> str:
    known = awaiting.known
    if known.number(awaited) is not None:
        return known.coroutine(awaited)
    if type(awaited) is CoroutineType:
        return begun(awaited) if awaited.cr_suspended else known.call(awaited)
    return type(awaited).__name__.strip("_")
