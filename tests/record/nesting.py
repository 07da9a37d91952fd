"""The calls of a plain program, set in as they were nested."""

from __future__ import annotations

from loopway.trace import Trace


def calls(trace: Trace) -> list[str]:
    """Give what was called and how it ended, set in as it was nested, without the instants."""
    lines, depth = [], 0
    for event in trace.events:
        kind = type(event).__name__
        depth -= kind == "CallReturned"
        if kind == "CallStarted":
            lines.append(f"{'  ' * depth}{event.call} {event.where}")
            depth += 1
        elif kind == "CallReturned":
            lines.append(f"{'  ' * depth}{event.outcome} {event.result}".rstrip())
        elif kind == "Printed":
            lines.append(f"{'  ' * depth}| {event.text}")
    return lines
