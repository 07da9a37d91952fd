"""Stories to take captions and chapters from: lessons as they were recorded, and one with words of anybody's choice."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from loopway.story import Comparison, Story, compare, tell
from loopway.story.story import Beat
from loopway.trace import jsonl
from loopway.trace.trace import Trace

TRACES = Path(__file__).parents[3] / "scenes" / "traces"
LESSONS = ("gather", "no_road", "one_by_one")
COMPARED = "one_by_one+gather"

Told = Story | Comparison


def trace(name: str) -> Trace:
    """The recording of a lesson."""
    return jsonl.read(TRACES / f"{name}.jsonl")


@cache
def told(name: str) -> Told:
    """A lesson's story, or two on one clock: "one+other"."""
    one, _, other = name.partition("+")
    return compare(trace(one), trace(other)) if other else tell(trace(one))


def hostile(*captions: str, title: str = "Title", sentence: str = "the end", action_end: float | None = None) -> Story:
    """A story that says these, 2 s each and at least 4 s in all, and whose ending card takes 3 s."""
    one = told("no_road")
    assert isinstance(one, Story)
    ends = max(2.0 * len(captions), 4.0) if action_end is None else action_end
    beats = tuple(
        Beat(at=2.0 * number, until=2.0 * number + 2.0, key="print", caption=text, tasks=(), events=())
        for number, text in enumerate(captions)
    )
    ending = replace(one.ending, sentence=sentence)
    return replace(one, title=title, beats=beats, ending=ending, action_end=ends, length=ends + 3.0)
