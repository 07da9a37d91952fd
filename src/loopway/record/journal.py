"""Where everything that happens is told: it puts the instant to it and sends it on its way."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from loopway.record.clock import Clock
from loopway.record.spool import Spool


class Stopped(SystemExit):
    """The recording has stopped; the script is to end, as quietly as it can. (asyncio lets a SystemExit through.)"""


class Journal:
    """The one way from the watchers to the spool. Any thread may tell; the instants never fall."""

    def __init__(self, spool: Spool, clock: Clock, on_cut: Callable[[], None]) -> None:
        self.over = False
        """Nothing is recorded any more."""
        self.was_cut = False
        """The recording stopped before the script did."""
        self.quiet = False
        """loopway itself runs the user's code just now (a repr): lines and prints of the main thread are not told."""
        self.mixed = False
        """Under the virtual clock, real time was waited for."""
        self.loops = 0
        """How many loops have run."""
        self.doubts: dict[str, None] = {}
        """Why recording again may not give the same bytes, one sentence each, in order."""
        self.notes: dict[str, None] = {}
        """What else is to be said about the run, one sentence each, in order."""
        self._spool = spool
        self._clock = clock
        self._on_cut = on_cut
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._last = 0
        self._telling = False
        self._waiting: deque[tuple[str, int | None, dict[str, Any]]] = deque()
        self._held: Callable[[], str] | None = None
        self._held_records: list[tuple[str, int, dict[str, Any]]] = []

    def is_on(self) -> bool:
        """Tell whether there is anybody to tell: not after the end, not in a forked process."""
        return not self.over and os.getpid() == self._process

    def tell(self, kind: str, /, at: int | None = None, **fields: Any) -> None:
        """Write one event down, with the type's name; `at` in nanoseconds since the start, now if not given.

        A telling inside a telling (a finaliser that prints, run by the garbage collector) waits for its turn.
        """
        if not self.is_on():
            return
        with self._lock:
            self._waiting.append((kind, at, fields))
            if self._telling:
                return
            self._telling = True
            try:
                self._release()
                while self._waiting:
                    kind, at, fields = self._waiting.popleft()
                    self._spool.put((kind, self._instant(at), fields))
            finally:
                self._telling = False
        if self._spool.is_full():
            self.cut("The recording stopped: it had grown over 60 MB.")

    def hold(self, name: Callable[[], str], *events: tuple[str, dict[str, Any]]) -> None:
        """Tell events whose first one lacks a `name`, which is only known when the next thing happens.

        On CPython 3.11 `asyncio.create_task` names a task after it has been scheduled.
        """
        with self._lock:
            self._release()
            self._held = name
            self._held_records = [(kind, self._instant(None), fields) for kind, fields in events]

    def cut(self, sentence: str) -> None:
        """Stop the recording here, and the script with it; the sentence says why. Raises Stopped."""
        if self.is_on():
            self.end(cut=sentence)
            self.was_cut = True
            self._on_cut()
        raise Stopped(0)

    def end(self, *, error: str | None = None, cut: str | None = None, goes_on: bool = False) -> None:
        """Write the last record. The script may go on after a cut, unwatched."""
        if not self.is_on():
            return
        with self._lock:
            self._release()
            self.over = True
            fields = {
                "exited": cut is None or goes_on,
                "error": error,
                "cut": cut,
                "mixed": self.mixed,
                "loops": self.loops,
                "why_not": tuple(self.doubts),
                "notes": tuple(self.notes),
            }
            self._spool.put(("Ending", self._last, fields))

    def doubt(self, sentence: str) -> None:
        """Say why recording again may not give the same bytes."""
        self.doubts[sentence] = None

    def note(self, sentence: str) -> None:
        """Say what the events do not tell."""
        self.notes[sentence] = None

    def _instant(self, at: int | None) -> int:
        self._last = max(self._last, self._clock.since_start() if at is None else at)
        return self._last

    def _release(self) -> None:
        if self._held is not None:
            (kind, at, fields), *others = self._held_records
            name, self._held, self._held_records = self._held, None, []
            self._spool.put((kind, at, {**fields, "name": name()}))
            for record in others:
                self._spool.put(record)
