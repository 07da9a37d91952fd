"""Real work inside a step: how long it was, and whether it was the script's doing."""

from __future__ import annotations

import resource
import time

LONG = 10_000_000
"""Nanoseconds. A step that really took so long counts with its real length, shorter ones are nominal."""
_SAMPLE_EVERY = 500_000
"""Nanoseconds between two looks at the thread's own account, at least; a look costs about as much as a step."""

real_now = time.perf_counter_ns
"""The machine's own clock, whatever the script sees."""


class Effort:
    """A stopwatch for the main thread that does not count time in which other programs had the processor."""

    def __init__(self) -> None:
        self.since: int | None = None
        """When the step began that goes on."""
        self._look()

    def begin(self) -> None:
        """Start: a step begins."""
        now = real_now()
        if now >= self.alarm:
            self._look()
        self.since = now

    def end(self) -> None:
        """Stop: what follows is the loop's own work."""
        self.since = None

    def is_short(self, now: int) -> bool:
        """Tell at the end of a step, when the alarm has gone off, whether it is one that cannot count."""
        if self.since is not None and now - self.since >= LONG:
            return False
        self._look()
        return True

    def restart(self) -> None:
        """Forget what was measured: it has been told otherwise."""
        if self.since is not None:
            self.since = real_now()
            self._look()

    def is_long(self) -> bool:
        """Tell whether what is being measured may count already."""
        return self.since is not None and real_now() - self.since >= LONG

    def excuse(self, began: int) -> None:
        """Do not count what loopway itself has done since an instant of `time.perf_counter_ns`."""
        spent = real_now() - began
        self._excused += spent
        if self.since is not None:
            self.since += spent

    def take(self) -> tuple[int, bool]:
        """Give the nanoseconds since the last take if they count, else 0; and whether the thread computed.

        Without a beginning, this is one.
        """
        if self.since is None:
            self.begin()
            return 0, False
        elapsed = real_now() - self.since
        if elapsed < LONG:
            return 0, False
        worked, blocked = _account()
        computed, waited = worked - self._worked - self._excused, blocked > self._blocked
        if computed < LONG and not waited:
            return 0, False  # other programs had the processor; what it has done may still become long
        self.restart()
        return elapsed, not waited or computed * 2 >= elapsed

    def _look(self) -> None:
        """Remember the thread's own account up to here."""
        self._worked, self._blocked = _account()
        self._excused = 0
        """Nanoseconds since then that were loopway's own."""
        self.alarm = real_now() + _SAMPLE_EVERY
        """Until then no step can have become long, and none needs another look."""


def _account() -> tuple[int, int]:
    """Give the thread's processor time in nanoseconds, and how often it gave the processor up to wait."""
    usage = resource.getrusage(resource.RUSAGE_THREAD)
    return round((usage.ru_utime + usage.ru_stime) * 1e9), usage.ru_nvcsw
