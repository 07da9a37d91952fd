"""The words that the events share: causes, outcomes, clocks, and who did what."""

from __future__ import annotations

from typing import Literal

import msgspec

FORMAT = 1
"""The number of this vocabulary. It rises when an old reader would misread a new file."""

Cause = Literal["created", "woken", "yielded", "cancelled"]
"""Why a task became ready: its first step; what it waited for is done; it gave up its turn; it is to be cancelled."""

Outcome = Literal["returned", "raised", "cancelled"]
"""How a task ended."""

Clock = Literal["virtual", "mixed", "real"]
"""Which time a trace tells: the virtual clock alone, virtual with real stretches (threads, sockets), or real."""

By = int | str | None
"""Who did it: a task's number, or "timer" (a sleep is over), "timeout", "callback" (a plain function that the loop
ran), "thread", "descriptor" (a socket, a pipe), "shutdown" (the end of `asyncio.run`), "signal"; None if nobody can be
named."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Frozen and slotted. (msgspec does not hand `kw_only` down: each class says it again.)

    None of them can be part of a reference cycle, so the garbage collector need not visit a million of them.
    """
