"""Equal parts of a trace's events become one object: a run says the same again and again, and has a million events."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import force_setattr

from loopway.trace import events as ev

_TEXTS: dict[type, tuple[str, ...]] = {
    ev.TaskCreated: ("coro", "where"),
    ev.TaskScheduled: (),
    ev.LineReached: ("where",),
    ev.CallbackRan: ("call", "where"),
    ev.CallBlocked: ("call", "where"),
    ev.CallStarted: ("call", "where"),
    ev.CallReturned: ("call",),
    ev.CoroutineMade: ("coro", "where"),
    ev.ResourceChanged: ("resource", "kind"),
    ev.WorkStarted: ("thread", "work"),
    ev.WorkFinished: ("thread", "work"),
}
"""The fields whose texts are often the same."""
_MOST = 2**16
"""Parts that are remembered: more than any program says, and no burden where each event says something else."""


class Sharing:
    """Remembers the parts that it has seen. (The events are frozen for all others: nobody else has them yet.)"""

    def __init__(self) -> None:
        self._at = 0.0
        self._texts: dict[str, str] = {}
        self._waits: dict[ev.Wait, ev.Wait] = {}
        self._stacks: dict[tuple[ev.StackFrame, ...], tuple[ev.StackFrame, ...]] = {}

    def share(self, events: Iterable[ev.AnyEvent]) -> None:
        """Replace the parts of events that have just been read by equal ones of earlier events."""
        texts = self._texts
        for event in events:
            if event.at == self._at:
                force_setattr(event, "at", self._at)
            else:
                self._at = event.at
            if type(event) is ev.TaskSuspended:
                self._share_wait(event)
                continue
            for name in _TEXTS.get(type(event), ()):
                text = getattr(event, name)
                if text is not None:
                    force_setattr(event, name, texts.setdefault(text, text))
        for known in (self._texts, self._waits, self._stacks):
            if len(known) > _MOST:
                known.clear()

    def _share_wait(self, event: ev.TaskSuspended) -> None:
        wait = event.wait
        if wait.until is None and wait.limit is None:
            force_setattr(event, "wait", self._waits.setdefault(wait, wait))
        else:
            for name in ("kind", "label"):
                text = getattr(wait, name)
                force_setattr(wait, name, self._texts.setdefault(text, text))
        if event.stack:
            force_setattr(event, "stack", self._stacks.setdefault(event.stack, event.stack))
