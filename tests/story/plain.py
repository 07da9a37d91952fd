"""Programs without a loop, written by hand."""

from __future__ import annotations

from loopway.trace.events import AnyEvent, CallBlocked, CallReturned, CallStarted, Header
from loopway.trace.trace import Trace

STEP = 10e-6


class Plain:
    """A script whose calls follow each other, or stand in each other."""

    def __init__(self) -> None:
        self.at = 0.0
        self.events: list[AnyEvent] = []
        self.stack: list[str] = []

    def call(self, name: str) -> None:
        """A function of the script is called."""
        self.events.append(CallStarted(at=self.at, call=name, where="plain.py:3"))
        self.stack.append(name)
        self.at += STEP

    def stand(self, seconds: float) -> None:
        """It blocks."""
        self.events.append(
            CallBlocked(at=self.at, call=f"time.sleep({seconds:g})", seconds=seconds, where="plain.py:4")
        )
        self.at += seconds

    def leave(self, error: str = "") -> None:
        """It returns, or raises."""
        self.at += STEP
        outcome = "raised" if error else "returned"
        self.events.append(CallReturned(at=self.at, call=self.stack.pop(), outcome=outcome, result=error))  # type: ignore[arg-type]

    def trace(self) -> Trace:
        """The run so far."""
        header = Header(script="plain.py", source="", python="3.11.7", clock="virtual", step=STEP, reproducible=True)
        return Trace(header=header, events=tuple(self.events))


def trips(count: int, seconds: float = 1.0, fails: int | None = None) -> Trace:
    """`trip(1)`, `trip(2)`, ...: each stands for so long; one of them fails."""
    run = Plain()
    for number in range(1, count + 1):
        run.call(f"trip({number})")
        run.stand(seconds)
        run.leave("ValueError('flat')" if number == fails else "")
    return run.trace()
