"""What is said at the stations, and that it is true."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from loopway.story import tell
from loopway.trace.events import ResourceChanged
from loopway.trace.trace import Trace

from . import stations
from .laws import breaches
from .truth import lies

Run = Callable[[], Trace]


def said(trace: Trace) -> list[str]:
    """The captions of a run, in order."""
    return [beat.caption for beat in tell(trace).beats]


@pytest.mark.parametrize("run", stations.ALL, ids=lambda run: run.__name__)
def test_a_station_is_told_lawfully_and_truly(run: Run) -> None:
    """Every station's film obeys the laws of the story, and its events bear out every sentence."""
    trace = run()
    story = tell(trace)
    assert breaches(trace, story) == []
    assert lies(trace, story) == []


@pytest.mark.parametrize(
    ("run", "sentence"),
    [
        (stations.lock, "B and C stop at the gate: A has the key."),
        (stations.event, "C turns the signal green. A and B line up."),
        (stations.barrier, "C is the last to come. A and B line up."),
        (stations.queue, "A takes an item. There is room: B lines up."),
        (stations.timeout, "A takes the exit: it waits 5 s, but for 1 s at most."),
        (stations.group, "B broke down, so its group is called back: C and A."),
        (stations.cancel, "M asks A and B to stop. They will hear it on their turns."),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_what_a_station_says(run: Run, sentence: str) -> None:
    """Each station has its sentence: who has the key, who came last, what runs out, who is called back."""
    assert sentence in said(run())


def test_a_lock_whose_holder_nobody_knows() -> None:
    """Without a recorder's word on who has the key it is only out; and nobody is said to have it."""
    trace = stations.lock()
    events = tuple(event for event in trace.events if not isinstance(event, ResourceChanged))
    story = tell(replace(trace, events=events))
    assert [beat.key for beat in story.beats if beat.key.startswith(("exit.lock", "exit.group"))] == ["exit.group"]


def test_a_wrong_holder_is_a_lie() -> None:
    """If the events said that B has the key, a sentence that names A would be refused."""
    trace = stations.lock()
    story = tell(trace)
    swapped = tuple(
        replace(event, holders=(3,)) if isinstance(event, ResourceChanged) and event.holders == (2,) else event
        for event in trace.events
    )
    assert lies(replace(trace, events=swapped), story) != []


def test_one_sentence_for_all_who_are_asked() -> None:
    """A group's requests are one sentence, and its parent, which only stops waiting, is not in it."""
    beats = [beat for beat in tell(stations.group()).beats if beat.key.startswith("cancel.")]
    assert [(beat.key, beat.tasks) for beat in beats] == [("cancel.group", (4, 2))]
