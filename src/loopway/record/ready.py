"""The loop's ready queue: what is taken out of it runs next, until the loop takes the next or looks at its selector.

So nothing stands between the loop and the callback: no stack frame of ours is in a traceback, no `except` of ours in
the context of an error.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from loopway.record.by import By
from loopway.record.watch import Watch


class SoonHandle(asyncio.Handle):
    """A callback of `call_soon`, which knows who asked for it."""

    __slots__ = ("made_by",)

    made_by: By


SoonHandle.__name__ = SoonHandle.__qualname__ = "Handle"  # its repr stands in asyncio's own messages


class ReadyQueue(deque[Any]):
    """Tells the watch of each callback that is about to run."""

    def __init__(self, loop: Any, watch: Watch) -> None:
        super().__init__()
        self._loop = loop
        self._watch = watch

    def popleft(self) -> Any:
        """Take the next callback, which the loop runs at once unless it is cancelled.

        When the recording stops here, the callback stays: the script still has to be able to end.
        """
        watch = self._watch
        if watch.films(self._loop):
            watch.lines_off()
            watch.leave()
            handle = self[0]
            if not handle._cancelled:
                watch.enter(self._loop, handle._callback, handle._args, made_by(handle))
            watch.lines_on()
        return super().popleft()


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
