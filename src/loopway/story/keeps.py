"""What tasks keep while they wait: the values of local variables that a lesson asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from loopway.story.things import Keep
from loopway.trace.events import TaskSuspended
from loopway.trace.plain import plain
from loopway.trace.trace import Trace


def kept(trace: Trace, names: Collection[str]) -> Iterator[Keep]:
    """For each wait the variables of these names, innermost function first: no value that the trace does not have."""
    for event in trace.events if names else ():
        if not isinstance(event, TaskSuspended):
            continue
        for frame in reversed(event.stack):
            values = dict(frame.locals)
            if found := [f"{name} = {plain(values[name])}" for name in names if name in values]:
                yield Keep(task=event.task, at=event.at, text=", ".join(found))
                break
