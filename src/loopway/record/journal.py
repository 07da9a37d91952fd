"""Where everything that happens is told: it puts the instant to it and sends it on its way."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any
from weakref import ref

from loopway.record.clock import Clock
from loopway.record.marks import TOLD
from loopway.record.spool import Spool

MOST_SENTENCES = 100
"""Notes and doubts that are kept, of each."""


class Stopped(SystemExit):
    """The recording has stopped; the script is to end, as quietly as it can. (asyncio lets a SystemExit through.)"""


class Journal:
    """The one way from the watchers to the spool. Any thread may tell: a mark is one call of C, and needs no lock.

    Frequent events have ways of their own (`frequent.py`); all others are told here, by their type's name.
    """

    def __init__(self, spool: Spool, clock: Clock, on_cut: Callable[[], None]) -> None:
        self.spool = spool
        self.over = False
        """Nothing is recorded any more: it has ended, or this is a forked process."""
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
        self.pending: Callable[[], None] | None = None
        """Has to be told before anything else of the main thread, and waits until then: it may still become more."""
        self.on_end: Callable[[], None] = lambda: None
        """Called when nothing is recorded any more."""
        self._shapes: dict[tuple[str, ...], int] = {}
        """The entries of types and their fields' names."""
        self._clock = clock
        self._on_cut = on_cut
        self._main = threading.main_thread().ident
        _end_in_forks(ref(self))

    def is_on(self) -> bool:
        """Tell whether there is anybody to tell: not after the end, not in a forked process."""
        return not self.over

    def tell(self, kind: str, /, at: int | None = None, **fields: Any) -> None:
        """Write one event down, with the type's name; `at` in nanoseconds since the start, now if not given."""
        if not self.over:
            self.release()
            names = (kind, *fields)
            shape = self._shapes.get(names)
            if shape is None:
                shape = self._shapes[names] = self.spool.enter(names)
            instant = self._clock.since_start() if at is None else at
            self.spool.put_with(TOLD, shape, instant, 0, tuple(fields.values()))

    def release(self) -> None:
        """Tell what is pending."""
        pending = self.pending
        if pending is not None and threading.get_ident() == self._main:
            self.pending = None
            pending()

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
        self.release()
        self.over = True
        self.on_end()
        self.spool.end(
            {
                "exited": cut is None or goes_on,
                "error": error,
                "cut": cut,
                "mixed": self.mixed,
                "loops": self.loops,
                "why_not": tuple(self.doubts)[:MOST_SENTENCES],
                "notes": tuple(self.notes)[:MOST_SENTENCES],
            }
        )

    def doubt(self, sentence: str) -> None:
        """Say why recording again may not give the same bytes."""
        self.doubts[sentence] = None

    def note(self, sentence: str) -> None:
        """Say what the events do not tell."""
        self.notes[sentence] = None


def _end_in_forks(journal: ref[Journal]) -> None:
    def forget() -> None:
        forked = journal()
        if forked is not None:
            forked.over = True
            forked.on_end()

    os.register_at_fork(after_in_child=forget)
