"""The single lane at any instant: who stands, stands on it, and all others behind him."""

from __future__ import annotations

from itertools import pairwise

import pytest

from loopway.stage import stage_of
from loopway.stage.lane import LaneStage
from loopway.stage.stage import Frame, Pose
from loopway.stage.text import width
from loopway.story import tell

from ..story.plain import trips
from . import laws
from .writing import FACES

NOBODY = "road_edge"


def lane(count: int, **known: float) -> LaneStage:
    """The stage of so many trips."""
    stage = stage_of(tell(trips(count, **known)))  # type: ignore[arg-type]
    assert isinstance(stage, LaneStage)
    return stage


def frames(stage: LaneStage, fps: int = 10) -> list[Frame]:
    """The pictures of the action."""
    start, end = stage.story.action_start, stage.story.action_end
    return [stage.at(start + number / fps) for number in range(int((end - start) * fps))]


def cars(frame: Frame) -> list[Pose]:
    """The cars of a frame that are clearly seen."""
    return [pose for pose in frame.poses if pose.role == "car" and pose.alpha > 0.5]


@pytest.mark.parametrize("count", [1, 3, 9])
def test_no_car_touches_another(count: int) -> None:
    """Neither in line nor at the finish, and none jumps."""
    stage = lane(count)
    film = frames(stage)
    assert [(frame.t, laws.touching(frame)) for frame in film if laws.touching(frame)] == []
    assert [laws.jumps(before, behind, 50.0) for before, behind in pairwise(film)] == [[]] * (len(film) - 1)


@pytest.mark.parametrize("count", [1, 3, 9])
def test_everything_stays_on_the_lane(count: int) -> None:
    """A car that comes in sight is on the lane already, and no word leaves the frame."""
    stage = lane(count)
    foot, right = stage.road.lengths.foot, stage.size[0] / 2
    for frame in frames(stage):
        assert all(car.x - 0.39 * car.scale > foot - 0.2 for car in cars(frame))
        for pose in frame.poses:
            if pose.role in FACES and pose.anchor == "left":
                assert pose.x + width(pose.label, pose.height, FACES[pose.role]) < right


def test_the_lane_is_never_free_before_the_end() -> None:
    """Its edge has the colour of who keeps it, from the first call to the last one's leaving."""
    stage = lane(3)
    calls = stage.story.calls
    seen = [
        stage.at(t).rim.colour for call in calls for t in (call.start + 0.01, call.stops[0].start + 0.1, call.leaves)
    ]
    assert NOBODY not in seen[:-1]
    assert stage.at(calls[-1].gone).rim.colour == NOBODY


def test_bars_grow_with_the_clock_alone() -> None:
    """While A stands its bar grows; while cars move it rests; the total is seen only at the end."""
    stage = lane(3)
    first = stage.story.calls[0]
    (stop,) = first.stops

    def bar(t: float) -> float:
        return sum(pose.width for pose in stage.at(t).poses if pose.role == "bar.fill")

    assert bar(stop.start) < bar((stop.start + stop.end) / 2) < bar(stop.end)
    assert bar(first.gone) == pytest.approx(bar(first.leaves), abs=1e-3)
    totals = [any(pose.id == "total" for pose in frame.poses) for frame in frames(stage)]
    assert totals == sorted(totals) and not totals[0] and totals[-1]


def test_who_is_not_called_does_not_exist_yet() -> None:
    """B stands behind A with the words that say so; called, it has seconds instead."""
    stage = lane(2)
    first, second = stage.story.calls
    before = {pose.id: pose.label for pose in stage.at(first.stops[0].start + 0.1).poses}
    after = {pose.id: pose.label for pose in stage.at(second.stops[0].start + 0.1).poses}
    assert before["said 2"] == "not called"
    assert "said 2" not in after and after["lane left 2"].endswith(" s")


def test_a_failed_call_leaves_with_four_blinkers() -> None:
    """Left and right at once, on its way out; the ones that returned have their headlights on."""
    stage = stage_of(tell(trips(2, fails=1)))
    failed, fine = stage.story.calls  # type: ignore[attr-defined]
    lamps = [
        {
            pose.id: pose.lamps
            for frame in (stage.at(call.leaves + part * (call.gone - call.leaves)),)
            for pose in frame.poses
        }
        for call in (failed, fine)
        for part in (0.1, 0.2, 0.3, 0.4, 0.5)
    ]
    first = [one["lane car 1"] for one in lamps[:5]]
    second = [one["lane car 2"] for one in lamps[5:]]
    assert any(one.left and one.right for one in first) and all(one.head == 0.0 for one in first)
    assert all(one.head > 0.0 for one in second)
