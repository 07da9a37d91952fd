"""The laws of plain calls: they end in the reverse order of their starts."""

from __future__ import annotations

import pytest

from loopway.trace import events as ev
from loopway.trace.laws import first_breach

STARTED = [ev.CallStarted(at=0.0, call="main()"), ev.CallStarted(at=0.1, call="fetch(1)")]
LAWFUL = [*STARTED, ev.CallReturned(at=0.2, call="fetch(1)"), ev.CallReturned(at=0.3, call="main()")]


def test_calls_nest() -> None:
    """The call that began last ends first; a program may also end inside a call."""
    assert first_breach(LAWFUL, cut=False) is None
    assert first_breach(STARTED, cut=False) is None


@pytest.mark.parametrize(
    ("events", "line", "why"),
    [
        ([LAWFUL[-1]], 2, "main() has not been called: it cannot end"),
        ([*STARTED, LAWFUL[-1]], 4, "main() ends, but it is fetch(1) that was called last"),
    ],
)
def test_calls_that_cannot_be(events: list[ev.AnyEvent], line: int, why: str) -> None:
    """An end without a start, and an end in the middle, are refused with their line."""
    assert first_breach(events, cut=True) == (line, why)
