"""The loop's ready queue: what is taken out of it runs next, until the loop takes the next or looks at its selector.

So nothing stands between the loop and the callback: no stack frame of ours is in a traceback, no `except` of ours in
the context of an error.
"""

from __future__ import annotations

import asyncio
import gc
from collections import deque
from types import CoroutineType
from typing import Any

from loopway.record import marks
from loopway.record.by import By
from loopway.record.effort import real_now
from loopway.record.stands import FIRST
from loopway.record.tasks import WatchedTask
from loopway.record.watch import Watch


class SoonHandle(asyncio.Handle):
    """A callback of `call_soon`, which knows who asked for it."""

    __slots__ = ("made_by", "watched")

    made_by: By
    watched: WatchedTask | None
    """The task whose step this is, if that was seen at once."""


SoonHandle.__name__ = SoonHandle.__qualname__ = "Handle"  # its repr stands in asyncio's own messages

_popleft = deque.popleft
_pack = marks.MARK.pack
_referents = gc.get_referents


class ReadyQueue(deque[Any]):
    """Tells the watch of each callback that is about to run."""

    __slots__ = ("_loop", "_turns", "_watch", "filmed")

    def __init__(self, loop: Any, watch: Watch) -> None:
        super().__init__()
        self._loop = loop
        self._watch = watch
        self._turns = watch.turns
        self.filmed = False
        """The loop runs, and is watched."""

    def popleft(self) -> Any:
        """Take the next callback, which the loop runs at once unless it is cancelled.

        This is the usual case, `_popleft_anyhow` is any.
        """
        turns = self._turns
        if turns.ready is not self:
            return self._popleft_anyhow()
        handle = _popleft(self)
        run: Any = turns.run
        now = real_now()
        if (
            run is None
            or type(handle) is not SoonHandle
            or (watched := handle.watched) is None
            or now >= turns.effort.alarm
            or (task := handle._callback.__self__)._must_cancel  # type: ignore[attr-defined]
        ):
            self.appendleft(handle)
            return self._popleft_anyhow()
        reason = run.reason
        pending = turns.journal.pending
        if (
            reason is None
            or (frame := (coro := run.living.get_coro()).cr_frame) is None
            or frame.f_lasti != reason.place
            or pending is not reason.pending
            or type(inner := coro.cr_await) is not CoroutineType
            or inner.cr_code is not reason.code
            or _referents(inner)[FIRST] is not reason.argument
        ):
            reason = turns.recognise(run, pending)
            if reason is None:
                self.appendleft(handle)
                return self._popleft_anyhow()
        try:
            next(turns.steps)
        except StopIteration:
            self.appendleft(handle)
            return self._popleft_anyhow()
        clock = turns.clock
        clock.elapsed = at = clock.elapsed + clock.step
        clock.changed = now
        mark = _pack(reason.kind, watched.number, at, reason.entry, run.number)
        try:
            turns.spool.write(mark)
        except ValueError:
            turns.spool.put(mark)
        turns.journal.pending = run.living = None
        turns.is_over = False
        turns.effort.since = now
        watched.living = task
        turns.run = turns.stack[0] = watched
        return handle

    def _popleft_anyhow(self) -> Any:
        """Take the next callback. When the recording stops here, it stays: the script still has to be able to end."""
        if self.filmed and not self._watch.journal.over:
            self._watch.leave()
            handle = self[0]
            watched = handle.watched if type(handle) is SoonHandle else None
            if watched is not None and self._turns.start(watched, handle._callback.__self__):
                return _popleft(self)
            if not handle._cancelled:
                self._watch.enter(self._loop, handle._callback, handle._args, made_by(handle))
        return _popleft(self)


class FollowedQueue(ReadyQueue):
    """The same, if the lines of the user's code are followed: on 3.11 each of our own costs as much as one of his."""

    __slots__ = ()

    def popleft(self) -> Any:
        """Take the next callback."""
        watch = self._watch
        if not self.filmed or watch.journal.over:
            return _popleft(self)
        watch.lines_off()
        watch.on_run()
        handle = super().popleft()
        watch.lines_on()
        return handle


def made_by(handle: Any) -> By:
    """Name who put a callback into the ready queue, as far as its type tells."""
    if isinstance(handle, SoonHandle):
        return handle.made_by
    if isinstance(handle, asyncio.TimerHandle):
        return "timer"
    if type(handle) is not asyncio.Handle:
        return "thread"  # from 3.14 on, a type of its own
    signals = handle._loop._signal_handlers  # type: ignore[attr-defined]
    return "signal" if handle in signals.values() else "descriptor"
