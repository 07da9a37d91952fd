from __future__ import annotations

import pytest

from loopway.errors import UsageError
from loopway.story import Pace, pace_named, tell
from loopway.story.tell import title

from . import runs


def test_paces_by_name() -> None:
    """A pace is a number of seconds or a name; anything else is refused with the names."""
    assert pace_named("calm").tempo > 1 > pace_named("brisk").tempo
    assert pace_named("20.5").length == 20.5
    for wrong in ("fast", "-3", "0", "nan", "inf", ""):
        with pytest.raises(UsageError) as caught:
            pace_named(wrong)
        assert caught.value.what == f"there is no pace {wrong!r}" and "calm, brisk" in caught.value.todo


@pytest.mark.parametrize("seconds", [14.0, 20.0, 30.0, 60.0])
def test_an_asked_length_is_met(seconds: float) -> None:
    """`--pace SECONDS` is met within three per cent."""
    assert tell(runs.gather(), pace=Pace(length=seconds)).length == pytest.approx(seconds, rel=0.03)


def test_a_length_out_of_reach_is_said_to_be() -> None:
    """If a run cannot be told in so short a time, the nearest film is made, and the limits are said."""
    story = tell(runs.gather(), pace=Pace(length=3))
    (warning,) = story.warnings
    assert warning.startswith("this run can be told in 1") and f"the film is {story.length:.1f} s long" in warning


def test_titles() -> None:
    """A title is made from the script's name, at most 26 characters long."""
    assert [title(name) for name in ("gather.py", "a_b-c.py", "x" * 40 + ".py")] == [
        "Gather",
        "A b c",
        "X" + "x" * 24 + "…",
    ]
