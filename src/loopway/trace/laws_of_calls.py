"""The laws of plain calls: they end in the reverse order of their starts."""

from __future__ import annotations

from loopway.trace import events as ev
from loopway.trace.bounds import no_place
from loopway.trace.ledger import Ledger


def call_started(ledger: Ledger, event: ev.CallStarted) -> str | None:
    """A call has its place in the script's folder."""
    ledger.calls.append(event.call)
    return no_place(ledger, event.where)


def call_returned(ledger: Ledger, event: ev.CallReturned) -> str | None:
    """The call that began last ends first."""
    if not ledger.calls:
        return f"{event.call} has not been called: it cannot end"
    call = ledger.calls.pop()
    return None if call == event.call else f"{event.call} ends, but it is {call} that was called last"
