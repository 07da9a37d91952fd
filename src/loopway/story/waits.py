"""What the story knows of waits: which are for other tasks, and for how long a sleep was asked."""

from __future__ import annotations

from loopway.trace.events import Wait

FOR_TASKS = frozenset({"gather", "task", "taskgroup", "wait", "wait_for", "as_completed", "shield"})
"""Waits for other tasks: they are over when those are."""

YIELDS = frozenset({"sleep(0)", "yield"})
"""Waits that are none: the task is ready again at once."""


AMONG_TASKS = ("Lock", "Semaphore", "BoundedSemaphore", "Event", "Condition", "Barrier", "TaskGroup")
"""What the label of a wait begins with that only another task can end; and every kind of Queue."""


def only_tasks_can_end(wait: Wait) -> bool:
    """Whether nothing from outside of the loop (a thread, a socket, a signal) can end this wait.

    >>> only_tasks_can_end(Wait(kind="other", label="Lock.acquire")), only_tasks_can_end(Wait(kind="future", label=""))
    (True, False)
    """
    name = wait.label.partition(".")[0]
    return wait.kind in ("gather", "task") or name in AMONG_TASKS or name.endswith("Queue")


def is_group(wait: Wait) -> bool:
    """Whether a TaskGroup waits for its tasks; it may be asked to stop on their behalf."""
    return wait.kind == "taskgroup" or wait.label.startswith("TaskGroup.")


def said(wait: Wait) -> str:
    """How a sentence calls a wait that it has no own words for.

    >>> said(Wait(kind="other", label="TaskGroup.__aexit__"))
    'TaskGroup'
    """
    name = wait.label or wait.kind
    first, _, method = name.partition(".")
    return first if method.startswith("__") else name


def tasks_waited_for(wait: Wait) -> tuple[int, ...]:
    """The tasks that a wait is for, in the order of the call."""
    return tuple(on for on in wait.on if isinstance(on, int))


def asked(wait: Wait, since: float) -> float:
    """The seconds that a sleep was asked for: from its label, never by subtraction where the label says it.

    >>> asked(Wait(kind="sleep", label="sleep(1.5)", until=2.00002), .5)
    1.5
    """
    name, _, rest = wait.label.partition("(")
    if name == "sleep":
        try:
            return float(rest.rstrip(")"))
        except ValueError:
            pass
    return max(0.0, wait.until - since) if wait.until is not None else 0.0
