"""A recorded run as one value that cannot be unlawful."""

from __future__ import annotations

from shlex import quote

import msgspec

from loopway.errors import TraceError
from loopway.trace.events import AnyEvent, Header
from loopway.trace.laws import first_breach, header_breach


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """What was run and everything that happened, in order.

    Building one checks the laws of `loopway.trace.laws` in linear time; a breach raises TraceError with the line
    that the event has in a file (the header is line 1).

    >>> header = Header(script="a.py", source="", python="3.11.7", clock="virtual", step=2e-5, reproducible=True)
    >>> Trace(header=header, events=(StepStarted(at=0.0, task=1),))
    Traceback (most recent call last):
    loopway.errors.TraceError: the trace breaks a law
      where: line 2
      why:   task 1 was never created
      do:    record the script anew: loopway trace a.py
    """

    header: Header
    events: tuple[AnyEvent, ...]

    def __post_init__(self) -> None:
        breach, script = header_breach(self.header), "SCRIPT"
        if breach is None:
            breach, script = first_breach(self.events, cut=self.header.cut is not None), quote(self.header.script)
        if breach is not None:
            todo = f"record the script anew: loopway trace {script}"
            raise TraceError("the trace breaks a law", where=f"line {breach.line}", why=breach.why, todo=todo)
