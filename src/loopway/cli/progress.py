"""How far the work is: a bar with the time left in a terminal, else a line now and then; on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

SECONDS_BETWEEN_LINES = 10.0
"""Where nobody watches a bar, this is often enough to see that it lives."""


class Tick(Protocol):
    """Told of progress."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` of `total` pieces of the work called `what` are behind us."""


@contextmanager
def progress() -> Iterator[Tick]:
    """Gives what is to be told of progress; the terminal is as before at the end, whatever happens."""
    console = Console(stderr=True)
    if not console.is_terminal or console.is_dumb_terminal:
        yield _Lines()
        return
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(compact=True)
    bars = Progress(*columns, console=console, transient=True)
    try:
        yield _Bars(bars)
    finally:
        bars.stop()


class _Bars:
    """One bar, taken over by the next kind of work. It appears with the first word: before, the script may speak."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._what = ""
        self._bar: TaskID | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self._what or self._bar is None:
            if self._bar is None:
                self._bars.start()
            else:
                self._bars.remove_task(self._bar)
            self._what, self._bar = what, self._bars.add_task(what, total=total)
        self._bars.update(self._bar, completed=done, total=total)


class _Lines:
    """A plain line when it has been a while: "drawing 37 %, 21 s left"."""

    def __init__(self) -> None:
        self._what = ""
        self._began = self._said = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self._what:
            self._what, self._began, self._said = what, now, now
        if now - self._said >= SECONDS_BETWEEN_LINES and done:
            self._said = now
            left = (now - self._began) * (total - done) / done
            print(f"{what} {100 * done // total} %, {left:.0f} s left", file=sys.stderr, flush=True)
