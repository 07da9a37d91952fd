"""A film that is too long for the places where its shape is shown is made, and the user is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopway.publish.encoder import Encoding
from loopway.publish.footage import Options, Pair, master, pair_master
from loopway.publish.platforms import too_long
from loopway.publish.studio import Studio
from loopway.story import Pace, Telling
from loopway.theme import NIGHT
from loopway.trace import jsonl

TRACES = Path(__file__).parents[2] / "scenes" / "traces"
SMALL = Encoding(size=(90, 160), fps=5)


def warned(shape: str, pace: Pace) -> tuple[str, ...]:
    """What is said of a lesson at this pace."""
    options = Options(theme=NIGHT, pace=pace, telling=Telling(), shape=shape)
    return master(jsonl.read(TRACES / "gather.jsonl"), options, SMALL, Studio(jobs=1)).warnings


@pytest.mark.parametrize(
    ("shape", "most", "places"), [("tall", 180, "Shorts and Reels"), ("square", 140, "X and LinkedIn")]
)
def test_the_limit_is_the_last_length_that_is_taken(shape: str, most: int, places: str) -> None:
    """So many seconds are taken, a tenth more are not; the remedy is the very length."""
    assert too_long(shape, most) == ()
    told = f"the film is {most}.1 s long, and {places} take at most {most} s: --pace {most} makes it shorter"
    assert too_long(shape, most + 0.1) == (told,)


def test_a_film_of_any_length_may_be_wide() -> None:
    """Nobody limits it."""
    assert too_long("wide", 10_000.0) == ()


def test_a_master_carries_the_warning() -> None:
    """Only if its own film is too long; a pair of runs is judged like one."""
    assert warned("square", Pace()) == ()
    assert [words.partition(" s long")[2] for words in warned("square", Pace(opening=150.0))] == [
        ", and X and LinkedIn take at most 140 s: --pace 140 makes it shorter"
    ]
    assert warned("wide", Pace(opening=150.0)) == ()
    pair = Pair(jsonl.read(TRACES / "one_by_one.jsonl"), jsonl.read(TRACES / "gather.jsonl"))
    options = Options(theme=NIGHT, pace=Pace(), telling=Telling(), shape="square")
    assert pair_master(pair, options, SMALL, Studio(jobs=1)).warnings == ()
