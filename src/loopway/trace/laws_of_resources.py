"""The laws of locks, semaphores, events, conditions, barriers and queues: what they hold, and who holds them."""

from __future__ import annotations

from loopway.trace import events as ev
from loopway.trace.bounds import no_count
from loopway.trace.ledger import Ledger

MOST_ITEMS = 20
"""Of a queue's items so many are told."""

_YES_OR_NO = ("lock", "event")
_COUNTED = ("semaphore", "condition", "barrier", "queue")


def resource_changed(ledger: Ledger, event: ev.ResourceChanged) -> str | None:
    """A resource stays what it is, is within its bounds, and is held by nobody who does not exist."""
    before = ledger.resources.get(event.resource)
    if before is not None and before.kind != event.kind:
        return f"{event.resource} is a {before.kind}: it cannot become a {event.kind}"
    why = no_count(event.state) or no_count(event.size) or no_count(event.unfinished)
    why = why or _state(event) or _holders(ledger, event, before) or _items(event)
    ledger.resources[event.resource] = event
    return why


def _state(event: ev.ResourceChanged) -> str | None:
    state, name = event.state, event.resource
    if event.kind not in _YES_OR_NO + _COUNTED:
        return f"{name} is of no known kind: {event.kind!r}"
    if isinstance(state, bool) != (event.kind in _YES_OR_NO):
        return f"{state!r} is no state of a {event.kind}"
    if state < 0 or event.unfinished < 0:
        return f"{name} has less than nothing"
    if event.size is not None and state > event.size:
        return f"{name} has {state} of {event.size}"
    return None


def _holders(ledger: Ledger, event: ev.ResourceChanged, before: ev.ResourceChanged | None) -> str | None:
    holders, name = event.holders, event.resource
    unknown = [task for task in holders if task not in ledger.tasks]
    if unknown:
        return f"task {unknown[0]}, which holds {name}, was never created"
    if event.kind == "semaphore" and len(holders) > (event.size or 0) - event.state:
        return f"{len(holders)} tasks hold {name}, which has {event.state} of {event.size} slots free"
    if event.kind != "lock":
        return f"a {event.kind} is held by nobody" if holders and event.kind != "semaphore" else None
    if len(holders) > int(event.state):
        return f"{len(holders)} tasks hold {name}, which is {'locked' if event.state else 'free'}"
    if before is not None and before.holders and holders and before.holders != holders:
        return f"task {before.holders[0]} holds {name}: task {holders[0]} cannot get it"
    return None


def _items(event: ev.ResourceChanged) -> str | None:
    if event.items and event.kind != "queue":
        return f"a {event.kind} has no items"
    if len(event.items) > min(int(event.state), MOST_ITEMS):
        return f"{len(event.items)} items are told of {event.resource}, which has {event.state}"
    return None
