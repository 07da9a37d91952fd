"""Reduced motion: the same run, slower, and nothing that zooms, trails or flickers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from loopway.stage import stage_of
from loopway.stage.stage import View
from loopway.story import Pace, Story, tell, with_reduced_motion
from loopway.story.story import StretchKind
from loopway.trace import jsonl

TRACES = Path(__file__).parent.parent.parent / "scenes" / "traces"


def told(lesson: str, *, reduced: bool) -> Story:
    """A lesson's run, with full or with reduced motion."""
    return tell(jsonl.read(TRACES / f"{lesson}.jsonl"), None, with_reduced_motion(Pace()) if reduced else Pace())


@pytest.mark.parametrize("lesson", ["gather", "lock", "blocking", "one_by_one"])
def test_nothing_trails_or_flickers(lesson: str) -> None:
    """No trail is ever drawn, and a blinker that is on stays on: at 20 instants a second it never goes and comes."""
    story = told(lesson, reduced=True)
    stage = stage_of(story)
    frames = [stage.at(number / 20) for number in range(int(20 * stage.duration))]
    assert not {pose.role for frame in frames for pose in frame.poses} & {"trail", "card.trail"}
    for task in {pose.id for frame in frames for pose in frame.poses if pose.lamps}:
        lit = [
            any(p.id == task and p.lamps and (p.lamps.left or p.lamps.right) for p in frame.poses) for frame in frames
        ]
        changes = [number for number in range(1, len(lit)) if lit[number] != lit[number - 1]]
        assert all(later - sooner > 6 for sooner, later in pairwise(changes)), task
    assert not any(stretch.kind is StretchKind.STREAK for stretch in story.stretches)


def test_the_road_does_not_zoom() -> None:
    """It stands at two places only, and is not to be seen while it changes them; with full motion it travels."""
    for reduced in (False, True):
        stage = stage_of(told("gather", reduced=reduced))
        frames = [stage.at(number / 60) for number in range(60 * 5)]
        views = {(frame.view.scale, frame.view.x, frame.view.y) for frame in frames}
        assert (len(views) == 2) == reduced
        for before, after in pairwise(frames):
            assert not reduced or before.view == after.view or max(before.road, after.road) < 0.05
    assert frames[-1].view == View()


def test_the_same_run_only_slower() -> None:
    """Who drives, and in which order, is not touched; a turn takes 1.8 s."""
    full, reduced = (told("gather", reduced=reduced) for reduced in (False, True))
    assert [[span.state for span in life.spans] for life in full.timeline.lives] == [
        [span.state for span in life.spans] for life in reduced.timeline.lives
    ]
    assert 1.2 * full.length < reduced.length < 2.0 * full.length
