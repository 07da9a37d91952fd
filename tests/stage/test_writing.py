"""Nothing that is to be read is ever covered: boxes of words, signs, plates, slips, chips and cars on every frame."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from loopway.api import take
from loopway.lessons import lessons
from loopway.stage import stage_of
from loopway.stage.traffic import TrafficStage
from loopway.story import tell
from loopway.trace.trace import Trace

from ..story import runs, stations
from . import laws
from .writing import clashes, crowded, patches, squeezed

A_SECOND = 5
"""Looked at so often."""

FILMS: tuple[Callable[[], Trace], ...] = (runs.gather, runs.my_coroutine, *stations.ALL)

LESSONS = sorted(lessons())


def covered(stage: TrafficStage) -> set[tuple[str, str]]:
    """All pairs that ever overlap, or stand too near to each other, in a film's action; signs at the road."""
    found = set(squeezed(stage))
    for t in laws.instants(stage, A_SECOND):
        there = patches(stage, stage.at(t))
        found |= {*clashes(there), *crowded(there)}
    return found


@pytest.mark.parametrize("run", FILMS, ids=lambda run: run.__name__)
def test_no_words_are_covered(run: Callable[[], Trace]) -> None:
    """At no instant do two words overlap, or a car and words that are not painted on its road; all have some air."""
    assert covered(stage_of(tell(run()))) == set()


@pytest.mark.parametrize("name", LESSONS)
def test_no_words_of_a_lesson_are_covered(name: str) -> None:
    """The same in every lesson that is told on the ring."""
    taken = take(name)
    stage = stage_of(tell(taken.trace, taken.telling))
    assert not isinstance(stage, TrafficStage) or covered(stage) == set()


def test_the_law_sees_words_over_words() -> None:
    """A name that is moved onto its seconds, a car onto a name, and a sign under a slip are all found."""
    stage = stage_of(tell(stations.papers()))
    at = next(one.start for one in stage.story.stretches if one.kind.name == "IDLE") + 0.2
    frame = stage.at(at)
    poses = {pose.id: pose for pose in frame.poses}
    name, seconds, car, slip = poses["name 1"], poses["wait 1"], poses["car 1"], poses["slip 2"]
    sign = next(patch for patch in patches(stage, frame) if patch.name == "sign.sleep")
    x, y = sign.corners[0]
    moved = {
        "name 1": replace(name, y=seconds.y),
        "car 1": replace(car, y=name.y),
        "slip 2": replace(slip, x=x, y=y),
    }
    found = [
        set(clashes(patches(stage, replace(frame, poses=changed))))
        for changed in (tuple(moved[one] if pose.id == one else pose for pose in frame.poses) for one in moved)
    ]
    assert ("name 1", "wait 1") in found[0]
    assert ("car 1", "name 1") in found[1]
    assert ("sign.sleep", "slip 2") in found[2]


def test_cars_drive_over_painted_words() -> None:
    """READY QUEUE is painted on the ground: a car on it breaks no law, a word on it does."""
    stage = stage_of(tell(runs.gather()))
    frame = stage.at(stage.story.action_start + 2.0)
    ready = next(piece for piece in stage.pieces if piece.id == "ready queue")
    (x, y), car = ready.points[0], next(pose for pose in frame.poses if pose.role == "car")
    over = replace(car, x=x - 0.3, y=y)
    word = replace(car, role="mono", id="word", label="word", height=0.2, x=x - 0.3, y=y)
    assert clashes(patches(stage, replace(frame, poses=(over,)))) == []
    assert clashes(patches(stage, replace(frame, poses=(word,)))) == [("ready queue", "word")]
