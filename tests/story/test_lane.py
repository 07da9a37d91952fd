"""Plain programs: which calls are shown, and when each of them goes, stands and leaves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from loopway.story import tell
from loopway.story.calls import shown

from . import runs
from .plain import STEP, Plain, trips


def test_the_calls_that_are_shown() -> None:
    """Calls that follow each other are shown in their order; what they call themselves is not."""
    run = Plain()
    for number in (1, 2):
        run.call(f"trip({number})")
        run.call("pack()")
        run.leave()
        run.stand(1.0)
        run.leave()
    assert [(call.letter, call.call) for call in shown(run.trace())] == [("A", "trip(1)"), ("B", "trip(2)")]


def test_a_main_gives_way_to_what_it_calls() -> None:
    """`main()` alone, which does not stand itself, would be one car for everything: its calls are shown."""
    run = Plain()
    run.call("main()")
    for number in (1, 2, 3):
        run.call(f"trip({number})")
        run.stand(0.5)
        run.leave()
    run.leave()
    assert [call.call for call in shown(run.trace())] == ["trip(1)", "trip(2)", "trip(3)"]


def test_a_script_that_stands_itself() -> None:
    """A script that calls no function of its own is one call itself; one that does nothing is none."""
    run = Plain()
    run.stand(1.0)
    assert [call.call for call in shown(run.trace())] == ["plain.py"]
    assert shown(Plain().trace()) == ()


@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_a_script_that_is_one_call_takes_the_lane(seconds: float) -> None:
    """It stands there for as long as it blocked, and has the only bar; its first stop alone says that it began."""
    run = Plain()
    run.stand(seconds)
    run.stand(seconds)
    story = tell(run.trace())
    (call,), (bar,) = story.calls, story.ending.bars
    assert (call.call, call.outcome, bar.tasks) == ("plain.py", "returned", (call.number,))
    assert sum(stop.ends_at - stop.begins_at for stop in call.stops) == 2 * seconds


def test_a_script_that_was_cut_is_still_on_the_lane() -> None:
    """A loop without an end and without a function is one car that never left: so many are said to be on the way."""
    run = Plain()
    run.stand(1.0)
    trace = replace(
        run.trace(), header=replace(run.trace().header, cut="The recording stopped after 1 s of real time.")
    )
    story = tell(trace)
    assert [(call.outcome, call.gone <= call.leaves) for call in story.calls] == [(None, True)]
    assert story.beats[-1].caption == "The recording stops here. 1 car is still on the way."


def test_with_a_loop_no_call_is_shown() -> None:
    """A film has a ring or a lane, never both."""
    assert shown(runs.my_coroutine()) == ()


@pytest.mark.parametrize("count", [1, 3, 9])
def test_calls_follow_each_other(count: int) -> None:
    """Each is called, stands, and leaves before the next one is called; and each stands in its own time."""
    story = tell(trips(count))
    assert [call.number for call in story.calls] == list(range(1, count + 1))
    for call in story.calls:
        (stop,) = call.stops
        assert call.start < call.reaches <= stop.start < stop.end <= call.leaves < call.gone
        assert story.clock.at(stop.start) == pytest.approx(stop.begins_at, abs=1e-9)
        assert story.clock.at(stop.end) == pytest.approx(stop.ends_at, abs=STEP + 1e-9)
    assert all(before.gone <= behind.start for before, behind in pairwise(story.calls))


def test_a_call_that_fails_leaves_too() -> None:
    """Its outcome is known, and the next one is called."""
    story = tell(trips(3, fails=2))
    assert [call.outcome for call in story.calls] == ["returned", "raised", "returned"]


def test_a_call_that_never_returns_stays() -> None:
    """The recording was cut while it stood: it does not leave."""
    run = Plain()
    run.call("trip(1)")
    run.stand(1.0)
    (call,) = tell(run.trace()).calls
    assert (call.outcome, call.gone) == (None, call.leaves)


def test_what_is_said_of_the_lane() -> None:
    """Who takes the lane, that the others have to wait, and that only then the next one starts."""
    found = [beat.caption for beat in tell(trips(3)).beats]
    assert found[0] == "A takes the only lane: trip(1)."
    assert "Only now can B start: trip(2)." in found


def test_every_call_is_said() -> None:
    """However many there are: no sentence of an earlier one stands under a later one."""
    found = [beat.caption for beat in tell(trips(6)).beats]
    assert [caption.partition("trip")[2][:3] for caption in found] == [f"({number})" for number in range(1, 7)]


def test_a_failure_is_said() -> None:
    """Who breaks down, and of what, before the next one is called."""
    found = [beat.caption for beat in tell(trips(3, fails=2)).beats]
    assert found[2] == "B breaks down: ValueError."
