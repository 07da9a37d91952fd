"""Two programs on one clock: what is said, what they took, and the laws of the clock that they share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.story import Comparison, Pace, Telling, compare
from loopway.story.joint import Part, first, parts
from loopway.story.words import LONGEST
from loopway.trace.events import Wait
from loopway.trace.trace import Trace

from .lawful import traces
from .pairs import breaches, plain
from .runs import gather, my_coroutine
from .toy import Toy

MODEST = settings(
    deadline=None,
    max_examples=15,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
SECONDS = st.sampled_from([0.0, 0.0004, 0.1, 1.0, 3.0])


@pytest.fixture(scope="module")
def hero() -> Comparison:
    """Three fetches of 1, 2 and 3 s, as plain functions and with gather."""
    return compare(plain(1, 2, 3), gather())


def forever() -> Trace:
    """main waits for what never comes."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    toy.suspend(Wait(kind="future", label="Future"), 2)
    return toy.trace()


# -- what is said -----------------------------------------------------------------------------------------------------


def test_the_story_of_the_hero(hero: Comparison) -> None:
    """Every sentence of the two programs, in order; each is read before the next one comes."""
    assert [(beat.key, beat.caption) for beat in hero.beats] == [
        ("versus.same", "The same 3 fetches. Left: plain functions. Right: asyncio."),
        ("versus.exit", "Left, A stands ON the lane. Right, A took the exit."),
        ("versus.stuck", "Left, 2 stand behind A. Right, all 3 wait at once."),
        ("versus.later", "At 1 s: left, B is only starting. Right, B has waited 1 s."),
        ("versus.done", "At 2 s: right, B is done. Left, B has 1 s to go."),
        ("versus.later.over", "At 3 s: left, C is only starting. Right, C's wait is over."),
        ("versus.ring", "At 3 s the ring road is done. On the lane, C still stands."),
    ]
    reading = Pace().reading
    assert all(beat.until - beat.at >= reading.time(beat.caption) - 1e-9 for beat in hero.beats)
    assert all(beat.until <= following.at for beat, following in zip(hero.beats, hero.beats[1:], strict=False))


def test_the_verdict_of_the_hero(hero: Comparison) -> None:
    """The totals, and the honest sentence with the numbers of the two runs."""
    assert hero.lane_ends == pytest.approx(6.00009)
    assert hero.ring_ends == pytest.approx(3.0001, abs=1e-4)
    assert hero.verdict.title == "Same three fetches, one clock"
    assert hero.verdict.sentence == "The waits overlapped. Nobody drove faster."
    assert hero.verdict.note == "Driving took 60 µs on the lane, 160 µs on the ring road. The rest was waiting."


@pytest.mark.parametrize(
    ("lane", "ring", "title", "sentence"),
    [
        (plain(1), my_coroutine(), "Two programs, one clock", "The lane took 1 s, the ring road 1 s."),
        (
            plain(0.1, function="go"),
            gather(1, 2),
            "Two programs, one clock",
            "The lane took 100 ms, the ring road 2 s.",
        ),
        (plain(1, 1), gather(2, 2), "Same two fetches, one clock", "The waits overlapped, but that saved no time."),
        (plain(5), forever(), "Two programs, one clock", "The ring road never came to its end."),
        (
            plain(1, 2, function="get_page"),
            gather(1, 2),
            "Two programs, one clock",
            "The waits overlapped. Nobody drove faster.",
        ),
    ],
)
def test_nothing_is_claimed_that_was_not_measured(lane: Trace, ring: Trace, title: str, sentence: str) -> None:
    """Other runs have other sentences."""
    verdict = compare(lane, ring).verdict
    assert (verdict.title, verdict.sentence) == (title, sentence)


def test_who_never_ends_is_not_said_to_be_done() -> None:
    """No sentence tells of the end of a program that was cut off."""
    told = compare(plain(5), forever())
    assert (told.lane_done, told.ring_done) == (True, False)
    assert not [beat for beat in told.beats if beat.key.startswith("versus.ring")]


def test_either_order_is_the_same_film(hero: Comparison) -> None:
    """The plain program is on the lane, whichever is named first."""
    other = compare(gather(), plain(1, 2, 3))
    assert (other.beats, other.joint, other.verdict) == (hero.beats, hero.joint, hero.verdict)


def test_a_telling_may_name_it() -> None:
    """A title and a note of one's own stand on the card."""
    verdict = compare(plain(1), gather(1), Telling(title="Mine", note="Mind the gap.")).verdict
    assert (verdict.title, verdict.note) == ("Mine", "Mind the gap.")


@pytest.mark.parametrize("length", [21.0, 50.0])
def test_a_length_can_be_asked_for(length: float) -> None:
    """It is met within 4 %; one that is out of reach is told of."""
    assert compare(plain(1, 2, 3), gather(), pace=Pace(length=length)).length == pytest.approx(length, rel=0.04)
    (warning,) = compare(plain(1), gather(1), pace=Pace(length=1.0)).warnings
    assert warning.startswith("these runs cannot be told in 1 s; the film is ")


# -- the clock --------------------------------------------------------------------------------------------------------


@MODEST
@given(
    st.lists(SECONDS, min_size=1, max_size=4), st.lists(SECONDS, min_size=1, max_size=4), st.sampled_from([0.0, 2.0])
)
def test_two_films_share_a_lawful_clock(lane: list[float], ring: list[float], late: float) -> None:
    """Whatever the two programs wait for, and however late the plain one begins, no law is broken."""
    told = compare(plain(*lane, late=late), gather(*ring))
    assert breaches(told) == []
    assert all(len(beat.caption) <= LONGEST for beat in told.beats)


@MODEST
@given(traces())
def test_any_asyncio_program_can_stand_beside_a_plain_one(trace: Trace) -> None:
    """Random lawful traces: loops after loops, failures, blocked roads, cut recordings."""
    try:
        told = compare(plain(0.5, 1), trace)
    except UsageError as error:
        assert "no task ever ran" in error.what or "neither program" in error.what
        return
    assert not {"the clock falls", "a film runs backwards", "the lane does not come to its end"} & {*breaches(told)}


def test_time_stands_for_nobody_alone(hero: Comparison) -> None:
    """While the ring is idle and the lane's car stands, both clocks show what the joint one shows."""
    halves = [t for t in (number / 10 for number in range(300)) if hero.joint.clock.factor(t) > 0.1]
    assert len(halves) > 50
    lane, ring = hero.lane.clock, hero.ring.clock
    for t in halves:
        now = hero.joint.clock.at(t)
        if now < 3.0:
            assert ring.at(hero.ring_at(t)) == pytest.approx(now, abs=2e-3)
        assert lane.at(hero.lane_at(t)) == pytest.approx(now, abs=2e-3)


def test_a_broken_clock_is_found(hero: Comparison) -> None:
    """The comparer can fail: another run's clock, and a clock that runs backwards."""
    assert "the lane shows another second" in breaches(hero, compare(plain(3, 2, 1), gather(0.5)))
    clock = hero.joint.clock
    reversed_clock = replace(clock, traces=tuple(reversed(clock.traces)))
    assert "the clock falls" in breaches(hero, replace(hero, joint=replace(hero.joint, clock=reversed_clock)))


def test_slow_motion_plays_as_it_is(hero: Comparison) -> None:
    """A turn on the ring takes as long beside the lane as alone, and so does a car that leaves the lane."""
    for clock, at, story in ((hero.ring.clock, hero.ring_at, hero.ring), (hero.lane.clock, hero.lane_at, hero.lane)):
        slow = [part for part in parts(story, story.action_start, story.action_end) if not part.hurried]
        assert slow
        for part in slow[:-1]:
            begins, ends = (first_at(at, film, hero.action_end) for film in (part.start + 0.01, part.end - 0.01))
            assert ends - begins == pytest.approx(part.end - part.start - 0.02, abs=0.011), (part, clock)


def first_at(at: object, film: float, end: float) -> float:
    """The first hundredth of a second at which a film has come so far."""
    assert callable(at)
    return next(t for t in (number / 100 for number in range(int(end * 100) + 1)) if at(t) >= film)


def test_a_part_that_is_nearly_over_is_over() -> None:
    """1 ms before its end if it is long, a tenth if it is short."""
    assert Part(0.0, 1.0, 0.0, 1.0, True).near == 1e-3
    assert Part(0.0, 1.0, 0.0, 0.0005, True).near == pytest.approx(0.00005)


def test_the_first_film_second_of_a_trace_second(hero: Comparison) -> None:
    """Where a clock stands, it is the first one; before and behind the range, its ends."""
    clock = hero.lane.clock
    assert first(clock, 0.5, 0.0, hero.lane.length) == pytest.approx(1.3, abs=0.01)
    assert first(clock, -1.0, 0.2, 0.4) == 0.2
    assert first(clock, 99.0, 0.2, 0.4) == 0.4


# -- what cannot be compared ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pair", "what", "todo"),
    [
        (
            (gather(), my_coroutine()),
            "both programs run an event loop",
            "give one of each; films of two of a kind can be made one by one",
        ),
        (
            (plain(1), plain(2)),
            "neither program runs an event loop",
            "give one of each; films of two of a kind can be made one by one",
        ),
        (
            (replace(plain(1), events=()), gather()),
            "plain.py calls no function of its own, and nothing in it waits",
            "put what it does into functions, as the asyncio program has its coroutines",
        ),
    ],
)
def test_what_cannot_be_compared_is_told(pair: tuple[Trace, Trace], what: str, todo: str) -> None:
    """Two of a kind, and a program that shows nothing."""
    with pytest.raises(UsageError) as error:
        compare(*pair)
    assert (error.value.what, error.value.todo) == (what, todo)
