"""The loop's ready queue: what is taken out of it runs next, until the loop takes the next or looks at its selector.

So nothing stands between the loop and the callback: no stack frame of ours is in a traceback, no `except` of ours in
the context of an error.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from loopway.record.by import By
from loopway.record.tasks import WatchedTask
from loopway.record.watch import Watch, nothing


class SoonHandle(asyncio.Handle):
    """A callback of `call_soon`, which knows who asked for it."""

    __slots__ = ("made_by", "watched")

    made_by: By
    watched: WatchedTask | None
    """The task whose step this is, if that was seen at once."""


SoonHandle.__name__ = SoonHandle.__qualname__ = "Handle"  # its repr stands in asyncio's own messages


_popleft = deque.popleft


class ReadyQueue(deque[Any]):
    """Tells the watch of each callback that is about to run."""

    def __init__(self, loop: Any, watch: Watch) -> None:
        super().__init__()
        self._loop = loop
        self._watch = watch
        self._journal = watch.journal
        self._turns = watch.turns
        self.filmed = False
        """The loop runs, and is watched."""

    def popleft(self) -> Any:
        """Take the next callback, which the loop runs at once unless it is cancelled.

        When the recording stops here, the callback stays: the script still has to be able to end.
        """
        if self.filmed and not self._journal.over:
            watch = self._watch
            if watch.lines_off is not nothing:
                watch.lines_off()
            if watch.run is not None:
                self._turns.leave()
            handle = self[0]
            if not handle._cancelled:
                watched = handle.watched if type(handle) is SoonHandle else None
                if watched is None or not self._turns.enter(watched, handle._callback.__self__):
                    watch.enter(self._loop, handle._callback, handle._args, made_by(handle))
            if watch.lines_on is not nothing:
                watch.lines_on()
        return _popleft(self)


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
