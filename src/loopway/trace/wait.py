"""What a suspended task waits for, and where it stands."""

from __future__ import annotations

from loopway.trace.terms import Record

KINDS = (
    "sleep",
    "sleep(0)",
    "task",
    "gather",
    "taskgroup",
    "wait",
    "wait_for",
    "as_completed",
    "shield",
    "lock",
    "semaphore",
    "event",
    "condition",
    "barrier",
    "queue get",
    "queue put",
    "queue join",
    "thread",
    "network",
    "process",
    "future",
    "other",
)
"""The kinds of wait. "sleep(0)" is also a bare yield; "thread" any executor's work, in threads or processes; "network"
streams, sockets and servers; "process" another program; "future" a bare future, or an awaitable that is not
asyncio's."""


class StackFrame(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One of Python's stack frames inside a suspended task."""

    where: str
    """`file:line`, the file relative to the script's folder."""
    function: str
    """The qualified name of the function."""
    locals: tuple[tuple[str, str], ...] = ()
    """Its local variables, each with its `repr` cut at 60 characters; empty if nobody asked for them."""


class Wait(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a suspended task waits for."""

    kind: str
    """What asyncio's function waits for, one word of the list below; "other" for anything else of asyncio's."""
    label: str
    """What the user would call it: `sleep(1)`, `gather`, `Queue.get`, `lock`; of a task its coroutine, `fetch(1)`."""
    on: tuple[int | str, ...] = ()
    """The tasks (numbers) or resources (names) that it waits on, in the order of the call."""
    until: float | None = None
    """The instant at which the wait itself is over (`sleep`), in trace seconds, if it is known."""
    limit: float | None = None
    """The instant at which a timeout around it (`timeout`, `wait_for`, `wait`) would end it, in trace seconds; the
    earliest of them."""
