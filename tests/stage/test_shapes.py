"""Tall and square films are layouts of their own: nothing is covered, nothing leaves the part that is always seen."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from loopway.api import take
from loopway.errors import UsageError
from loopway.lessons import lessons
from loopway.stage import comparison_stage, lane_above, stage_of
from loopway.stage.compare.shapes import ZONES, zones_of
from loopway.stage.layout import Layout
from loopway.stage.shapes import LAYOUTS, SAFE, layout_of
from loopway.stage.stage import Box, Stage
from loopway.stage.traffic import TrafficStage
from loopway.story import compare, tell
from loopway.story.story import Story

from . import laws
from .describe import difference
from .extents import outside, reaches
from .test_laws import breaches
from .writing import clashes, crowded, patches, squeezed

LESSONS = sorted(lessons())
OTHERS = ("tall", "square")
GOLDENS = Path(__file__).parents[1] / "golden"
MARGIN = 0.14
"""Frame units at each edge of a square or wide frame that have only light in them."""


@cache
def story(name: str) -> Story:
    """A lesson, told."""
    taken = take(name)
    return tell(taken.trace, taken.telling)


def within(shape: str) -> Box:
    """Where everything is that is to be seen."""
    wide, high = layout_of(shape).size
    return SAFE if shape == "tall" else Box(MARGIN - wide / 2, MARGIN - high / 2, wide / 2 - MARGIN, high / 2 - MARGIN)


def hero(shape: str) -> Stage:
    """Plain functions and gather on one clock."""
    told = compare(take("one_by_one").trace, take("gather").trace, above=lane_above(shape))
    return comparison_stage(told, shape=shape)


@pytest.mark.parametrize("shape", OTHERS)
@pytest.mark.parametrize("name", LESSONS)
def test_no_words_of_a_lesson_are_covered(name: str, shape: str) -> None:
    """At no instant do two words of a lesson overlap, or a car and words that are not painted on its road."""
    stage = stage_of(story(name), shape=shape)
    if not isinstance(stage, TrafficStage):
        pytest.skip("a plain program has its own test")
    found = set(squeezed(stage))
    for t in laws.instants(stage, 2):
        there = patches(stage, stage.at(t))
        found |= {*clashes(there), *crowded(there)}
    assert found == set()


@pytest.mark.parametrize("shape", OTHERS)
@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_stays_in_sight(name: str, shape: str) -> None:
    """From card to card nothing of a tall lesson is where platforms have their buttons, nothing of a square one cut."""
    stage = stage_of(story(name), shape=shape)
    seconds = range(int(stage.duration) + 1)
    assert {name for t in seconds for name in outside(stage, stage.at(t), within(shape))} == set()


@pytest.mark.parametrize("shape", ["wide", *OTHERS])
def test_the_hero_stays_in_sight(shape: str) -> None:
    """The same of two programs on one clock; and no words are covered, on the lane, on the ring or between them."""
    stage = hero(shape)
    frames = [stage.at(number / 2) for number in range(int(stage.duration * 2))]
    assert {name for frame in frames for name in outside(stage, frame, within(shape))} == set()
    assert {pair for frame in frames for pair in clashes(patches(stage, frame))} == set()


@pytest.mark.parametrize("shape", OTHERS)
def test_a_plain_program_covers_no_words(shape: str) -> None:
    """On its single lane, names and seconds are clear of each other and of all cars."""
    stage = stage_of(story("one_by_one"), shape=shape)
    frames = [stage.at(number / 3) for number in range(int(stage.duration * 3))]
    assert {pair for frame in frames for pair in clashes(patches(stage, frame))} == set()


@pytest.mark.parametrize("shape", OTHERS)
@pytest.mark.parametrize("name", ["gather", "cancel", "lock", "two_bays", "blocking"])
def test_the_truth_is_the_same_in_every_shape(name: str, shape: str) -> None:
    """One driver, first in first out, no jumps, nobody drives over anybody: as in a wide frame."""
    stage = stage_of(story(name), shape=shape)
    assert isinstance(stage, TrafficStage)
    assert breaches(stage, 10) == []


@pytest.mark.parametrize("shape", OTHERS)
def test_shapes_tell_the_same_story(shape: str) -> None:
    """Clock, line, rim, signal and who is printed on the road are those of the wide frame at every instant."""
    wide, other = stage_of(story("gather")), stage_of(story("gather"), shape=shape)
    assert other.duration == wide.duration
    for second in range(int(wide.duration)):
        one, same = wide.at(second), other.at(second)
        assert (one.clock.groups, one.rim, one.signal) == (same.clock.groups, same.rim, same.signal)
        assert [pose.id for pose in one.poses if pose.role == "car"] == [
            pose.id for pose in same.poses if pose.role == "car"
        ]
        assert (one.caption and one.caption.text) == (same.caption and same.caption.text)


@pytest.mark.parametrize("shape", OTHERS)
def test_where_everything_is(shape: str, request: pytest.FixtureRequest) -> None:
    """The zones of a lesson and of the hero, and what is in them at one instant; wanted otherwise: `--regolden`."""
    films: tuple[tuple[str, Stage, float], ...] = (
        ("gather", stage_of(story("gather"), shape=shape), 14.0),
        ("hero", hero(shape), 10.0),
    )
    lines = []
    for name, stage, t in films:
        lines.append(f"{name} at {t:g} s, of {stage.duration:.2f} s, in {stage.size[0]:g} x {stage.size[1]:g}")
        for what, box in sorted(set(reaches(stage, stage.at(t))), key=lambda one: (-one[1].y1, one[1].x0, one[0])):
            if not what.startswith(("chevron", "tick", "grid", "second")):
                lines.append(f"  {box.x0:6.2f} .. {box.x1:5.2f}  {box.y0:6.2f} .. {box.y1:5.2f}  {what}")
    found, kept = "\n".join(lines) + "\n", GOLDENS / f"shape_{shape}.txt"
    if request.config.getoption("--regolden"):
        kept.write_text(found, encoding="utf-8")
    assert difference(kept.read_text(encoding="utf-8"), found, shape) == ""


def zones(layout: Layout) -> dict[str, Box]:
    """Where the stage and the panels are, and the lines of the caption."""
    (x, y), em = layout.caption, layout.caption_em
    foot = y - (layout.caption_lines - 1) * layout.caption_leading * em - em / 4
    found = {"stage": layout.stage, "code": layout.code, "clock": layout.clock}
    return found | {"caption": Box(x, foot, x + layout.caption_room, y + 0.73 * em)}


@pytest.mark.parametrize("shape", LAYOUTS)
def test_zones_do_not_overlap(shape: str) -> None:
    """Stage, panels and caption of a film and of a split screen have each their own ground."""
    split = zones_of(shape)
    both = zones(split.layout) | {"plain": split.plain, "bars": split.bars.box}
    for found in (zones(layout_of(shape)), both):
        for (one, a), (other, b) in combinations(found.items(), 2):
            assert min(a.x1, b.x1) <= max(a.x0, b.x0) or min(a.y1, b.y1) <= max(a.y0, b.y0), (one, other)


def test_what_leaves_the_frame_is_seen() -> None:
    """A car and a caption that are moved over the edge are found; a lane and its light may leave it."""
    stage = stage_of(story("gather"), shape="tall")
    frame = stage.at(9.0)
    assert frame.caption is not None
    car = next(pose for pose in frame.poses if pose.role == "car")
    moved = tuple(replace(pose, x=9.0) if pose is car else pose for pose in frame.poses)
    found = outside(stage, replace(frame, poses=moved, caption=replace(frame.caption, y=7.0)), SAFE)
    assert found == {car.id, *frame.caption.lines}
    assert outside(hero("tall"), hero("tall").at(5.0), SAFE) == set()


def test_a_shape_that_is_none_is_refused() -> None:
    """The error names those that there are."""
    with pytest.raises(UsageError, match="there is no frame of shape 'round'") as caught:
        stage_of(story("gather"), shape="round")
    assert caught.value.todo == "take one of: wide, tall, square"
    with pytest.raises(UsageError, match="there is no split screen of shape 'round'"):
        zones_of("round")
    assert set(ZONES) == set(LAYOUTS)
