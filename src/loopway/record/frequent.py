"""The events that there are millions of, in packed form: what tasks do, and which lines run.

What they say again and again (a place, a wait with its stack) is entered once and mentioned by its number.
"""

from __future__ import annotations

from typing import Any

from loopway.record import marks
from loopway.record.by import By
from loopway.record.clock import Clock
from loopway.record.journal import Journal

MOST_KNOWN = 50_000
"""Entries that are remembered, so as not to write them again; after that, all are forgotten."""

_pack = marks.MARK.pack


class Frequent:
    """Writes marks; like all telling, each first tells what is pending."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._spool = journal.spool
        self._clock = clock
        self._known: dict[Any, int] = {}

    def entry(self, value: Any) -> int:
        """Give the number of an entry, a new one if it was not mentioned lately. The value is hashable."""
        number = self._known.get(value)
        if number is None:
            self._forget_many()
            number = self._known[value] = self._spool.enter(value)
        return number

    def by(self, by: By) -> int:
        """Write down who did it: a task's number, 0 for nobody, a negative number for a word."""
        return 0 if by is None else by if isinstance(by, int) else -self.entry(by)

    def created(self, task: int, birth: tuple[Any, ...], parent: int | None) -> None:
        """A task came to be: its loop, coroutine, place, whether it is internal, its name."""
        self._create(marks.CREATED, task, birth, parent)

    def born(self, task: int, birth: tuple[Any, ...], parent: int | None, by: By) -> None:
        """The same, and it became ready."""
        if parent is not None and by == parent:
            self._create(marks.BORN, task, birth, parent)
        else:
            self.created(task, birth, parent)
            self.scheduled(task, "created", by)

    def named(self, task: int, name: str) -> None:
        """The task that was created last has another name after all."""
        self._tell(marks.NAMED, task, self._spool.enter(name))

    def scheduled(self, task: int, cause: str, by: By) -> None:
        """A task became ready."""
        self._tell(marks.SCHEDULED, task, marks.CAUSES.index(cause), self.by(by))

    def started(self, task: int, *, eager: bool, cancelled: bool) -> None:
        """A step began."""
        self._tell(marks.STARTED, task, marks.EAGER * eager + marks.CANCELLED * cancelled)

    def suspended(self, task: int, wait: dict[str, Any], stand: int, variables: int = 0) -> None:
        """A step ended at an await; entries say what for and where, with what variables. The wait's deadlines stay."""
        until, limit = wait.get("until"), wait.get("limit")
        self._journal.release()
        if until is not None or limit is not None:
            which = marks.HAS_UNTIL * (until is not None) + marks.HAS_LIMIT * (limit is not None)
            self._spool.put(marks.DEADLINES.pack(marks.UNTIL, which, until or 0.0, limit or 0.0))
        self._tell(marks.SUSPENDED, task, stand, variables)

    def done(self, task: int, outcome: str, result: str, *, swallowed: bool) -> None:
        """A step ended its task."""
        how = marks.OUTCOMES.index(outcome) + marks.SWALLOWED * swallowed
        self._tell(marks.DONE, task, how, self.entry(result) if result else 0)

    def line(self, where: str, task: int | None) -> None:
        """A line is about to run."""
        self._tell(marks.LINE, self.entry(where), 0, task or 0)

    def _create(self, kind: int, task: int, birth: tuple[Any, ...], parent: int | None) -> None:
        if not self._journal.over:
            self._journal.release()
            self._spool.put_with(kind, task, self._clock.since_start(), parent or 0, birth)

    def _forget_many(self) -> None:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()

    def _tell(self, kind: int, a: int, b: int = 0, c: int = 0) -> None:
        journal = self._journal
        if not journal.over:
            if journal.pending is not None:
                journal.release()
            self._spool.put(_pack(kind, a, self._clock.since_start(), b, c))
