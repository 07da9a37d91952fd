"""What the story knows of waits: which are for other tasks, and for how long a sleep was asked."""

from __future__ import annotations

from loopway.trace.events import Wait

FOR_TASKS = frozenset({"gather", "task", "taskgroup", "wait", "wait_for", "as_completed", "shield"})
"""Waits for other tasks: they are over when those are."""

YIELDS = frozenset({"sleep(0)", "yield"})
"""Waits that are none: the task is ready again at once."""

BY_HAND = frozenset(
    {"lock", "semaphore", "event", "condition", "barrier", "queue get", "queue put", "queue join"},
)
"""Waits that only another task can end, with its own hands."""


def only_tasks_can_end(wait: Wait) -> bool:
    """Whether nothing from outside of the loop (a thread, a socket, a signal) can end this wait.

    >>> only_tasks_can_end(Wait(kind="lock", label="lock")), only_tasks_can_end(Wait(kind="future", label="Future"))
    (True, False)
    """
    return wait.kind in BY_HAND or (wait.kind in FOR_TASKS and bool(tasks_waited_for(wait)))


def is_group(wait: Wait) -> bool:
    """Whether a TaskGroup waits for its tasks; it may be asked to stop on their behalf."""
    return wait.kind == "taskgroup"


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
