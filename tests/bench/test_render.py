"""What becomes of the figures of a benchmark. The slow part, the measuring itself, is a command and not tested here."""

from __future__ import annotations

import json
import math
import os
import time
from collections import Counter
from io import StringIO
from itertools import pairwise

import numpy as np
import pytest
from click.testing import CliRunner
from rich.console import Console

from loopway.publish.cache import PLACE
from loopway.trace.events import TaskDone, TaskSuspended
from loopway.trace.laws import first_breach

from .parts import by_loopway, by_manim, encode_only, goals, growth, likeness, million, report
from .parts.child import Found, measured
from .parts.goals import Goal
from .parts.growth import instants, spread
from .parts.likeness import decibels, error, summary
from .parts.meter import Meter, cpu_clock
from .parts.plan import FULL, QUICK, ways
from .render import as_json, main


def found() -> Found:
    """Invented: loopway costs 12 ms CPU a frame, encoding 10, the idiomatic scene 80; each has a worse run too."""
    costs = {
        "encode": (1.0, 1.0),
        "one": (1.2, 1.2),
        "two": (1.3, 0.6),
        "part": (1.2, 1.2),
        "twenty": (1.6, 1.6),
        "ours": (3.0, 3.0),
        "idiomatic": (8.0, 8.0),
        "cached": (9.6, 9.6),
        "plain": (12.0, 8.0),
    }
    crowds = [
        {"cars": cars, "events": 8 * cars, "tell": cars / 1000, "rate": 8000.0, "film": 60.0, "peak": 300.0}
        | {"pictures": 132, "mean": 10.0 + cars / 1000, "p95": 30.0, "max": 50.0}
        for cars in (10, 10_000)
    ]
    return {
        "scale": QUICK._asdict(),
        "picture": {"size": (1920, 1080), "fps": 60},
        "machine": {"cores": 2, "architecture": "x86_64", "load": 0.1, "python": "3.11.7"}
        | dict.fromkeys(("loopway", "manim", "av", "numpy", "pycairo"), "1.0"),
        "ways": {name: [_run(2 * cpu, 2 * wall), _run(cpu, wall)] for name, (cpu, wall) in costs.items()},
        "likeness": {"pictures": 145, "equal": 40, "worst": 61.5, "worst_frame": 120, "median": None},
        "growth": crowds,
        "million": None,
        "start": {"draft": 3.5, "poster": 2.5, "import": 0.06},
        "load_at_end": 1.2,
    }


def _run(cpu: float, wall: float) -> Found:
    return {"frames": 100, "bytes": 5000, "setup": (1.5, 1.8), "cost": (cpu, wall), "load": 0.1}


def test_ratios_are_those_of_the_cheapest_runs() -> None:
    """CPU time over CPU time, wall time for the two jobs, and with set-up only where that is said."""
    assert [(goal.name, round(goal.reached, 3), goal.met) for goal in goals.speed(found())] == [
        ("loopway, one job / encoding alone", 1.2, True),
        ("Manim, idiomatic / loopway, 20 cars", 5.0, True),
        ("Manim, idiomatic / loopway, gather", 6.667, None),
        ("Manim, idiomatic, default caching / loopway, 20 cars", 6.0, None),
        ("Manim, idiomatic, nothing set / loopway, 20 cars", 7.5, None),
        ("Manim, our scene / loopway, the same frames", 2.5, None),
        ("one job / two jobs, wall", 2.0, True),
        ("one job / two jobs, wall, set-up included", 1.25, None),
    ]


def test_what_is_judged_besides_speed() -> None:
    """Equal pictures pass; a limit is kept when it is just reached; a million events only if they were planned."""
    one = found()
    judged = [*goals.pictures(one), *goals.growth(one), *goals.start(one)]
    assert [(goal.name, goal.reached, goal.met) for goal in judged] == [
        ("PSNR, worst picture", 61.5, True),
        ("PSNR, median", math.inf, None),
        ("a picture of 10,000 cars, mean", 20.0, True),
        ("draft film of a small script", 3.5, True),
        ("poster of a small script", 2.5, True),
        ("import loopway", 60.0, False),
    ]
    one["million"] = {"tell": 31.0, "events": 10**6, "rate": 32258.0, "peak": 900.0, "tasks": 200, "sleeps": 840}
    assert goals.growth(one)[1:] == [Goal("a million events planned", 31.0, 30.0, "s", most=True)]
    assert not goals.growth(one)[1].met
    assert list(report.growth_lines(one))[-1] == (
        "200 tasks, 840 waits each",
        "tell 31.00 s, 32,258 events/s of 1,000,000; 900 MB",
    )


@pytest.mark.parametrize(("reached", "most", "met"), [(1.9, True, True), (2.1, True, False), (1.9, False, False)])
def test_a_limit_is_a_most_or_a_least(reached: float, most: bool, met: bool) -> None:
    """2 at the most, or 2 at the least."""
    assert Goal("", reached, 2.0, "x", most).met is met


def test_the_table_shows_reached_and_goal_side_by_side() -> None:
    """Each way with its cost and the number of its runs; each goal with what was reached; versions and load."""
    paper = Console(file=StringIO(), width=200)
    paper.print(report.table(found()))
    said = [" ".join(line.replace("│", " ").split()) for line in paper.file.getvalue().splitlines()]
    for line in (
        "encoding alone, yuv420p ready 10.0 ms CPU, 10.0 wall; 2 runs of 100 frames; set-up 1.5 s CPU",
        "loopway, one job / encoding alone 1.2 x <= 1.3 x yes",
        "loopway, gather, one job 12.0 ms CPU, 12.0 wall; 2 runs of 100 frames; set-up 1.5 s CPU",
        "Manim, idiomatic / loopway, gather 6.67 x",
        "every tenth frame of gather against stock Manim's 145 pictures, 40 of them equal; worst: frame 120",
        "10,000 cars 20.0 ms CPU mean, 30.0 p95, 50.0 max; tell 10.00 s, 8,000 events/s of 80,000; 300 MB",
        "import loopway 60 ms <= 50 ms no",
    ):
        assert line in said
    assert "2 cores (x86_64), load 0.10 before and 1.20 after. python 3.11.7, loopway 1.0," in " ".join(said)


def test_the_json_holds_everything() -> None:
    """What was found, every single run, and the goals; infinity, which JSON does not know, is null."""
    read = json.loads(as_json(found()))
    assert read["ways"]["one"][0]["cost"] == [2.4, 2.4]
    assert [goal["met"] for goal in read["goals"] if goal["limit"]] == [True, True, True, True, True, True, True, False]
    assert read["goals"][9] == {
        "name": "PSNR, median", "reached": None, "limit": None, "unit": "dB", "most": False, "met": None
    }  # fmt: skip


def test_a_folder_that_does_not_exist_is_noticed_before_the_run() -> None:
    """Not six minutes later."""
    ended = CliRunner().invoke(main, ["-o", "nowhere/bench.json"])
    assert ended.exit_code == 2
    assert "the folder nowhere does not exist" in ended.output


def test_the_run_of_a_million_events_is_whole_and_lawful() -> None:
    """As its small likeness is: every task sleeps as often as it shall, and all of them end."""
    trace = million.long_run(10, 20)
    assert first_breach(trace.events, cut=False) is None
    kinds = Counter(type(event) for event in trace.events)
    assert (kinds[TaskSuspended], kinds[TaskDone]) == (10 * 20 + 1, 11)


@pytest.mark.parametrize("scale", [QUICK, FULL])
def test_the_report_knows_every_way(scale: object) -> None:
    """What is measured is what is told, in a quick run and in a full one."""
    assert set(ways(scale)) == set(report.WAYS) == set(found()["ways"])


def test_the_comparer_of_pictures_can_fail() -> None:
    """A car that is one pixel aside in a picture of 1080p is noticed, and fails the goal; an equal one does not."""
    road = np.full((1080, 1920, 4), 40, np.uint8)
    car = road.copy()
    car[500:520, 600:640, :3] = (230, 90, 20)
    aside = np.roll(car, 1, axis=1)
    assert error(car, car) == 0.0
    two_columns = 2 * 20 * ((230 - 40) ** 2 + (90 - 40) ** 2 + (20 - 40) ** 2) / (3 * 1080 * 1920)
    assert error(car, aside) == pytest.approx(two_columns)
    one = found() | {"likeness": summary([error(car, car), error(car, aside), error(car, car)])}
    assert [(goal.reached, goal.met) for goal in goals.pictures(one)] == [
        (pytest.approx(54.1, abs=0.05), False),
        (math.inf, None),
    ]
    assert one["likeness"]["worst_frame"] == 10


def test_alpha_is_not_compared() -> None:
    """A film has none."""
    solid = np.full((4, 4, 4), 255, np.uint8)
    clear = solid.copy()
    clear[..., 3] = 0
    assert decibels(error(solid, clear)) is None


def test_rows_of_pictures_lie_all_over_the_film() -> None:
    """Twelve rows of twelve pictures, each row at the film's own rate, inside the film; a whole film is one row."""
    rows = instants(60.0, 60, whole=False)
    assert [round(row[0], 1) for row in rows] == [2.4, 7.4, 12.4, 17.4, 22.4, 27.4, 32.4, 37.4, 42.4, 47.4, 52.4, 57.4]
    assert {round(60 * (later - earlier), 6) for row in rows for earlier, later in pairwise(row)} == {1.0}
    assert [len(row) for row in instants(2.0, 60, whole=False)] == [120]
    assert [len(row) for row in instants(60.0, 60, whole=True)] == [3600]


def test_the_spread_of_costs() -> None:
    """The 95th percentile is a cost that really occurred: that of the 19th of twenty."""
    found = spread([n / 1000 for n in range(20, 0, -1)])
    assert found == {"pictures": 20, "mean": 10.5, "p95": 19.0, "max": 20.0}


def test_another_process_has_a_clock_of_its_cpu_time() -> None:
    """Read by its number, the clock of this very process says what `time.process_time` says."""
    assert time.clock_gettime(cpu_clock(os.getpid())) == pytest.approx(time.process_time(), abs=0.05)


def test_a_measurement_that_fails_ends_the_run() -> None:
    """With what was measured and the traceback; a figure that is missing is never passed over."""
    with pytest.raises(
        SystemExit, match=r"(?s)nothing \{'cars': 3\} failed:.*No module named 'tests.bench.parts.nothing'"
    ):
        measured("nothing", cars=3)


def test_the_ways_that_know_loopway_still_find_their_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """On small pictures: as many frames as the film or its part has, pictures as Manim draws them, costs."""
    monkeypatch.setenv(PLACE, "")  # so that it is put back
    small = {"picture": {"size": (96, 54), "fps": 1}, "length": 20.0}
    whole = by_loopway.measure(Meter(), subject="gather", jobs=1, **small)
    part = by_loopway.measure(Meter(), subject="gather", jobs=1, part=(10.0, 2.0), **small)
    encoded = encode_only.measure(Meter(), **small)
    alike = likeness.measure(Meter(), length=20.0, picture={"size": (96, 54), "fps": 10})
    played = by_manim.measure(Meter(), scene="ours", caching=False, same_encoder=True, part=(10.0, 2.0), **small)
    crowd = growth.measure(Meter(), cars=3, whole=False, picture=small["picture"])
    assert [way["frames"] for way in (whole, part, encoded, played)] == [20, 2, 20, 2]
    assert all(0 < way["cost"].cpu < math.inf and way["bytes"] > 0 for way in (whole, part, encoded, played))
    assert alike["pictures"] == 20
    assert alike["worst"] > goals.LEAST_DECIBELS
    assert crowd["pictures"] == round(crowd["film"]) - 1
