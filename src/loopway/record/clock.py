"""The two clocks of a recording: one that jumps over waits, and the real one. Both count nanoseconds."""

from __future__ import annotations

import time

STEP = 20_000
"""A step has no length under the virtual clock: each counts as so many nanoseconds, so that instants stay distinct."""
START = 100_000 * 10**9
"""What `time.monotonic` begins with: not 0, which a script may take for "never"."""
EPOCH = 1_704_110_400 * 10**9
"""What `time.time` begins with, 2024-01-01 12:00 UTC: a date of its own would make every recording another one."""

_real_now = time.perf_counter_ns


class Clock:
    """What both clocks can do."""

    virtual: bool
    elapsed: int
    changed: int
    start: int
    """What `now` gave when the recording began."""

    def now(self) -> int:
        """Nanoseconds on the loop's clock: what `loop.time()` gives."""
        raise NotImplementedError

    def since_start(self) -> int:
        """Nanoseconds since the recording began."""
        return self.now() - self.start

    def beside(self) -> int:
        """What those see whom nobody watches (other threads, forked processes): there real time always flows."""
        return self.now()

    def advance(self, nanoseconds: int) -> None:
        """Let time pass that nobody really waited for."""
        raise NotImplementedError

    def flow(self, flowing: bool) -> None:
        """Let real time count, or stop counting it."""
        raise NotImplementedError


class VirtualClock(Clock):
    """Stands still until it is told to go on, save for stretches in which real time counts."""

    virtual = True
    start = START

    def __init__(self) -> None:
        self.elapsed = 0
        """Nanoseconds since the start when it was last told the time."""
        self.changed = _real_now()
        """When that was, on the machine's own clock."""
        self.flowing = False
        """Real time counts just now."""
        self._shown = START

    def now(self) -> int:
        """The last instant it was told, and the real time since, if that counts."""
        return START + self.since_start()

    def since_start(self) -> int:
        """The same, from the start on."""
        return self.elapsed + (_real_now() - self.changed if self.flowing else 0)

    def advance(self, nanoseconds: int) -> None:
        """Jump."""
        self.elapsed = self.since_start() + nanoseconds
        self.changed = _real_now()

    def flow(self, flowing: bool) -> None:
        """Begin or end a stretch of real time."""
        self.advance(0)
        self.flowing = flowing

    def beside(self) -> int:
        """As everywhere; and never back."""
        self._shown = max(self._shown, START + self.elapsed + _real_now() - self.changed)
        return self._shown


class RealClock(Clock):
    """The machine's own monotonic clock."""

    virtual = False

    def __init__(self) -> None:
        self.start = _real_now()

    @property
    def elapsed(self) -> int:  # type: ignore[override]
        """Nanoseconds since the start."""
        return _real_now() - self.start

    def now(self) -> int:
        """The machine's time."""
        return _real_now()

    def advance(self, nanoseconds: int) -> None:
        """Real time passes by itself."""

    def flow(self, flowing: bool) -> None:
        """Real time always flows."""
