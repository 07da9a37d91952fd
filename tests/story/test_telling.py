from __future__ import annotations

import pytest
from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.story import Pace, Telling, tell
from loopway.story.catalogue import english
from loopway.story.words import LONGEST, fill
from loopway.trace.events import CoroutineNeverAwaited, LoopIdle, TaskCreated, Wait

from . import runs
from .toy import Toy

OWN = {
    "open A": "asyncio.run opens the road. A drives: my_coroutine().",
    "exit.sleep A": "A reaches its await and takes the exit: it waits 1 s.",
    "empty A": "The road is empty. Nobody else is on this road yet.",
    "wake.timer A 1": "A second later A lines up. It goes on at line 6.",
    "close A": "A comes home with its parcel: Task complete.",
}


def sentences(toy: Toy, **kwargs: object) -> list[str]:
    """What is said of a run."""
    return [beat.caption for beat in tell(toy.trace(**kwargs)).beats]  # type: ignore[arg-type]


def one_task() -> Toy:
    """A loop with one task in its first step."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1)
    return toy


def test_my_coroutine_in_words() -> None:
    """One sleep of a second: five sentences."""
    assert [beat.caption for beat in tell(runs.my_coroutine()).beats] == [
        "The road opens for A: my_coroutine().",
        "A takes the exit: it waits 1 s.",
        "A waits on an empty road.",
        "A has waited 1 s. It lines up again.",
        "A is done. The road closes.",
    ]


def test_gather_in_words() -> None:
    """Three fetches: who is planned, who waits, who comes home."""
    said = [beat.caption for beat in tell(runs.gather()).beats]
    assert said[:4] == [
        "The road opens for M: main().",
        "M plans 3 cars: A, B and C. They line up.",
        "A takes the exit: it waits 1 s. B is next.",
        "Nobody drives: A, B and C wait.",
    ]
    assert said[-1] == "M is done. The road closes."


def test_a_lesson_says_it_in_its_own_words() -> None:
    """Own captions replace the generated ones, in order; all of them find their time."""
    story = tell(runs.my_coroutine(), Telling(captions=OWN))
    assert [beat.caption for beat in story.beats] == list(OWN.values())
    assert story.warnings == ()


def test_a_lesson_may_say_nothing() -> None:
    """An empty caption silences its moment."""
    story = tell(runs.my_coroutine(), Telling(captions={"exit A": ""}))
    assert not any(beat.key.startswith("exit") for beat in story.beats)


def test_a_moment_that_does_not_exist() -> None:
    """A caption for an unknown moment is refused with the names that there are."""
    with pytest.raises(UsageError) as caught:
        tell(runs.my_coroutine(), Telling(captions={"exit.sleep B": "B waits."}))
    assert caught.value.what == "this run has no moment 'exit.sleep B'"
    assert "open.one A" in caught.value.todo and "exit.sleep A" in caught.value.todo


def test_a_caption_that_is_too_long() -> None:
    """An own caption over 68 characters is refused, with its length."""
    with pytest.raises(UsageError, match="the caption 'exit A' has 69 characters"):
        tell(runs.my_coroutine(), Telling(captions={"exit A": "x" * 69}))


def test_a_caption_without_time_is_said_to_be_so() -> None:
    """If an own caption cannot be read, the story warns; it is never lost in silence."""
    story = tell(runs.my_coroutine(), Telling(captions=OWN), Pace(length=9))
    lost = [name for name, text in OWN.items() if text not in {beat.caption for beat in story.beats}]
    assert lost and all(any(repr(name) in warning for warning in story.warnings) for name in lost)


def test_the_word_is_cut_and_not_the_sentence() -> None:
    """A name that is too long ends in an ellipsis; the sentence round it stays whole."""
    said = fill(english().captions["open.one"].text, {"L": "A", "fn": "f" * 90})
    assert len(said) == LONGEST and said.startswith("The road opens for A: f") and said.endswith("f…().")


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (Wait(kind="lock", label="Lock.acquire"), "A stops at the gate: the key is out."),
        (Wait(kind="something new", label=""), "A takes the exit and waits: something new."),
        (Wait(kind="other", label="TaskGroup.__aexit__"), "A takes the exit and waits: TaskGroup."),
        (Wait(kind="future", label="Future"), "A waits until somebody sets the result."),
        (Wait(kind="event", label="Event.wait"), "A waits for the signal."),
    ],
)
def test_any_wait_has_words(wait: Wait, said: str) -> None:
    """A wait of any kind is told; one without words of its own by its label or kind."""
    toy = one_task()
    toy.suspend(wait, 3)
    assert said in sentences(toy, cut="enough")


def test_cancelling_is_told() -> None:
    """Who asks, who tidies up, and that the road closes; who has nothing to tidy up only leaves."""
    said = sentences(_cancelled(waiting_at=8, tidies_up=True))
    assert "M asks A to stop. A will hear it on its next turn." in said
    assert "A has tidied up and leaves: cancelled." in said
    said = sentences(_cancelled(waiting_at=8))
    assert "A leaves, cancelled." in said


def test_a_task_of_asyncios_own_code_began_too() -> None:
    """`asyncio.sleep(10)` as a task has no line in the script; cancelled while it waits, it had its first turn."""
    said = sentences(_cancelled(waiting_at=0))
    assert "A leaves, cancelled." in said
    assert "A is cancelled before its first turn." not in said


def _cancelled(waiting_at: int, *, tidies_up: bool = False) -> Toy:
    toy = one_task()
    child = toy.create("work()", 2)
    toy.sleep(1, 3)
    toy.start(child)
    toy.suspend(Wait(kind="sleep", label="sleep(10)", until=10.0), waiting_at)
    toy.idle()
    toy.start(1)
    toy.cancel(child, 1)
    toy.suspend(Wait(kind="task", label="work()", on=(child,)), 4)
    toy.start(child, *((9,) if tidies_up else ()))
    toy.finish("cancelled")
    toy.start(1)
    toy.finish()
    toy.close()
    return toy


def test_a_failure_is_told() -> None:
    """The exception is named; that somebody gets it, only if it wakes somebody."""
    toy = one_task()
    toy.finish("raised", "ValueError('no fuel')")
    toy.close()
    assert "A breaks down: ValueError. It leaves the road." in sentences(toy)
    toy = one_task()
    child = toy.create("work()", 2)
    toy.suspend(Wait(kind="task", label="work()", on=(child,)), 3)
    toy.start(child)
    toy.finish("raised", "KeyError('x')")
    toy.start(1)
    toy.finish()
    toy.close()
    assert "A breaks down: KeyError. M gets the error." in sentences(toy)


def test_a_blocking_call_is_told_with_whom_it_holds_up() -> None:
    """Who is due while the road is taken is named, and told to be late when it comes."""
    toy = one_task()
    child = toy.create("tick()", 2)
    toy.sleep(0.5, 3)
    toy.start(child)
    toy.block(2.0)
    toy.finish()
    toy.notice_timers()
    toy.start(1)
    toy.finish()
    toy.close()
    said = sentences(toy)
    assert "time.sleep(2) stops A. M is stuck." in said
    assert "M was due 1.5 s ago. The road was taken." in said


def test_nobody_takes_the_road_but_who_drives() -> None:
    """A timer that comes late on an empty road, is only late: nobody was in front."""
    toy = one_task()
    toy.sleep(0.5, 3)
    toy.at += 2.0
    toy.notice_timers()
    toy.start(1)
    toy.finish()
    toy.close()
    said = sentences(toy)
    assert "A has waited 500 ms. It lines up again." in said
    assert not any("road was taken" in one for one in said)


def test_two_loops_in_a_row() -> None:
    """The second asyncio.run opens a new road; each has its own."""
    toy = Toy()
    for _ in range(2):
        task = toy.create("main()", 1)
        toy.open()
        toy.start(task)
        toy.sleep(1, 2)
        toy.idle()
        toy.start(task)
        toy.finish()
        toy.close()
    story = tell(toy.trace())
    assert [road.loop for road in story.roads] == [1, 2]
    assert story.roads[0].end <= story.roads[1].start
    assert "A new road opens: this is another asyncio.run." in [beat.caption for beat in story.beats]


def test_a_cut_recording_says_so() -> None:
    """Where the recording stops, the last sentence says how many are on their way; the reason is a warning."""
    toy = one_task()
    toy.sleep(100, 2)
    story = tell(toy.trace(cut="60 s of script time are over"))
    assert story.beats[-1].caption == "The recording stops here. 1 car is still on the way."
    assert story.warnings == ("60 s of script time are over",)


def test_a_deadlock_says_so() -> None:
    """If nothing is left that could wake anybody, that is said, and who waits."""
    toy = one_task()
    toy.suspend(Wait(kind="lock", label="lock"), 2)
    toy.events.append(LoopIdle(at=toy.at, loop=1))
    assert "Nothing is left that could wake A." in sentences(toy, cut="everybody waits")


def test_who_never_got_a_turn() -> None:
    """A task that was created and never stepped is told at the end."""
    toy = one_task()
    toy.create("late()", 2)
    toy.finish()
    toy.close()
    assert "A never got a turn." in sentences(toy)


def test_a_letter_that_nobody_mailed() -> None:
    """A coroutine that was never awaited is told where it was thrown away."""
    toy = one_task()
    toy.events.append(CoroutineNeverAwaited(at=toy.at, coro="mail(1)", where="toy.py:3"))
    toy.finish()
    toy.close()
    assert "mail() was called, but never awaited. It never runs." in sentences(toy)


def test_a_name_that_the_script_gave_wins() -> None:
    """A car is called by its own name, and without one by its call: "Task-3" says nothing."""
    (life,) = tell(runs.my_coroutine()).timeline.lives
    assert replace(life, name="Task-12").called == life.coro
    assert replace(life, name="").called == life.coro
    assert replace(life, name="worker-12").called == "worker-12"


def test_a_bar_bears_that_name() -> None:
    """The card at the end calls it so, too."""
    trace = runs.my_coroutine()
    named = tuple(replace(one, name="kettle") if isinstance(one, TaskCreated) else one for one in trace.events)
    assert [bar.label for bar in tell(replace(trace, events=named)).ending.bars] == ["kettle"]
