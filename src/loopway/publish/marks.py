"""The marks of Chrome's Trace Event Format (slices, arrows, instants, counters) and the tracks that they stand on.

Viewers bind an arrow differently: Perfetto to the slice that began last on the arrow's track, chrome://tracing to the
one around the arrow's instant. So both ends of an arrow stand at the beginning of their slices, right behind them in
the file. Tracks are called threads there; Perfetto takes the one with the process's own number for the main thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

PROCESS = 1
"""The number of the one process, and of its first track."""


class Mark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the file's `traceEvents`; the names of the fields are the format's."""

    ph: str
    """X a slice, i an instant, s and f the two ends of an arrow, C a counter, M a name."""
    name: str
    cat: str = ""
    pid: int
    tid: int
    """The track."""
    ts: float | None = None
    """Microseconds since the start, with three decimals."""
    dur: float | None = None
    """Microseconds."""
    id: int | None = None
    """Joins the two ends of an arrow."""
    bp: str | None = None
    """"e": the arrow ends in the slice around it, not in the next one."""
    s: str | None = None
    """"t": the instant is one of this track alone."""
    args: dict[str, Any] | None = None
    """What a viewer shows of a mark that is selected."""


def mark(ph: str, tid: int, name: str, **fields: Any) -> Mark:
    """Give a mark of our process; what it has nothing to say of in its `args` is left out."""
    args = {
        key: value
        for key, value in (fields.pop("args", None) or {}).items()
        if value not in (None, "", []) and value is not False
    }
    return Mark(ph=ph, pid=PROCESS, tid=tid, name=name, args=args or None, **fields)


def micros(nanoseconds: int) -> float:
    """Give the format's unit of time."""
    return nanoseconds / 1000


class Slice:
    """A stretch of a track, which may still be going on; its place in the file is that of its beginning."""

    __slots__ = ("_arrows", "args", "cat", "end", "name", "start", "tid")

    def __init__(self, tid: int, name: str, cat: str, start: int, args: dict[str, Any]) -> None:
        self.tid = tid
        self.name = name
        self.cat = cat
        self.start = start
        self.end = start
        self.args = args
        self._arrows: list[Mark] = []

    def marks(self) -> Iterator[Mark]:
        """Give the slice and the ends of arrows that are bound to it; a turn that was not waited for has no slice."""
        if self.cat != "ready" or self.end > self.start:
            ts, dur = micros(self.start), micros(self.end - self.start)
            yield mark("X", self.tid, self.name, cat=self.cat, ts=ts, dur=dur, args=self.args)
        yield from self._arrows

    def bind(self, ph: str, name: str, number: int) -> None:
        """Let an arrow begin (s) or end (f) here."""
        bp = "e" if ph == "f" else None
        self._arrows.append(mark(ph, self.tid, name, cat="wake-up", ts=micros(self.start), id=number, bp=bp))


class Track:
    """The slices of one track that are going on: a state, and a blocking call inside it."""

    __slots__ = ("blocked", "state", "tid")

    def __init__(self, tid: int) -> None:
        self.tid = tid
        self.state: Slice | None = None
        self.blocked: Slice | None = None

    def end(self, at: int) -> None:
        """End what is going on."""
        self.unblock(at)
        if self.state is not None:
            self.state.end = at
            self.state = None

    def unblock(self, at: int) -> None:
        """End the blocking call, if there is one; at the latest now, for slices lie inside each other or apart."""
        if self.blocked is not None:
            self.blocked.end = min(self.blocked.end, at)
            self.blocked = None
