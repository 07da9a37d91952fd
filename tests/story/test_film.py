from __future__ import annotations

import time

import pytest

from loopway.story import Pace, tell
from loopway.story.curves import block_length, idle_length, squeezed
from loopway.story.story import State, Story, StretchKind
from loopway.trace import Trace
from loopway.trace.events import Wait

from . import runs
from .toy import Toy


def yields(tasks: int, rounds: int) -> Trace:
    """So many tasks give up their turns so often."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    children = tuple(toy.create(f"work({k})", 2) for k in range(tasks))
    toy.suspend(Wait(kind="gather", label="gather", on=children), 3)
    steps = dict.fromkeys(children, 0)
    while toy.ready[0] != 1:
        task = toy.start()
        steps[task] += 1
        if steps[task] > rounds:
            toy.finish()
        else:
            toy.sleep(0, 5)
    toy.start(1)
    toy.finish()
    toy.close()
    return toy.trace()


def ticks(tasks: int, rounds: int) -> Trace:
    """So many tasks sleep so often, each for its own time."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    children = tuple(toy.create(f"tick({k})", 2) for k in range(tasks))
    toy.suspend(Wait(kind="gather", label="gather", on=children), 3)
    steps = dict.fromkeys(children, 0)
    while toy.ready or toy.idle():
        task = toy.start()
        if task == 1:
            toy.finish()
            break
        steps[task] += 1
        if steps[task] > rounds:
            toy.finish()
        else:
            toy.lines(5, 6)
            toy.sleep(0.1 + 0.01 * task, 6)
        toy.notice_timers()
    toy.close()
    return toy.trace()


def stretches(story: Story, kind: StretchKind) -> list[tuple[float, float]]:
    """Film length and trace length of all stretches of a kind."""
    return [(s.end - s.start, s.ends_at - s.begins_at) for s in story.stretches if s.kind is kind]


def test_the_lines_of_a_turn_slide_along() -> None:
    """The highlight stands at the line of asyncio.run first, then at each line of a turn in order, inside the turn."""
    story = tell(runs.my_coroutine())
    assert [(mark.task, mark.line) for mark in story.lines] == [(None, 9), (1, 4), (1, 5), (1, 6), (1, 7), (None, 10)]
    first = story.timeline.lives[0].spans[1]
    assert all(first.start < mark.at < first.end for mark in story.lines[1:3])
    assert story.lines[0].at < story.action_start


def test_prints_come_between_their_lines() -> None:
    """What a task prints appears in its turn; what the script prints, after the road has closed, with time to read."""
    story = tell(runs.my_coroutine())
    texts = ["Starting work...", "Finished after 1 second!", "Got result: Task complete"]
    assert [one.text for one in story.prints] == texts
    assert story.lines[1].at < story.prints[0].at < story.lines[2].at
    assert story.roads[0].end < story.lines[-1].at < story.prints[-1].at <= story.action_end - Pace().top_print


def test_the_print_shows_its_own_time() -> None:
    """When the script prints its result, the clock shows when it did."""
    story = tell(runs.my_coroutine())
    assert story.clock.at(story.prints[-1].at) == pytest.approx(runs.my_coroutine().events[-1].at, abs=1e-12)


def test_a_yielding_task_goes_straight_to_the_line() -> None:
    """sleep(0): no rest if the way is free; the SUSPENDED span has no length, and it sets out at its gate."""
    life = next(life for life in tell(yields(1, 2)).timeline.lives if life.letter == "A")
    gate = life.spans[1].end
    suspended, ready = life.spans[2], life.spans[3]
    assert (suspended.start, suspended.end, suspended.settled) == (gate, gate, gate)
    assert ready.leaves == gate < ready.settled


def test_the_line_has_its_places() -> None:
    """Of nine tasks at once seven find a place in line; the others set out when one becomes free."""
    story = tell(runs.gather(*[1] * 8))
    lives = [life for life in story.timeline.lives if life.letter != "M"]
    firsts = [life.spans[0] for life in lives]
    assert firsts[6].settled <= firsts[0].end <= firsts[7].settled
    assert [span.settled for span in firsts] == sorted(span.settled for span in firsts)


def test_many_steps_in_a_burst_become_a_streak() -> None:
    """Forty steps without a pause: the first three and the last two are driven, the rest is one running light."""
    story = tell(yields(10, 3))
    (streak,) = [s for s in story.stretches if s.kind is StretchKind.STREAK]
    running = [s for life in story.timeline.lives for s in life.spans if s.state is State.RUNNING]
    assert streak.count == sum(span.flash for span in running) == 42 - 5
    assert f"{streak.count} more turns, one car at a time, at high speed." in [beat.caption for beat in story.beats]


def test_many_rounds_become_a_fold() -> None:
    """A hundred rounds that bring nothing new are a time-lapse, and no turn is lost in it."""
    story = tell(ticks(2, 100))
    folds = stretches(story, StretchKind.FOLD)
    running = [s for life in story.timeline.lives for s in life.spans if s.state is State.RUNNING]
    assert folds and story.length <= 69 and len(running) == 2 * 101 + 2
    assert any("more turns like these. The clock runs on." in beat.caption for beat in story.beats)


def test_waits_can_be_compared() -> None:
    """Equal waits are told in equal time; the longer wait is the longer film, from a microsecond to an hour."""
    lengths = stretches(tell(runs.gather()), StretchKind.IDLE)
    assert lengths[0][0] == pytest.approx(lengths[1][0], rel=1e-3)
    told = [idle_length(Pace(), 10.0**power, 1, 4) for power in range(-6, 7)]
    assert told == sorted(told) and len(set(told)) > 8
    assert [squeezed(x) for x in (0.6, 1.0, 1.8)] == pytest.approx([0.6, 1.0, 1.8])


def test_blocks_are_real_speed_in_the_middle() -> None:
    """A blocking call of one or two seconds lasts as long as it did; shorter and longer ones are squeezed."""
    told = [block_length(Pace(), seconds) for seconds in (0.01, 0.1, 0.8, 1.0, 2.0, 2.5, 10, 100)]
    assert told == sorted(told)
    assert told[2:6] == [0.8, 1.0, 2.0, 2.5] and told[0] > 0.4 and told[-1] < 3.5


def test_a_long_run_is_told_in_a_minute_and_a_half() -> None:
    """Three hundred tasks, and as many rounds: never over 90 s, and laid out in a moment."""
    trace = ticks(20, 60)
    assert len(trace.events) > 5000
    started = time.perf_counter()
    story = tell(trace)
    assert time.perf_counter() - started < 6  # about one second on a quiet machine
    assert story.length <= 90


def test_the_ending_comes_from_the_events() -> None:
    """Three waits of 6 s in all fitted into 3 s; main only waits for the others and has no bar."""
    end = tell(runs.gather()).ending
    assert [(bar.label, len(bar.spans), bar.open_ended) for bar in end.bars] == [
        ("fetch(1)", 4, False),
        ("fetch(2)", 4, False),
        ("fetch(3)", 4, False),
    ]
    assert end.sentence == "6 s of waiting fitted into 3 s. One car drove at a time."
    assert end.small_print == "script time; each step counts 20 µs"
    assert (end.ticks, end.logarithmic) == ((0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0), False)
    assert end.ran == pytest.approx(8 * 20e-6)


def test_the_ending_of_one_task() -> None:
    """One car has nothing to overlap; the driving is counted."""
    assert tell(runs.my_coroutine()).ending.sentence == "1 s in all, 40 µs of it driving. One car: nothing to overlap."


def test_the_ending_without_a_loop() -> None:
    """A trace without a loop is told too: nothing ran."""
    toy = Toy()
    toy.lines(1, 2)
    toy.print("hello")
    story = tell(toy.trace())
    assert story.ending.sentence == "No road was opened. Nothing ran."
    assert (story.timeline.lives, story.roads, [one.text for one in story.prints]) == ((), (), ["hello"])


def test_an_empty_trace_is_a_film_of_two_cards() -> None:
    """Not one event: the cards, and nothing between them."""
    story = tell(Toy().trace())
    assert story.timeline.lives == () and story.length == pytest.approx(Pace().opening + Pace().entry + 3.4 + 0.15)


def test_who_starts_at_once_is_not_said_to_line_up() -> None:
    """Of a task that lines up and an eager one only the first is said to."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    toy.create("later()", 3)
    toy.start(toy.create("now()", 4, eager=True))
    toy.finish()
    toy.finish()
    toy.start()
    toy.finish()
    toy.close()
    said = [beat.caption for beat in tell(toy.trace()).beats]
    assert [caption for caption in said if "line" in caption or "lines" in caption] == [
        "M plans car A: later(). It lines up."
    ]
