"""Real work inside a step: how long it was, and whether it was the script's doing."""

from __future__ import annotations

import resource
import time

LONG = 10_000_000
"""Nanoseconds. A step that really took so long counts with its real length, shorter ones are nominal."""
_SAMPLE_EVERY = 64
"""Steps between two looks at the thread's own account; a look costs about as much as a step."""

_real_now = time.perf_counter_ns


class Effort:
    """A stopwatch for the main thread that does not count time in which other programs had the processor."""

    def __init__(self) -> None:
        self._since: int | None = None
        self._begun = 0
        self._worked, self._blocked = _account()

    def begin(self) -> None:
        """Start: a step begins."""
        self._begun += 1
        if self._begun % _SAMPLE_EVERY == 0:
            self._worked, self._blocked = _account()
        self._since = _real_now()

    def end(self) -> None:
        """Stop: what follows is the loop's own work."""
        self._since = None

    def restart(self) -> None:
        """Forget what was measured: it has been told otherwise."""
        if self._since is not None:
            self._since = _real_now()
            self._worked, self._blocked = _account()

    def take(self) -> tuple[int, bool]:
        """Give the nanoseconds since the last take if they count, else 0; and whether the thread computed.

        Without a beginning, this is one.
        """
        now = _real_now()
        if self._since is None:
            self._since = now
            self._worked, self._blocked = _account()
            return 0, False
        elapsed = now - self._since
        if elapsed < LONG:
            return 0, False
        worked, blocked = _account()
        computed, waited = worked - self._worked >= LONG // 2, blocked > self._blocked
        self._worked, self._blocked, self._since = worked, blocked, now
        return (elapsed, computed) if computed or waited else (0, False)


def _account() -> tuple[int, int]:
    """Give the thread's processor time in nanoseconds, and how often it gave the processor up to wait."""
    usage = resource.getrusage(resource.RUSAGE_THREAD)
    return round((usage.ru_utime + usage.ru_stime) * 1e9), usage.ru_nvcsw
