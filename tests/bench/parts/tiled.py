"""A recorded run as often as it takes to have so many events: as if the script had called `asyncio.run` again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import Any

import msgspec

from loopway.trace import AnyEvent, Trace
from loopway.trace.events import TaskCreated

NUMBERS = ("task", "parent", "by", "holders", "on")
"""The fields that name tasks; `by` and `on` may name others, too."""
INSTANTS = ("at", "until", "limit")


def tiled(trace: Trace, events: int) -> Trace:
    """Give a trace of at least so many events, a whole number of runs of it one after the other."""
    runs = -(-events // len(trace.events))
    return msgspec.structs.replace(trace, events=tuple(islice(_events(trace), runs * len(trace.events))))


def _events(trace: Trace) -> Iterator[AnyEvent]:
    tasks = sum(isinstance(event, TaskCreated) for event in trace.events)
    for run in count():
        shift = _shift(run * tasks, run, run * trace.events[-1].at)
        yield from msgspec.convert([shift(msgspec.to_builtins(event)) for event in trace.events], list[AnyEvent])


def _shift(tasks: int, loops: int, seconds: float) -> Callable[[Any], Any]:
    def moved(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return shift(value)
        if isinstance(value, list | tuple):
            return [moved(name, part) for part in value]
        if name in NUMBERS and isinstance(value, int):
            return value + tasks
        if name == "loop":
            return value + loops
        return round(value + seconds, 9) if name in INSTANTS and value is not None else value

    def shift(fields: dict[str, Any]) -> dict[str, Any]:
        return {name: moved(name, value) for name, value in fields.items()}

    return shift
