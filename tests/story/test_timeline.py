from __future__ import annotations

import pytest
from hypothesis import given, settings

from loopway.story import tell, timeline
from loopway.story.items import Happening, Idle, Turn, items
from loopway.story.names import LETTERS, letters
from loopway.story.story import State
from loopway.trace.events import LoopIdle, LoopOpened, StackFrame, TaskSuspended, Wait
from loopway.trace.trace import Trace

from . import runs
from .lawful import traces
from .toy import Toy

READY, RUNNING, SUSPENDED = State.READY, State.RUNNING, State.SUSPENDED


def test_a_task_is_ready_runs_waits_and_runs_again() -> None:
    """my_coroutine: every span with its instants, its lines and what made it."""
    (life,) = timeline(runs.my_coroutine()).lives
    told = [(s.state, s.start, s.end, s.line, s.stop_line) for s in life.spans]
    assert told == [
        (READY, 0.0, 0.0, 9, None),
        (RUNNING, 0.0, 2e-5, 4, 5),
        (SUSPENDED, 2e-5, 1.0, 5, None),
        (READY, 1.0, 1.0, 5, None),
        (RUNNING, 1.0, 1.00002, 5, 7),
    ]
    assert (life.letter, life.function, life.outcome, life.result) == (
        "A",
        "my_coroutine",
        "returned",
        "'Task complete'",
    )
    assert [(s.cause, s.by) for s in life.spans if s.state is READY] == [("created", None), ("woken", "timer")]


def test_a_yield_rests_for_no_time() -> None:
    """sleep(0): a SUSPENDED span of length 0, then READY from the same instant."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1)
    toy.sleep(0, 2)
    toy.start(1)
    toy.finish()
    toy.close()
    (life,) = timeline(toy.trace()).lives
    assert [(s.state, s.start, s.end, s.cause) for s in life.spans] == [
        (READY, 0.0, 0.0, "created"),
        (RUNNING, 0.0, 2e-5, None),
        (SUSPENDED, 2e-5, 2e-5, None),
        (READY, 2e-5, 2e-5, "yielded"),
        (RUNNING, 2e-5, 4e-5, None),
    ]


def test_an_eager_task_begins_by_running() -> None:
    """An eager task has no READY span before its first step; what never stepped has one to the end."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1)
    toy.start(toy.create("now()", 2, eager=True))
    toy.finish(length=0)
    toy.create("never()", 3)
    toy.finish()
    toy.close()
    lives = timeline(toy.trace()).lives
    assert [[s.state for s in life.spans] for life in lives] == [[READY, RUNNING], [RUNNING], [READY]]
    assert lives[2].spans[0].end == 2e-5 and lives[2].outcome is None


@pytest.mark.parametrize("many", [1, 200])
def test_a_callback_makes_eager_tasks(many: int) -> None:
    """They begin outside of all turns, and without a READY span in the film too, one or a streak of them."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1)
    toy.sleep(0.5, 2)
    for number in range(many):
        toy.start(toy.create("now()", 3, eager=True))
        toy.finish() if number % 2 else toy.sleep(0.1, 5)
    while toy.ready or toy.idle():
        toy.start()
        toy.finish()
    toy.close()
    lives = tell(toy.trace()).timeline.lives[1:]
    assert [[span.state for span in life.spans] for life in lives] == [
        [RUNNING] if number % 2 else [RUNNING, SUSPENDED, READY, RUNNING] for number in range(many)
    ]
    starts = [life.spans[0].start for life in lives]
    assert starts == sorted(starts)


def test_what_asyncio_does_for_itself_is_not_shown() -> None:
    """Internal tasks have no life and no turn; their idle times at the very end are dropped."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1)
    toy.finish()
    toy.create("shutdown()", 1, internal=True)
    toy.start(2)
    toy.sleep(1)
    toy.idle()
    toy.start(2)
    toy.finish()
    toy.close()
    trace = toy.trace()
    assert [life.task for life in timeline(trace).lives] == [1]
    assert [type(item) for item in items(trace, 0) if not isinstance(item, Happening)] == [Turn]


def test_lines_outside_of_the_script_are_not_its_lines() -> None:
    """A line is the script's own innermost one; in another file there is none."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1)
    toy.sleep(1, 4)
    event = toy.events[-1]
    assert isinstance(event, TaskSuspended)
    frames = tuple(StackFrame(where=where, function="f") for where in ("toy.py:4", "toy.py:9", "helper.py:70"))
    toy.events[-1] = TaskSuspended(at=event.at, task=1, wait=event.wait, stack=frames)
    (life,) = timeline(toy.trace(cut="enough")).lives
    assert life.spans[-1].line == 9


def test_only_the_first_threads_loops_are_filmed() -> None:
    """A loop in another thread, and its tasks, are left out."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.events.append(LoopOpened(at=0.0, loop=2, thread="Thread-1"))
    toy.loop = 2
    toy.create("other()", 1)
    assert [life.task for life in timeline(toy.trace(cut="enough")).lives] == [1]


def test_letters_run_out() -> None:
    """The first task is M if it creates others; after Z the numbers begin."""
    tasks = list(range(1, 30))
    named = letters([1] * 29, {1}, tasks)
    assert [named[1], named[2], named[26], named[27], named[29]] == ["M", LETTERS[0], "Z", "26", "28"]


def test_a_passage_of_the_loop_is_read_in_order() -> None:
    """gather: four turns, then three times an idle time and what follows it."""
    shapes = [
        item.kind if isinstance(item, Turn) else type(item).__name__
        for item in items(runs.gather(), 1e-5)
        if not isinstance(item, Happening)
    ]
    first, then = ["gather", "sleep", "sleep", "sleep"], ["Idle", "returned"]
    assert shapes == [*first, *then, *then, *then, "returned"]


def test_a_stuck_loop_idles_for_ever() -> None:
    """Cut while all wait for each other: an idle time without an end; while a thread may still end it: none."""
    for label, kind, stuck in (("lock", "lock", True), ("to_thread(int)", "thread", False)):
        toy = Toy()
        toy.create("main()", 1)
        toy.open()
        toy.start(1)
        toy.suspend(Wait(kind=kind, label=label))
        toy.events.append(LoopIdle(at=toy.at, loop=1))
        found = [item for item in items(toy.trace(cut="nothing happens"), 1e-5) if isinstance(item, Idle)]
        assert [idle.forever for idle in found] == ([True] if stuck else [])


def test_a_turn_that_was_cut_lasts_as_long_as_its_last_call() -> None:
    """A computation without an end takes the road, and the clock, up to where the recording stopped."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    toy.block(2.5)
    whole = toy.trace(cut="The recording stopped after 3 s of real time.")
    story = timeline(whole)
    assert [(span.state, span.start, span.end) for span in story.lives[0].spans][-1] == (RUNNING, 0.0, 2.5)
    assert story.end == 2.5


@settings(deadline=None, max_examples=60)
@given(traces())
def test_the_spans_of_a_life_touch(trace: Trace) -> None:
    """Ready, running and suspended add up to the lifetime, for every task of every trace."""
    for life in timeline(trace).lives:
        assert all(a.end == b.start for a, b in zip(life.spans, life.spans[1:], strict=False))
        if life.spans:
            end = life.gone if life.gone is not None else timeline(trace).end
            total = sum(span.end - span.start for span in life.spans)
            assert abs(total - (end - life.spans[0].start)) < 1e-9 * max(1.0, end)
