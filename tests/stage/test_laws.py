from __future__ import annotations

import pickle
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from loopway.stage import stage_of as any_stage_of
from loopway.stage.stage import Stage
from loopway.stage.traffic import TrafficStage, stage_of
from loopway.stage.traffic.roles import PIECES, POSES
from loopway.story import tell
from loopway.trace import read
from loopway.trace.events import TaskCreated
from loopway.trace.trace import Trace

from ..story.lawful import traces
from . import laws

MODEST = settings(
    deadline=None,
    max_examples=25,
    derandomize=True,
    # shrinking a whole film takes minutes and says no more than the film itself
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
COMMITTED = sorted((Path(__file__).parents[2] / "scenes" / "traces").glob("*.jsonl"))
ROADS = [path for path in COMMITTED if any(isinstance(event, TaskCreated) for event in read(path).events)]
"""Those that are filmed on a road; the others have the single lane."""

FASTEST = 50.0
"""Frame units a second, for any film."""

STEADY = 18.0
"""For a turn of its full length; a turn that is shortened by habit or crowd is faster in proportion."""

FULL_TURN = 1.05


def stage(path: Path) -> TrafficStage:
    """The stage of a committed trace with tasks."""
    return stage_of(tell(read(path)))


def stage_of_any(path: Path) -> Stage:
    """The stage of a committed trace."""
    return any_stage_of(tell(read(path)))


def breaches(shown: TrafficStage, fps: float) -> list[str]:
    """Which laws the pictures of a film break, at so many pictures a second."""
    found = set()
    few = len(shown.street.cars) <= laws.FEW
    frames = [shown.at(t) for t in laws.instants(shown, fps)]
    for frame in frames:
        if len(laws.drivers(shown, frame.t)) > 1 or len(laws.on_ring(shown, frame)) > 1:
            found.add(f"two on the ring at {frame.t:.2f}")
        if touching := laws.touching(frame, laws.TOUCH if few else laws.TOUCH_OF_MANY):
            found.add(f"{touching} touch at {frame.t:.2f}")
        if any(pitch < 1 - 1e-6 for pitch in laws.pitches(shown, frame.t)):
            found.add(f"under one pitch at {frame.t:.2f}")
        found |= {f"no such role: {pose.role}" for pose in frame.poses if pose.role not in POSES}
    for before, behind in pairwise(frames):
        if laws.jumps(before, behind, FASTEST):
            found.add(f"{laws.jumps(before, behind, FASTEST)} at {behind.t:.2f}")
    for idle in laws.idles(shown):
        if laws.idle_changes(shown, idle):
            found.add(f"{laws.idle_changes(shown, idle)} change while nobody runs, from {idle.start:.2f} on")
    return sorted(found)


@MODEST
@given(traces())
def test_every_picture_obeys_the_laws(trace: Trace) -> None:
    """No random lawful trace makes a picture that breaks a law."""
    assert breaches(stage_of(tell(trace)), 6) == []


@pytest.mark.parametrize("path", ROADS, ids=lambda path: path.stem)
def test_the_scenes_obey_the_laws(path: Path) -> None:
    """The committed films keep every law at 20 pictures a second, and their cars drive steadily."""
    shown = stage(path)
    assert breaches(shown, 20) == []
    shortest = min((ride.gate - ride.start for ride in shown.journey.rides.values()), default=FULL_TURN)
    most = STEADY * max(1.0, FULL_TURN / shortest)
    frames = [shown.at(t) for t in laws.instants(shown, 20)]
    assert [laws.jumps(before, behind, most) for before, behind in pairwise(frames)] == [[]] * (len(frames) - 1)
    assert {piece.role for piece in shown.pieces} <= PIECES.keys()


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_a_frame_is_a_function_of_its_instant(path: Path) -> None:
    """The same t gives the same Frame in any order, at any frame rate, and from a stage made anew."""
    shown, again = stage_of_any(path), stage_of_any(path)
    instants = [number / 10 for number in range(int(shown.duration * 10))]
    forwards = {t: shown.at(t) for t in instants}
    shuffled = random.Random(7).sample(instants, len(instants))
    assert [again.at(t) for t in shuffled] == [forwards[t] for t in shuffled]
    assert [shown.at(t) for t in instants[::3]] == [forwards[t] for t in instants[::3]]


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_a_stage_can_go_to_another_process(path: Path) -> None:
    """A pickled stage gives the same pieces and the same frames."""
    shown = stage_of_any(path)
    copy = pickle.loads(pickle.dumps(shown))
    assert copy.pieces == shown.pieces
    assert [copy.at(t) for t in (0.0, 5.5, 9.25)] == [shown.at(t) for t in (0.0, 5.5, 9.25)]


@MODEST
@given(traces(), st.floats(0.0, 1.0))
def test_everything_stays_in_the_frame(trace: Trace, share: float) -> None:
    """No car, word or chip leaves the frame, wherever the film stands."""
    shown = stage_of(tell(trace))
    frame = shown.at(share * shown.duration)
    wide, high = shown.size[0] / 2, shown.size[1] / 2
    assert [pose.id for pose in frame.poses if not (-wide < pose.x < wide and -high < pose.y < high)] == []


def test_the_laws_can_be_broken() -> None:
    """Each law is seen to be broken when a frame is changed so that it is."""
    shown = stage(next(path for path in ROADS if path.stem == "gather"))
    frame = next(
        frame
        for frame in map(shown.at, laws.instants(shown, 20))
        if laws.on_ring(shown, frame) and len(laws.cars(frame)) > 1
    )
    driver = laws.cars(frame)[laws.on_ring(shown, frame)[0]]
    others = [pose for pose in frame.poses if pose.role == "car" and pose.id != driver.id]
    moved = replace(others[0], x=driver.x, y=driver.y, heading=driver.heading)
    broken = replace(frame, poses=tuple(moved if pose.id == moved.id else pose for pose in frame.poses))
    assert len(laws.on_ring(shown, broken)) == 2
    assert [names[:2] for names in laws.touching(broken)] == [tuple(sorted((moved.id, driver.id)))]
    assert laws.jumps(frame, replace(broken, t=frame.t + 0.05), FASTEST) != []
    idle = laws.idles(shown)[0]
    assert laws.idle_changes(shown, replace(idle, start=idle.start - 1.0)) != []
