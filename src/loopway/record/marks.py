"""How events lie in the spool: each a mark of 24 bytes, or two or three of them in one; texts are entries beside them.

Both halves import this. The numbers in a mark are the task's and those of entries; what a kind makes of them says the
list below. A mark is written by one call of C, so that a thread, a signal or the end of the process never tears one.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loopway.trace.terms import Cause, Outcome

MARK = Struct("<IIQIi")
"""Kind, `a`, nanoseconds since the start, `b`, `c`."""
DEADLINES = Struct("<IIdd")
"""A mark of its own shape: which of the two there are, `until` and `limit` of the wait that the next mark tells of."""

END = 0
"""Nothing was written here yet."""
ENTRY = 1
"""`a`: the entry's number, `b`: how many bytes follow: its value. No event."""
TOLD = 2
"""`a`: an entry (type, names of fields), `b`: how many bytes follow: the fields' values."""
CREATED = 3
"""`a`: the task, `b`: how many bytes follow: (loop, coro, where, internal, name), `c`: the parent or 0."""
NAMED = 4
"""`a`: the task that was created last, `b`: the entry of its name. No event."""
BORN = 13
"""Two events: CREATED, and scheduled at once by the parent."""
SCHEDULED = 5
"""`a`: the task, `b`: the place in CAUSES, `c`: who did it: a task, 0, or the negative number of a word's entry."""
STARTED = 6
"""`a`: the task, `b`: EAGER, CANCELLED, both or none."""
UNTIL = 7
"""Deadlines. No event."""
SUSPENDED = 8
"""`a`: the task, `b`: an entry (kind, label, on, stack), `c`: an entry of the innermost function's variables or 0."""
TURNED = 9
"""Two events: the task `c` is suspended, `b` as above, and task `a` starts its step."""
YIELDED = 10
"""Three: that task was scheduled first, because it yielded."""
DONE = 11
"""`a`: the task, `b`: the place in OUTCOMES, more by SWALLOWED if so, `c`: the entry of the result or 0."""
LINE = 12
"""`a`: the entry of the place, `c`: the task or 0."""

FOLLOWED = frozenset((ENTRY, TOLD, CREATED, BORN))
"""After these come so many bytes as they say, packed by `marshal`."""
EVENTS = {TOLD: 1, CREATED: 1, BORN: 2, SCHEDULED: 1, STARTED: 1, SUSPENDED: 1, TURNED: 2, YIELDED: 3, DONE: 1, LINE: 1}
"""How many events a mark tells."""

CAUSES: tuple[Cause, ...] = ("created", "woken", "yielded", "cancelled")
OUTCOMES: tuple[Outcome, ...] = ("returned", "raised", "cancelled")
EAGER, CANCELLED = 1, 2
SWALLOWED = 16
HAS_UNTIL, HAS_LIMIT = 1, 2


def events_in(marks: bytes) -> int:
    """Count the events that marks tell of, without entries among them.

    >>> events_in(MARK.pack(YIELDED, 2, 0, 1, 1) + MARK.pack(DONE, 2, 0, 0, 0))
    4
    """
    kinds = marks[:: MARK.size]
    return sum(kinds.count(kind) * events for kind, events in EVENTS.items())
