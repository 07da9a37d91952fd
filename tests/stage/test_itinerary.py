from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from loopway.stage.traffic import TrafficStage, stage_of
from loopway.story import tell
from loopway.story.story import StretchKind
from loopway.trace import read
from loopway.trace.events import Wait
from loopway.trace.trace import Trace

from ..story.lawful import traces
from ..story.toy import Toy
from .test_laws import MODEST

GATHER = Path(__file__).parents[2] / "scenes" / "traces" / "gather.jsonl"


def ways(stage: TrafficStage) -> dict[str, list[str]]:
    """letter -> the ways of its car, in order."""
    return {car.itinerary.letter: [leg.way.name for leg in car.legs] for car in stage.street.cars}


def legs_break(stage: TrafficStage) -> list[str]:
    """Cars whose legs do not touch: each must begin where the one before it ends, but in a streak or a fold."""
    kinds = (StretchKind.STREAK, StretchKind.FOLD)
    crowds = [(one.start, one.end) for one in stage.story.stretches if one.kind in kinds]
    return [
        f"{car.itinerary.letter}: {before.way.name} {before.end:.3f}, {behind.way.name} {behind.start:.3f}"
        for car in stage.street.cars
        for before, behind in pairwise(car.legs)
        if abs(before.end - behind.start) > 1e-9
        and not (
            behind.start > before.end
            and any(start - 1e-9 <= before.end and behind.start <= end + 1e-9 for start, end in crowds)
        )
    ]


def test_the_ways_of_gather() -> None:
    """main waits at the meeting point while three fetches refuel once and leave for good."""
    rest = ["BLUEPRINT", "LINE", "ROAD", "PARK", "STALL", "ROLL", "ROAD", "FINISH", "LANE"]
    found = ways(stage_of(tell(read(GATHER))))
    assert found == {"M": rest, "A": rest, "B": rest, "C": rest}


def test_the_other_ways() -> None:
    """sleep(0) crosses the apron; a cancelled sleeper is hooked and rolls; an eager task rides along, then shows up."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    sleeper = toy.create("f()", 3)
    toy.sleep(0, 4)
    toy.start(sleeper, 5)
    toy.sleep(9.0, 6)
    toy.start(1, 7)
    eager = toy.create("g()", 8, eager=True)
    toy.start(eager, 9)
    toy.sleep(1.0, 10, length=0.0)
    toy.cancel(sleeper, 1)
    toy.suspend(Wait(kind="task", label="task", on=(sleeper,)), 11)
    toy.start(sleeper)
    toy.finish("cancelled")
    toy.start(1)
    toy.finish()
    toy.close()
    found = ways(stage_of(tell(toy.trace(cut="it was long enough"))))
    start = ["BLUEPRINT", "LINE", "ROAD"]
    back = ["PARK", "STALL", "ROLL", "ROAD", "FINISH", "LANE"]
    assert found["M"] == [*start, "APRON", "LINE", "ROAD", *back]
    assert found["A"][:7] == [*start, "PARK", "STALL", "HOOK", "ROLL"]
    assert found["B"][:3] == ["CARRIED", "SHOW", "STALL"]


@MODEST
@given(traces())
def test_legs_touch(trace: Trace) -> None:
    """Of no random lawful trace a car has a gap or an overlap between two legs."""
    assert legs_break(stage_of(tell(trace))) == []


def test_the_colours_of_gather() -> None:
    """M has the colour that is kept for it, the others theirs in order of creation."""
    stage = stage_of(tell(read(GATHER)))
    assert [(car.itinerary.letter, car.itinerary.colour) for car in stage.street.cars] == [
        ("M", "main"),
        ("A", "car.0"),
        ("B", "car.1"),
        ("C", "car.2"),
    ]


ORDER = ["infield", "casing.lot", "casing.exit", "casing.road", "rim.glow", "rim", "lot", "exit", "exit.arrow", "road"]


def test_the_painters_order() -> None:
    """Casings lie under the rim, the rim under lots and exits, these under the road; panels come last."""
    roles = list(dict.fromkeys(piece.role for piece in stage_of(tell(read(GATHER))).pieces))
    assert roles[: len(ORDER)] == ORDER
    assert roles.index("stall") < roles.index("gauge.housing") < roles.index("panel") < roles.index("title")


@pytest.mark.parametrize(
    ("t", "road", "rest", "scale"),
    [
        (0.0, 1.0, 0.0, 0.664),
        (2.4, 1.0, 0.0, 0.664),
        (3.0, 1.0, 1.0, 1.0),
        (9.0, 1.0, 1.0, 1.0),
        (-0.01, 0.0, 0.0, 1.0),
    ],
)
def test_cards_give_way_to_the_stage(t: float, road: float, rest: float, scale: float) -> None:
    """On the opening card there is only the road, small; then everything at its place; at the end nothing."""
    stage = stage_of(tell(read(GATHER)))
    frame = stage.at(t if t >= 0 else stage.duration)
    assert (frame.road, frame.rest, round(frame.view.scale, 3)) == (road, rest, scale)
    assert (frame.card is None) == (rest == 1.0)
