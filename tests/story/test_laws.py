from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from loopway.story import Pace, Story, tell
from loopway.story.story import State, StretchKind
from loopway.trace import read
from loopway.trace.trace import Trace

from . import runs
from .lawful import traces
from .laws import breaches
from .oracle import Oracle
from .truth import lies, mutants, sentences

MODEST = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
COMMITTED = sorted((Path(__file__).parents[2] / "scenes" / "traces").glob("*.jsonl"))
LENGTHS = st.sampled_from([None, None, None, 20.0, 45.0, 120.0])


@MODEST
@given(traces(), LENGTHS)
def test_every_film_obeys_the_laws(trace: Trace, seconds: float | None) -> None:
    """No random lawful trace makes an unlawful film, or an untrue sentence, whatever length is asked for."""
    story = tell(trace, pace=Pace(length=seconds))
    assert breaches(trace, story) == []
    assert lies(trace, story) == []
    if seconds is None:
        assert story.length <= 90
    elif abs(story.length - seconds) > 0.03 * seconds:
        assert any("can be told in" in warning for warning in story.warnings)


@MODEST
@given(traces())
def test_a_changed_subject_is_a_lie(trace: Trace) -> None:
    """A caption that names another task than the one its events are about is always refused."""
    oracle = Oracle(trace)
    story = tell(trace)
    assert [caption for beat, caption in mutants(trace, story) if caption in sentences(oracle, beat)] == []


@settings(MODEST, max_examples=20)
@given(traces(), LENGTHS)
def test_a_film_is_a_function_of_its_trace(trace: Trace, seconds: float | None) -> None:
    """The same trace and the same options give the same Story."""
    assert tell(trace, pace=Pace(length=seconds)) == tell(trace, pace=Pace(length=seconds))


@settings(MODEST, max_examples=20)
@given(traces())
def test_pace_keeps_the_order(trace: Trace) -> None:
    """A brisk and a calm film show the same turns in the same order, unless one of them is folded."""
    brisk, calm = (tell(trace, pace=Pace(tempo=tempo)) for tempo in (0.7, 1.35))
    assert _turn_order(brisk) == _turn_order(calm)


def _turn_order(story: Story) -> list[tuple[float, int]]:
    spans = [(life.task, span) for life in story.timeline.lives for span in life.spans]
    turns = sorted((span.start, task) for task, span in spans if span.state is State.RUNNING and not span.eager)
    return [(0.0, task) for _, task in turns]


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
@pytest.mark.parametrize("seconds", [None, 14.0, 40.0])
def test_every_committed_trace_makes_a_lawful_film(path: Path, seconds: float | None) -> None:
    """The films of the repository obey the laws, and every sentence in them is true."""
    trace = read(path)
    story = tell(trace, pace=Pace(length=seconds))
    assert breaches(trace, story) == []
    assert lies(trace, story) == []


def test_no_action_goes_six_seconds_without_a_word() -> None:
    """In a film of its own length something is said at least every six seconds."""
    for trace in (runs.my_coroutine(), runs.gather(), runs.gather(1, 1, 1), runs.gather(*range(1, 9))):
        story = tell(trace)
        ends = [story.action_start, *(beat.until for beat in story.beats)]
        starts = [*(beat.at for beat in story.beats), story.action_end]
        assert max(start - end for end, start in zip(ends, starts, strict=True)) <= 6


# -- the comparers can fail --------------------------------------------------------------------------------------


def _first_breach(story: Story) -> str:
    return breaches(runs.gather(), story)[0]


def test_two_turns_at_once_are_noticed() -> None:
    """A film in which a turn begins before the last one has ended breaks a law."""
    story = tell(runs.gather())
    life = story.timeline.lives[1]
    running = next(place for place, span in enumerate(life.spans) if span.state is State.RUNNING)
    early = replace(life.spans[running], start=life.spans[running].start - 2)
    spans = (*life.spans[:running], early, *life.spans[running + 1 :])
    lives = (story.timeline.lives[0], replace(life, spans=spans), *story.timeline.lives[2:])
    assert "two on the road: M until" in " ".join(
        breaches(runs.gather(), replace(story, timeline=replace(story.timeline, lives=lives)))
    )


def test_a_late_clock_is_noticed() -> None:
    """A clock that is a microsecond off at a gate breaks a law."""

    class Late:
        def __init__(self, story: Story) -> None:
            self.clock = story.clock

        def at(self, film: float) -> float:
            return self.clock.at(film) + 1e-6 * (film > 10)

        factor = shown = at

    story = tell(runs.gather())
    assert "the clock shows" in _first_breach(replace(story, clock=Late(story)))


def test_movement_in_an_idle_time_is_noticed() -> None:
    """An idle time that begins while somebody still parks breaks a law."""
    story = tell(runs.gather())
    idle = next(stretch for stretch in story.stretches if stretch.kind is StretchKind.IDLE)
    stretches = tuple(replace(s, start=s.start - 1.0) if s is idle else s for s in story.stretches)
    assert any(
        "while nobody drives" in breach for breach in breaches(runs.gather(), replace(story, stretches=stretches))
    )


def test_an_unreadable_caption_is_noticed() -> None:
    """A caption that goes before it has been read, or is another one's, is noticed."""
    trace, story = runs.gather(), tell(runs.gather())
    short = replace(story.beats[0], until=story.beats[0].at + 1)
    assert "cannot be read" in _first_breach(replace(story, beats=(short, *story.beats[1:])))
    wrong = replace(story.beats[2], caption=story.beats[2].caption.replace("A", "B"))
    assert lies(trace, replace(story, beats=(*story.beats[:2], wrong, *story.beats[3:]))) != []
