"""Resources and work in threads in film seconds: beside the turns, never in their way."""

from __future__ import annotations

from loopway.story import tell
from loopway.story.story import State, StretchKind
from loopway.trace.events import LoopIdle, ResourceChanged, TaskScheduled, Wait, WorkFinished, WorkStarted

from .toy import Toy


def lock_in_one_turn() -> Toy:
    """main makes a lock, takes it, gives it back, and prints in between."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    toy.events.append(ResourceChanged(at=toy.at, resource="lock1", kind="lock", state=False, by=1))
    toy.events.append(ResourceChanged(at=toy.at, resource="lock1", kind="lock", state=True, holders=(1,), by=1))
    toy.print("mine")
    toy.events.append(ResourceChanged(at=toy.at, resource="lock1", kind="lock", state=False, by=1))
    toy.finish()
    toy.close()
    return toy


def work_while_idle() -> Toy:
    """main waits for a thread, which begins after the loop has gone idle and ends while it still is."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    toy.suspend(Wait(kind="thread", label="to_thread(read)"), 2)
    idle_since = toy.at
    toy.events.append(LoopIdle(at=idle_since, loop=1))
    toy.events.append(WorkStarted(at=idle_since + 0.001, thread="asyncio_0", work="read", task=1))
    toy.events.append(WorkFinished(at=idle_since + 0.5, thread="asyncio_0", work="read", task=1))
    toy.at = idle_since + 0.6
    toy.events.append(TaskScheduled(at=toy.at, task=1, cause="woken", by="thread"))
    toy.ready.append(1)
    toy.waits.clear()
    toy.start(1, 3)
    toy.finish()
    toy.close()
    return toy


def test_a_resource_changes_inside_the_turn_that_changes_it() -> None:
    """Three states of the lock, in order, between the stop line and the gate, the print between the last two."""
    story = tell(lock_in_one_turn().trace())
    turn = next(span for span in story.timeline.lives[0].spans if span.state is State.RUNNING)
    marks = story.resources
    assert [(mark.resource, mark.state, mark.holders) for mark in marks] == [
        ("lock1", False, ()),
        ("lock1", True, (1,)),
        ("lock1", False, ()),
    ]
    assert turn.start < marks[0].at < marks[1].at < story.prints[0].at < marks[2].at < turn.end


def test_a_thread_works_while_the_loop_is_idle() -> None:
    """One idle time, not cut in pieces by another thread; the work lasts until the loop notices."""
    story = tell(work_while_idle().trace())
    idles = [stretch for stretch in story.stretches if stretch.kind is StretchKind.IDLE]
    (work,) = story.works
    assert len(idles) == 1
    assert (work.task, work.work, work.thread) == (1, "read", "asyncio_0")
    assert work.start <= idles[0].start < idles[0].end <= (work.end or 0.0)
    assert work.ends_at is not None and round(work.ends_at - work.begins_at, 9) == 0.499


def test_work_that_never_ends() -> None:
    """A recording may be cut before a thread has finished: then its end is not known."""
    toy = work_while_idle()
    events = [event for event in toy.events if not isinstance(event, WorkFinished)]
    toy.events[:] = events
    (work,) = tell(toy.trace()).works
    assert work.end is None and work.ends_at is None
