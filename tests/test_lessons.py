"""Lessons are found, read and copied without running their scenes; and every lesson's film is true to its trace."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from loopway.api import load, take
from loopway.errors import TraceError, UsageError
from loopway.lessons import copy, find_lesson, is_scene, lessons, read_scene, scenes_folder
from loopway.stage import stage_of
from loopway.stage.stage import Stage
from loopway.stage.traffic import TrafficStage
from loopway.stage.traffic.itinerary import Leg, Way
from loopway.story import tell
from loopway.story.story import Story
from loopway.trace.events import Printed, TaskSuspended
from loopway.trace.trace import Trace

from . import lesson_truth as truth
from .stage import laws
from .story.truth import lies

SCENE = '''
"""A scene."""

from loopway.film import TrafficScene

HELPER = object()


class Fuel(TrafficScene):
    """Fuel."""

    id = "s99"
    title = "Fuel"
    note: str = "No car is harmed."
    captions = {"exit.sleep A": "A refuels."}
    pace = 20
    trace = "runs/fuel.jsonl"
'''


def test_what_a_scene_declares(tmp_path: Path) -> None:
    """Its own words, its look, its files; what it does not say is as for every scene."""
    path = tmp_path / "fuel.py"
    path.write_text(SCENE)
    lesson = read_scene(path)
    assert (lesson.name, lesson.scene, lesson.pace, lesson.theme) == ("fuel", path, 20, None)
    assert (lesson.script, lesson.trace) == (tmp_path / "scripts" / "fuel.py", tmp_path / "runs" / "fuel.jsonl")
    assert (lesson.telling.title, lesson.telling.subtitle, lesson.telling.note) == ("Fuel", "", "No car is harmed.")
    assert lesson.telling.captions == {"exit.sleep A": "A refuels."}


@pytest.mark.parametrize("value", ["3", "HELPER", "'a' + str(1)"])
def test_a_field_that_only_python_could_read(tmp_path: Path, value: str) -> None:
    """The message says which file, and what else to do."""
    path = tmp_path / "fuel.py"
    path.write_text(SCENE.replace('"Fuel"', value, 1))
    with pytest.raises(UsageError) as error:
        read_scene(path)
    assert (error.value.where, error.value.todo) == (
        str(path),
        "give its fields plain values, or draw it with manim",
    )


def test_a_lesson_is_found_by_its_name_and_by_its_file() -> None:
    """Both give the same; a script and a stranger give none."""
    for name, lesson in lessons().items():
        assert find_lesson(Path(name)) == find_lesson(scenes_folder() / f"{name}.py") == lesson
        assert lesson.script.is_file()
        assert not is_scene(lesson.script)
    assert find_lesson(Path("nothing")) is None
    assert find_lesson(Path("elsewhere/gather.py")) is None


def test_a_lesson_that_is_copied_out_is_a_lesson_there(tmp_path: Path) -> None:
    """Scene, script and trace are copied in their places; twice does no harm; another file is never overwritten."""
    gather = lessons()["gather"]
    made = copy(gather, tmp_path / "mine")
    assert [path.relative_to(tmp_path / "mine").as_posix() for path in made] == [
        "gather.py",
        "scripts/gather.py",
        "traces/gather.jsonl",
    ]
    assert [path.read_bytes() for path in made] == [
        path.read_bytes() for path in (gather.scene, gather.script, gather.trace)
    ]
    found = find_lesson(made[0])
    assert found is not None
    assert (found.telling, found.trace) == (gather.telling, made[2])
    assert copy(gather, tmp_path / "mine") == made
    made[1].write_text("print('mine')")
    with pytest.raises(UsageError) as error:
        copy(gather, tmp_path / "mine")
    assert error.value.what == f"{made[1]} exists, and is not this lesson's"
    assert made[1].read_text() == "print('mine')"


def test_a_lesson_without_its_trace(tmp_path: Path) -> None:
    """It says which command records it."""
    _, script, trace = copy(lessons()["gather"], tmp_path)
    trace.unlink()
    with pytest.raises(TraceError) as error:
        take(tmp_path / "gather.py")
    assert (error.value.what, error.value.todo) == (f"no trace for {script}", f"loopway trace {script} -o {trace}")


def test_the_order_of_the_course() -> None:
    """The first shelf comes first, whole and in its order; no two lessons share a place."""
    ids = [lesson.id for lesson in lessons().values()]
    assert ids[:12] == [f"s{number:02}" for number in range(1, 13)]
    assert ids[12:] == sorted(set(ids[12:]))
    assert all(place.startswith("n") for place in ids[12:])


class Film(NamedTuple):
    """A lesson's run, told and staged with its own words."""

    trace: Trace
    story: Story
    stage: Stage


@cache
def film(name: str) -> Film:
    """The film of a lesson."""
    lesson = lessons()[name]
    trace = load(lesson.trace)
    story = tell(trace, lesson.telling)
    return Film(trace, story, stage_of(story))


def traffic(name: str) -> TrafficStage:
    """The stage of a lesson that has a loop."""
    stage = film(name).stage
    assert isinstance(stage, TrafficStage)
    return stage


NAMES = sorted(lessons())
ROADS = [name for name in NAMES if isinstance(film(name).stage, TrafficStage)]


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_is_short_and_complete(name: str) -> None:
    """4 to 18 lines, under 10 s; all its words are there and have time; its trace is its script's."""
    lesson, (trace, story, _) = lessons()[name], film(name)
    assert 4 <= len(lesson.script.read_text().splitlines()) <= 18
    assert trace.header.source == lesson.script.read_text()
    assert trace.events[-1].at < 10
    assert 0 < len(lesson.telling.title) <= 26
    assert lesson.telling.subtitle
    assert lesson.telling.note
    assert lesson.sentence.endswith(".")
    assert story.warnings == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_generated_captions_of_a_lesson_are_true(name: str) -> None:
    """Between its own captions, too, nothing is said that the events do not bear out."""
    trace, story, _ = film(name)
    own = set(lessons()[name].telling.captions.values())
    generated = tuple(beat for beat in story.beats if beat.caption not in own)
    assert lies(trace, replace(story, beats=generated)) == []


@pytest.mark.parametrize("name", NAMES)
def test_printed_text_appears_when_it_was_printed(name: str) -> None:
    """The console shows what the program wrote, in its order, from the instant on at which it wrote it."""
    trace, story, stage = film(name)
    assert truth.prints(trace, stage, story) == []


@pytest.mark.parametrize("name", ROADS)
def test_one_car_drives_and_it_is_the_one_that_runs(name: str) -> None:
    """At most one car is on the ring, at most one has its headlights on, and who is only ready is not driving."""
    assert truth.drivers(traffic(name)) == []


@pytest.mark.parametrize("name", ROADS)
def test_a_car_leaves_the_road_only_where_its_task_was_suspended(name: str) -> None:
    """As many exits as suspensions, as many turns as steps: an await that does not wait draws no exit."""
    assert truth.exits(film(name).trace, traffic(name)) == []


@pytest.mark.parametrize("name", ROADS)
def test_a_woken_car_joins_the_tail(name: str) -> None:
    """Nobody cuts in, and the cars set off in the order of the steps."""
    assert truth.arrivals(film(name).trace, traffic(name)) == []


@pytest.mark.parametrize("name", ROADS)
def test_nobody_moves_in_a_jam(name: str) -> None:
    """While the driver stands on the road all others stand too, and just those that are due overrun."""
    assert truth.jams(traffic(name)) == []


@pytest.mark.parametrize("name", ROADS)
def test_a_cancelled_car_tidies_up_before_it_leaves(name: str) -> None:
    """What its `finally` prints is said while it drives its last turn."""
    trace, story, _ = film(name)
    assert truth.farewells(trace, traffic(name), story) == []


def test_the_single_lane_stands_when_its_first_car_does() -> None:
    """No car moves behind a call that blocks."""
    _, story, stage = film("one_by_one")
    assert truth.lane(stage, story) == []
    assert sum(len(call.stops) for call in story.calls) == 3


def test_the_lessons_have_what_is_checked() -> None:
    """There are jams, waits that overrun, cancelled cars with a `finally`, and awaits that do not wait."""
    blocking, cancel = film("blocking"), film("cancel")
    assert any(pose.label == "+2.0 s" for pose in traffic("blocking").at(blocking.story.action_end / 2).poses)
    assert [one.text for one in cancel.story.prints] == ["asked to stop", "tidying up", "True"]
    assert not any(isinstance(event, TaskSuspended) for event in film("three_ways").trace.events)


def test_what_is_not_true_is_seen() -> None:
    """Each check fails on a film that is told of another run, or on a picture with a car in the wrong place."""
    trace, story, stage = film("cancel")
    shown = traffic("cancel")
    other_run = film("timeout").trace
    assert truth.exits(other_run, shown) == ["car 1 took 2 exits in 3 turns, not 1 in 2"]
    assert truth.arrivals(other_run, shown) == ["cars set off as [1, 2, 1, 2, 1], their steps as [1, 2, 2, 1]"]
    late = tuple(replace(one, at=story.action_end) for one in story.prints)
    assert truth.farewells(trace, shown, replace(story, prints=late)) == ["car 2 says 0 of 1 things on its last turn"]
    assert len(truth.prints(trace, stage, replace(story, prints=late))) >= 3
    mute = tuple(event for event in trace.events if not isinstance(event, Printed))
    assert truth.prints(replace(trace, events=mute), stage, story) != []
    frames = truth.frames(shown, story.action_start, story.action_end)
    assert truth.moves(frames) != []
    frame = next(frame for frame in frames if laws.on_ring(shown, frame) == ["car 1"])
    (driver,) = (pose for pose in frame.poses if pose.id == "car 1")
    other = replace(frame, poses=tuple(replace(pose, id="car 2") if pose is driver else pose for pose in frame.poses))
    assert truth.misdriven(shown, frame) == []
    assert truth.misdriven(shown, other) == [f"['car 2'] on the ring at {frame.t:.2f}, but ['car 1'] run"]


def test_a_plan_is_used_by_whoever_awaits_it() -> None:
    """Another task of the same function leaves it alone: it is used while M drives its second turn."""
    (paper,) = film("plan_or_task").story.papers
    second = [leg for leg in _legs("plan_or_task", 1) if leg.way is Way.ROAD][1]
    assert paper.used is not None
    assert second.start <= paper.used <= second.end


def test_one_wait_alone_comes_not_after_another() -> None:
    """The last card counts waits before it compares them."""
    said = "1 s in all, 160 µs of it driving. One wait: nothing to overlap."
    assert film("while_waiting").story.ending.sentence == said


def test_cars_without_a_loop_never_drive() -> None:
    """gather makes two tasks of two plans: they are cars, no letters, and stand to the end."""
    _, story, _ = film("no_road")
    assert story.papers == ()
    assert [_ways("no_road", task) for task in (1, 2)] == [["blueprint", "line"], ["blueprint", "line"]]


def _legs(name: str, task: int) -> tuple[Leg, ...]:
    return next(car.itinerary.legs for car in traffic(name).street.cars if car.itinerary.task == task)


def _ways(name: str, task: int) -> list[str]:
    return [leg.way.value for leg in _legs(name, task)]


def test_a_parked_car_keeps_its_own_total() -> None:
    """`total` rides in the parked cars: 0, 5, 12 for each of the two, as the trace has it; gather shows none."""
    stage = traffic("keeps_state")
    seen: dict[str, list[str]] = {}
    for t in laws.instants(stage, 10):
        for pose in stage.at(t).poses:
            if pose.id.startswith("kept") and pose.label not in seen.setdefault(pose.id, []):
                seen[pose.id].append(pose.label)
    totals = ["total = 0", "total = 5", "total = 12"]
    assert seen == {"kept 2": totals, "kept 3": totals}
    assert not film("gather").story.keeps
