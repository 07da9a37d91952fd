"""The loop's selector: here a loop is idle, and here virtual time jumps."""

from __future__ import annotations

import math
import selectors
import sys
from collections.abc import Iterator
from typing import Any

from loopway.record.outside import REAL_TIME
from loopway.record.watch import Watch

_FOR_EVER = 0.5
"""Real seconds to wait for a signal, when nothing else can wake the loop any more."""
_LONGEST = 24 * 3600.0
"""Real seconds that asyncio waits at a time: selectors refuse more."""


_Epoll: Any = getattr(selectors, "EpollSelector", None)


class WatchedSelector:
    """Passes everything on to the loop's own selector, and tells when the loop is idle."""

    def __init__(self, selector: Any, loop: Any, watch: Watch) -> None:
        self._selector = selector
        self._loop = loop
        self._watch = watch
        self._descriptors = selector.get_map()
        self._own = len(self._descriptors)
        """How many descriptors are the loop's own (its self-pipe)."""
        self._poll = selector._selector.poll if type(selector) is _Epoll else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._selector, name)

    def select(self, timeout: float | None = None) -> Any:
        """Wait for descriptors, at most so many seconds; under the virtual clock only as long as somebody may come."""
        watch = self._watch
        if timeout == 0 and self._is_usual():
            return []
        filmed = self._loop._ready.filmed = watch.films(self._loop)
        if not filmed:
            return self._selector.select(timeout)
        watch.leave()
        if len(sys.modules) != watch.suspicion.modules and watch.suspicion.look():
            watch.lives.cancels.suspects = True
        watch.turns.consider(self._loop._ready)
        if len(self._descriptors) > self._own:
            watch.journal.doubt("It talks to sockets, pipes or processes, which answer when they like.")
        timeout = self._left(timeout)
        ready = self._selector.select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        watch.journal.tell("LoopIdle", loop=watch.loop_number(self._loop), until=self._next_timer())
        if not watch.clock.virtual or self._may_be_called():
            return self._wait(timeout)
        if timeout is None:
            return self._wait_for_ever()
        watch.jump(self._to_jump(timeout))
        return []

    def _is_usual(self) -> bool:
        """Tell whether there is nothing to wait for and nothing to tell: callbacks make other callbacks ready."""
        watch = self._watch
        return (
            watch.turns.ready is self._loop._ready
            and len(self._descriptors) <= self._own
            and len(sys.modules) == watch.suspicion.modules
            and self._poll is not None
            and not self._poll(0, 1)
            and (watch.turns.run is None or watch.turns.can_wait())
        )

    def _to_jump(self, timeout: float) -> int:
        """Nanoseconds to the last of the timers that plain asyncio would find due together.

        epoll counts whole milliseconds and waits for the next one: timers less than that apart wake up in one round,
        in their order, before the first of them runs.
        """
        now = self._watch.clock.now()
        limit = now + math.ceil(round(timeout * 1e3, 6)) * 1_000_000
        due: list[int] = [round(timer._when * 1e9) for timer in _timers_until(self._loop._scheduled, limit / 1e9)]
        return max([now + round(timeout * 1e9), *(when for when in due if when <= limit)]) - now

    def _left(self, timeout: float | None) -> float | None:
        """The loop reckoned its timeout before the last step was counted: reckon anew."""
        timers = self._loop._scheduled
        if not timeout or not timers:
            return timeout
        due: float = timers[0]._when
        return min(timeout, max(0.0, due - self._watch.clock.now() / 1e9))

    def _next_timer(self) -> float | None:
        timers = self._loop._scheduled
        return self._watch.lives.deadline(timers[0]._when) if timers else None

    def _may_be_called(self) -> bool:
        return len(self._descriptors) > self._own or self._watch.outside.is_busy()

    def _wait(self, timeout: float | None) -> Any:
        """Wait in real time, and let it count."""
        watch = self._watch
        if watch.clock.virtual:
            if watch.only_virtual:
                watch.journal.cut(
                    "The recording stopped: the script waits for a thread, a socket or a process, "
                    "which the virtual clock alone cannot tell."
                )
            watch.journal.mixed = True
            watch.journal.doubt(REAL_TIME)
        left = min(max((watch.until - watch.clock.since_start()) / 1e9, 0.0), _LONGEST)
        watch.clock.flow(True)
        try:
            ready = self._idle(left if timeout is None else min(timeout, left))
        finally:
            watch.clock.flow(False)
        if not ready and watch.clock.since_start() >= watch.until:
            watch.time_is_over()
        return ready

    def _wait_for_ever(self) -> Any:
        """Nothing can wake the loop, unless a signal does."""
        if self._loop._signal_handlers:
            return self._wait(None)
        ready = self._idle(_FOR_EVER)
        if not ready:
            self._watch.journal.cut("The recording stopped: everybody waits, and nothing is left to wake anybody.")
        return ready

    def _idle(self, timeout: float) -> Any:
        runs = self._watch.lives.runs
        runs.idle = True
        try:
            return self._selector.select(timeout)
        finally:
            runs.idle = False


def _timers_until(heap: list[Any], when: float) -> Iterator[Any]:
    """Give the timers of asyncio's heap that are not later, without looking at the others."""
    places = [0]
    while places:
        place = places.pop()
        if place < len(heap) and heap[place]._when <= when:
            if not heap[place]._cancelled:
                yield heap[place]
            places += [2 * place + 1, 2 * place + 2]
