from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from loopway.stage.stage import Box
from loopway.stage.traffic.levels import CHIPS
from loopway.stage.traffic.park import Cell, car_park
from loopway.story.story import State

from . import laws
from .crowds import crowd, film, said, told, truly
from .describe import difference

GOLDENS = Path(__file__).parents[1] / "golden"
LEVELS = (60, 200)
"""The films of more tasks are not the same each time: the step that creates them computes so long that it counts."""


@pytest.mark.parametrize("count", LEVELS)
def test_a_film_of_many_is_the_same_as_ever(count: int, request: pytest.FixtureRequest) -> None:
    """At twelve instants of its action it is what its golden says; after a wanted change: `pytest --regolden`."""
    found = told(film(count))
    kept = GOLDENS / f"levels_{count}.txt"
    if request.config.getoption("--regolden"):
        kept.write_text(found, encoding="utf-8")
    assert difference(kept.read_text(encoding="utf-8"), found, f"{count} cars") == ""


def test_sixty_cars_obey_the_laws() -> None:
    """Full cars without letters: one driver, nobody touches another, not even while they back into their places."""
    stage = film(60)
    frames = [stage.at(t) for t in laws.instants(stage, 8)]
    assert [t for t in laws.instants(stage, 8) if len(laws.drivers(stage, t)) > 1] == []
    assert [(frame.t, laws.touching(frame)) for frame in frames if laws.touching(frame)] == []
    assert [frame.t for frame in frames if any(pitch < 1 - 1e-6 for pitch in laws.pitches(stage, frame.t))] == []
    assert [laws.idle_changes(stage, idle) for idle in laws.idles(stage)] == [[]] * len(laws.idles(stage))
    letters = {pose.label for frame in frames for pose in frame.poses if pose.role == "letter"}
    assert letters == {"M"}


@pytest.mark.parametrize("count", LEVELS)
def test_the_words_count_what_is_true(count: int) -> None:
    """Waiting, ready and arrived are what one gets by asking every task, within streaks too."""
    stage = film(count)
    for t in laws.instants(stage, 1 if count > 500 else 3):
        words = said(stage.at(t))
        sleeping, ready = truly(stage, State.SUSPENDED, t, sleeping=True), truly(stage, State.READY, t)
        assert (words[words.index("waiting") - 1] if sleeping else "0") == str(sleeping)
        assert [word for word in words if word.endswith(" ready")] == ([f"{ready} ready"] if ready else [])
        assert "waiting" not in words or sleeping


@pytest.mark.parametrize("count", (200, 2000))
def test_chips_stand_for_all_cars(count: int) -> None:
    """While nobody drives, the chips in the car park are as many as those who wait: opacities times cars a chip."""
    stage = film(count)
    plaza = stage.lot.plazas["sleep"]
    assert (plaza.each, len(plaza.cars)) == (-(-count // CHIPS), min(count, CHIPS))
    for idle in laws.idles(stage):
        t = (idle.start + idle.end) / 2
        chips = crowd(stage.at(t), "crowd.waiting")
        assert sum(chip.alpha for chip in chips) * plaza.each == truly(stage, State.SUSPENDED, t, sleeping=True)


@pytest.mark.parametrize("count", (200, 2000))
def test_one_drives_and_is_a_car(count: int) -> None:
    """However many there are, one is on the ring, drawn in full; nothing changes while nobody runs."""
    stage = film(count)
    driven = 0
    for t in laws.instants(stage, 4):
        drivers = laws.drivers(stage, t)
        assert len(drivers) <= 1
        assert {f"car {task}" for task in drivers} <= laws.cars(stage.at(t)).keys()
        driven += len(drivers)
    assert driven > 20
    assert [laws.idle_changes(stage, idle) for idle in laws.idles(stage)] == [[]] * len(laws.idles(stage))


@pytest.mark.parametrize("count", (200, 2000))
def test_the_line_of_chips_is_first_in_first_out(count: int) -> None:
    """Each chip stands behind those that go before it, half a pitch from the one before it, and never on another."""
    stage = film(count)
    stands = stage.journey.stands
    seen = 0
    for t in laws.instants(stage, 4):
        line = [pose for pose in crowd(stage.at(t), "crowd.ready") if pose.id.startswith("chip ready")]
        order = sorted(line, key=lambda pose: int(pose.id.split()[-1]))
        gaps = [behind.x - before.x for before, behind in pairwise(order)]
        assert all(gap > 0 for gap in gaps)
        assert all(gap > stands.pitch - 1e-6 for gap in gaps[1:])
        assert all(pose.x < stage.ring.ramp_end for pose in line)
        seen += len(line) > 20
    assert seen > 5


def test_a_frame_costs_what_is_in_sight() -> None:
    """Two thousand cars are not more poses than five hundred."""
    stage = film(2000)
    assert max(len(stage.at(t).poses) for t in laws.instants(stage, 2)) < CHIPS + 120


def test_a_broken_count_is_seen() -> None:
    """The counting law compares with the run: one car more or less would be noticed."""
    stage = film(60)
    t = next(iter(laws.idles(stage))).start + 0.1
    frame = stage.at(t)
    words = [replace(pose, label="59") if pose.label == "60" else pose for pose in frame.poses]
    assert said(frame)[said(frame).index("waiting") - 1] == str(truly(stage, State.SUSPENDED, t, sleeping=True))
    assert said(replace(frame, poses=tuple(words))) != said(frame)


def test_a_car_park_takes_the_largest_cars() -> None:
    """Of all numbers of double rows the one is taken whose cars are largest, and all have a place of their own."""
    cell = Cell(length=0.78, width=0.57, aisle=0.28, spine=0.06)
    for count in (27, 60, 81, 333, 500):
        park = car_park(Box(0.0, 0.0, 4.6, 3.9), count, cell, 1.0)
        assert len(set(park.spots)) == len(park.spots) == count
        assert all(0.0 < x < 4.6 and 0.0 < y < 3.9 for x, y in park.spots)
        xs, ys = sorted({x for x, _ in park.spots}), sorted({y for _, y in park.spots})
        assert min(b - a for a, b in pairwise(xs)) >= 0.57 * park.k - 1e-9
        assert min(b - a for a, b in pairwise(ys)) >= 0.78 * park.k
