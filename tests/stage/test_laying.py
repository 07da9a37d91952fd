"""Roads that come and go with their loops."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopway.stage.traffic import TrafficStage, stage_of
from loopway.stage.traffic.itinerary import Way
from loopway.stage.traffic.laying import NOTHING, WHOLE
from loopway.story import tell
from loopway.trace import jsonl

from . import laws

TRACES = Path(__file__).parents[2] / "scenes" / "traces"
ON_ROAD = frozenset({Way.LINE, Way.ROAD, Way.APRON, Way.STUCK})


def filmed(name: str) -> TrafficStage:
    """A lesson's stage."""
    return stage_of(tell(jsonl.read(TRACES / f"{name}.jsonl")))


def roadless(stage: TrafficStage, ways: frozenset[Way]) -> list[float]:
    """When a car is on such a way while the road is not whole."""
    return [
        t
        for t in laws.instants(stage, 30)
        if stage.at(t).laid != WHOLE and any(leg.way in ways for _, leg in stage.street.doings(t))
    ]


@pytest.mark.parametrize("name", ["three_ways", "single_use"])
def test_no_car_is_on_a_road_that_is_not_there(name: str) -> None:
    """Who lines up or drives does so on a whole road; in the finish lane, which stays, cars may rest."""
    stage = filmed(name)
    assert roadless(stage, ON_ROAD) == []
    assert roadless(stage, frozenset({Way.LANE})) != []


@pytest.mark.parametrize("name", ["three_ways", "single_use"])
def test_a_road_goes_when_its_loop_has_closed(name: str) -> None:
    """It lies there to the end of its loop, then less and less of it, then nothing; and then the next one comes."""
    stage = filmed(name)
    first, second = stage.story.roads
    assert stage.at(first.end).laid == WHOLE
    after = [stage.at(first.end + step / 60).laid for step in range(1, 180)]
    between = after[: after.index(WHOLE)]
    gone = [start for start, end in between if end == 1.0]
    laid = [end for start, end in between if end < 1.0]
    assert gone == sorted(gone) and laid == sorted(laid) and gone[0] < 0.1 < 0.9 < gone[-1]
    assert (
        between == [*((start, 1.0) for start in gone), *((0.0, end) for end in laid)] or between[len(gone)] == NOTHING
    )
    assert stage.at(second.end).laid == WHOLE
    assert stage.at(stage.story.action_end).laid == NOTHING


def test_a_film_with_one_loop_has_one_road() -> None:
    """It lies there from the first to the last picture, and has no pegs under it."""
    stage = filmed("gather")
    assert {stage.at(t).laid for t in laws.instants(stage, 10)} == {WHOLE}
    assert [piece.id for piece in stage.pieces if piece.role == "survey"] == []
