"""What a suspended task waits for: one file a kind, found by the asyncio function that the user called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loopway.record.tasks import is_task
from loopway.record.waits import (
    as_completed,
    barrier,
    condition,
    event,
    future,
    gather,
    lock,
    network,
    other,
    process,
    queue,
    semaphore,
    sleep,
    task,
    taskgroup,
    thread,
    turn,
    wait,
    wait_for,
)
from loopway.record.waits.awaiting import Awaiting, WaitFields, local
from loopway.record.waits.limits import limit

__all__ = ["Awaiting", "WaitFields", "argument_of", "wait_of"]

_Describe = Callable[[Awaiting], WaitFields]

_BY_CALL: dict[str, _Describe] = {
    "sleep": sleep.wait,
    "wait": wait.wait,
    "wait_for": wait_for.wait,
    "_wait_for_one": as_completed.wait,
    "_AsCompletedIterator._wait_for_one": as_completed.wait,
    "TaskGroup.__aexit__": taskgroup.wait,
    "Lock.acquire": lock.wait,
    "Semaphore.acquire": semaphore.wait,
    "Event.wait": event.wait,
    "Condition.wait": condition.wait,
    "Condition.wait_for": condition.wait,
    "Barrier.wait": barrier.wait,
    "Queue.get": queue.wait,
    "Queue.put": queue.wait,
    "Queue.join": queue.wait,
    "to_thread": thread.wait,
    "BaseEventLoop.getaddrinfo": thread.wait,
    "BaseEventLoop.getnameinfo": thread.wait,
    "BaseEventLoop.shutdown_default_executor": thread.wait,
    "open_connection": network.wait,
    "start_server": network.wait,
    "open_unix_connection": network.wait,
    "start_unix_server": network.wait,
    "create_subprocess_exec": process.wait,
    "create_subprocess_shell": process.wait,
    "BaseEventLoop.subprocess_exec": process.wait,
    "BaseEventLoop.subprocess_shell": process.wait,
}
"""By the outermost function of asyncio's below the user's own stack frames that stands here.

From CPython 3.12 on `wait_for(fetch(1), 5)` runs the user's `fetch` inside itself: what was called is wait_for. Helpers
(`_ContextManagerMixin.__aenter__`) do not stand here: the user wrote `async with lock`.
"""

_BY_CLASS: dict[str, _Describe] = {
    "BaseEventLoop": network.wait,
    "BaseSelectorEventLoop": network.wait,
    "_UnixSelectorEventLoop": network.wait,
    "StreamReader": network.wait,
    "StreamWriter": network.wait,
    "Server": network.wait,
    "Process": process.wait,
}
"""By the class of that function: all others of these."""

_SETTLED = (lock.wait, semaphore.wait, event.wait, condition.wait, barrier.wait, queue.wait, network.wait)
"""Those that say the same of the same function, called on the same object, at any time."""

_BY_FUTURE: dict[str, _Describe] = {
    "_GatheringFuture": gather.wait,
}
"""By the name of the awaited object's type, when the user awaits it directly."""


def wait_of(awaiting: Awaiting) -> WaitFields:
    """Say what a task waits for, as the fields of `trace.events.Wait`; what nobody knows is a "future"."""
    fields = _describe(awaiting)(awaiting)
    if fields["kind"] == "wait_for" and not fields["on"]:
        fields |= _inside(awaiting)
    if awaiting.future is not None:
        around, own = limit(awaiting), fields.get("limit")
        if around is not None:
            fields["limit"] = around if own is None else min(around, own)
    return fields


def argument_of(awaiting: Awaiting) -> Any:
    """Give the first argument of asyncio's function if, with the stack frames, it settles what `wait_of` has said.

    None if there is more to it: a deadline, other tasks, a bare future.
    """
    describe = _BY_CALL.get(awaiting.name) or _BY_CLASS.get(awaiting.name.rpartition(".")[0])
    if describe in _SETTLED:
        return local(awaiting.frame, "self")
    if describe is sleep.wait and awaiting.future is None:
        delay = local(awaiting.frame, "delay")
        return delay if type(delay) in (int, float) else None
    return None


def _inside(awaiting: Awaiting) -> WaitFields:
    """Say for what the coroutine waits that runs inside `wait_for` itself (CPython 3.12 on)."""
    below = awaiting.frames[awaiting.frames.index(awaiting.frame) + 1 :]
    inner = Awaiting(awaiting.future, awaiting.coro, below, awaiting.known)
    return {name: value for name, value in _describe(inner)(inner).items() if name in ("on", "until")}


def _describe(awaiting: Awaiting) -> _Describe:
    """Find the file for this wait, by the function of asyncio's that was called or by the awaited object."""
    found = _find_call(awaiting)
    if awaiting.future is None:
        return sleep.wait if found is sleep.wait else turn.wait
    if found is not None:
        return found
    if is_task(awaiting.future):
        return task.wait
    return _BY_FUTURE.get(type(awaiting.future).__name__, future.wait)


def _find_call(awaiting: Awaiting) -> _Describe | None:
    unknown = None
    for place, code in enumerate(awaiting.codes):
        if code.name:
            found = _BY_CALL.get(code.name) or _BY_CLASS.get(code.owner)
            if found is not None:
                awaiting.frame, awaiting.name = awaiting.frames[place], code.name
                return found
            if unknown is None and not code.name.removeprefix(f"{code.owner}.").startswith("_"):
                unknown = place
    if unknown is None:
        return None
    awaiting.frame, awaiting.name = awaiting.frames[unknown], awaiting.codes[unknown].name
    return other.wait
