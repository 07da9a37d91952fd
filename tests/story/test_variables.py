"""What the script calls its queues."""

from __future__ import annotations

from msgspec.structs import replace

from loopway.story.variables import variables
from loopway.trace.events import LineReached, ResourceChanged
from loopway.trace.trace import Trace

from . import stations


def called(source: str, *lines: int) -> list[str]:
    """The names of the queues that are made at these lines, one after the other."""
    base = stations.queue()
    events = []
    for number, line in enumerate(lines, 1):
        events.append(LineReached(at=0.0, where=f"{base.header.script}:{line}", task=None))
        events.append(ResourceChanged(at=0.0, resource=f"queue{number}", kind="queue", state=0, by=None))
    trace = Trace(header=replace(base.header, source=source), events=tuple(events))
    names = variables(trace)
    return [names.get(f"queue{number}", "") for number in range(1, len(lines) + 1)]


def test_each_queue_has_the_name_of_its_variable() -> None:
    """One a line, two in one, an attribute, with a type; the others have none."""
    assert called("a = Queue()\nself.b = asyncio.Queue[int](2)\nc: Queue = LifoQueue()", 1, 2, 3) == ["a", "b", "c"]
    assert called("a, b = asyncio.Queue(1), asyncio.Queue()", 1, 1) == ["a", "b"]
    assert called("name, b = 'x', Queue()", 1) == ["b"]
    assert called("work(Queue())\n(q := Queue())", 1, 2) == ["", "q"]


def test_queues_in_a_list_are_numbered() -> None:
    """As one would write it; of a dict nobody knows the keys."""
    assert called("qs = [Queue() for _ in range(3)]", 1, 1, 1) == ["qs[0]", "qs[1]", "qs[2]"]
    assert called("qs = [\n  Queue(),\n  Queue(),\n]", 2, 3) == ["qs[0]", "qs[1]"]
    assert called("qs = {n: Queue() for n in 'ab'}", 1, 1) == ["", ""]


def test_a_script_that_python_cannot_read_names_nothing() -> None:
    """It was recorded all the same, by another Python."""
    assert called("def (", 1) == [""]
