"""`asyncio.as_completed`: whichever of several futures is done next.

Up to CPython 3.12 it is a generator, which only the user's `for` loop holds; from 3.13 on an object.
"""

from __future__ import annotations

import gc
from types import GeneratorType
from typing import Any

from loopway.record.chain import await_owners
from loopway.record.waits.awaiting import Awaiting, WaitFields, local_values
from loopway.record.waits.limits import pending
from loopway.record.waits.members import in_order


def wait(awaiting: Awaiting) -> WaitFields:
    """Say which tasks are not done yet, in the order of creation."""
    todo, timer = _state(awaiting)
    return {
        "kind": "as_completed",
        "label": "as_completed",
        "on": in_order(todo, awaiting.known.number),
        "limit": None if pending(timer) is None else awaiting.known.deadline(timer.when()),
    }


def _state(awaiting: Awaiting) -> tuple[Any, Any]:
    """Give the futures that are still to come, and the timer of its timeout."""
    iterator = awaiting.local("self")
    if iterator is not None:
        return iterator._todo, iterator._timeout_handle
    done = awaiting.local("done")
    for owner in await_owners(awaiting.coro):
        for held in gc.get_referents(owner):
            if type(held) is GeneratorType and held.gi_frame and held.gi_code.co_name == "as_completed":
                queue, todo, timer = local_values(held.gi_frame, "done", "todo", "timeout_handle")
                if queue is done:
                    return todo, timer
    return (), None
