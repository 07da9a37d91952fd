"""A small run for each station, written by hand with the toy loop."""

from __future__ import annotations

from loopway.trace.events import (
    CoroutineMade,
    CoroutineNeverAwaited,
    LoopIdle,
    ResourceChanged,
    Wait,
    WorkFinished,
    WorkStarted,
)
from loopway.trace.trace import Trace

from .toy import Toy


def begun(*coros: str, kind: str = "gather") -> tuple[Toy, tuple[int, ...]]:
    """main has made a task of each coroutine and waits for all of them."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    children = tuple(toy.create(coro, 3) for coro in coros)
    toy.suspend(Wait(kind=kind, label=kind, on=children), 4)
    return toy, children


def ended(toy: Toy) -> Trace:
    """Whoever is ready ends, and then whoever that wakes; the loop closes."""
    while toy.ready or toy.idle():
        toy.start()
        toy.finish()
    toy.close()
    return toy.trace()


def changes(toy: Toy, resource: str, kind: str, state: int | bool, **known: object) -> None:
    """A resource is in this state now."""
    by = toy.running[-1] if toy.running else None
    event = ResourceChanged(at=toy.at, resource=resource, kind=kind, state=state, by=by, **known)  # type: ignore[arg-type]
    toy.events.append(event)


def lock() -> Trace:
    """A takes the lock and sleeps; B and C wait for it, one after the other."""
    toy, (a, b, c) = begun("visit(1)", "visit(2)", "visit(3)")
    changes(toy, "lock1", "lock", False)
    toy.start(a, 5)
    changes(toy, "lock1", "lock", True, holders=(a,))
    toy.sleep(1.0, 6)
    for task in (b, c):
        toy.start(task, 5)
        toy.suspend(Wait(kind="lock", label="lock", on=("lock1",)), 5)
    toy.idle()
    for task, following in ((a, b), (b, c)):
        toy.start(task, 7)
        changes(toy, "lock1", "lock", False)
        toy.schedule(following, "woken", task)
        toy.finish()
        toy.start(following, 5)
        changes(toy, "lock1", "lock", True, holders=(following,))
        toy.sleep(1.0, 6)
        toy.idle()
    toy.start(c, 7)
    changes(toy, "lock1", "lock", False)
    toy.finish()
    return ended(toy)


def event() -> Trace:
    """A and B wait for an event that C sets after a second."""
    toy, (a, b, c) = begun("run(1)", "run(2)", "start()")
    changes(toy, "event1", "event", False)
    for task in (a, b):
        toy.start(task, 5)
        toy.suspend(Wait(kind="event", label="Event.wait", on=("event1",)), 5)
    toy.start(c, 8)
    toy.sleep(1.0, 8)
    toy.idle()
    toy.start(c, 9)
    changes(toy, "event1", "event", True)
    toy.schedule(a, "woken", c)
    toy.schedule(b, "woken", c)
    toy.finish()
    return ended(toy)


def barrier() -> Trace:
    """A and B wait at a barrier for three; C comes a second later."""
    toy, (a, b, c) = begun("hike(1)", "hike(2)", "hike(3)")
    changes(toy, "barrier1", "barrier", 0, size=3)
    for count, task in enumerate((a, b), 1):
        toy.start(task, 5)
        changes(toy, "barrier1", "barrier", count, size=3)
        toy.suspend(Wait(kind="barrier", label="Barrier.wait", on=("barrier1",)), 5)
    toy.start(c, 8)
    toy.sleep(1.0, 8)
    toy.idle()
    toy.start(c, 9)
    changes(toy, "barrier1", "barrier", 3, size=3)
    toy.schedule(a, "woken", c)
    toy.schedule(b, "woken", c)
    changes(toy, "barrier1", "barrier", 2, size=3)
    toy.finish()
    for count, task in ((1, a), (0, b)):
        toy.start(task, 6)
        changes(toy, "barrier1", "barrier", count, size=3)
        toy.finish()
    return ended(toy)


def queue() -> Trace:
    """A takes from a queue for one that is empty; B puts two items, and has to wait with the second."""
    toy, (a, b) = begun("take()", "bring()")
    changes(toy, "queue1", "queue", 0, size=1)
    toy.start(a, 5)
    toy.suspend(Wait(kind="queue get", label="Queue.get", on=("queue1",)), 5)
    toy.start(b, 8)
    changes(toy, "queue1", "queue", 1, size=1, items=("'x'",), unfinished=1)
    toy.schedule(a, "woken", b)
    toy.suspend(Wait(kind="queue put", label="Queue.put", on=("queue1",)), 9)
    toy.start(a, 6)
    changes(toy, "queue1", "queue", 0, size=1, unfinished=1)
    toy.schedule(b, "woken", a)
    toy.sleep(1.0, 6)
    toy.start(b, 9)
    changes(toy, "queue1", "queue", 1, size=1, items=("'y'",), unfinished=2)
    toy.finish()
    toy.idle()
    toy.start(a, 5)
    changes(toy, "queue1", "queue", 0, size=1, unfinished=2)
    toy.finish()
    return ended(toy)


def queues() -> Trace:
    """A takes from the first queue, B from the second; C fills the first, whose room is one, and has to wait there."""
    toy, (a, b, c) = begun("take(1)", "take(2)", "bring()")
    changes(toy, "queue1", "queue", 0, size=1)
    changes(toy, "queue2", "queue", 0)
    for task, queue in ((a, "queue1"), (b, "queue2")):
        toy.start(task, 5)
        toy.suspend(Wait(kind="queue get", label="Queue.get", on=(queue,)), 5)
    toy.start(c, 8)
    changes(toy, "queue1", "queue", 1, size=1, items=("'x'",), unfinished=1)
    toy.schedule(a, "woken", c)
    toy.suspend(Wait(kind="queue put", label="Queue.put", on=("queue1",)), 9)
    toy.start(a, 6)
    changes(toy, "queue1", "queue", 0, size=1, unfinished=1)
    toy.schedule(c, "woken", a)
    changes(toy, "queue2", "queue", 1, items=("'y'",), unfinished=1)
    toy.schedule(b, "woken", a)
    toy.finish()
    toy.start(c, 9)
    changes(toy, "queue1", "queue", 1, size=1, items=("'z'",), unfinished=2)
    toy.finish()
    toy.start(b, 6)
    changes(toy, "queue2", "queue", 0, unfinished=1)
    toy.finish()
    return ended(toy)


def crowd_at_a_queue() -> Trace:
    """Twelve wait for an item; one more brings it."""
    toy, tasks = begun(*(f"take({number})" for number in range(12)), "bring()")
    changes(toy, "queue1", "queue", 0)
    for task in tasks[:-1]:
        toy.start(task, 5)
        toy.suspend(Wait(kind="queue get", label="Queue.get", on=("queue1",)), 5)
    toy.start(tasks[-1], 8)
    changes(toy, "queue1", "queue", 1, items=("'x'",), unfinished=1)
    toy.schedule(tasks[0], "woken", tasks[-1])
    toy.finish()
    toy.start(tasks[0], 6)
    changes(toy, "queue1", "queue", 0, unfinished=1)
    toy.finish()
    return ended(toy)


def threads() -> Trace:
    """A and B wait for a thread each; B's works longer."""
    toy, (a, b) = begun("fetch(1)", "fetch(2)")
    for task in (a, b):
        toy.start(task, 5)
        toy.events.append(WorkStarted(at=toy.at, thread=f"asyncio_{task}", work="read", task=task))
        toy.suspend(Wait(kind="thread", label="to_thread(read)"), 5)
    for task, seconds in ((a, 0.5), (b, 0.5)):
        toy.events.append(LoopIdle(at=toy.at, loop=1))
        toy.at += seconds
        toy.events.append(WorkFinished(at=toy.at, thread=f"asyncio_{task}", work="read", task=task))
        toy.schedule(task, "woken", "thread")
        toy.start(task, 6)
        toy.finish()
    return ended(toy)


def network() -> Trace:
    """A and B wait for bytes, which come after half a second."""
    toy, children = begun("ask(1)", "ask(2)")
    for task in children:
        toy.start(task, 5)
        toy.suspend(Wait(kind="network", label="readline"), 5)
    toy.events.append(LoopIdle(at=toy.at, loop=1))
    toy.at += 0.5
    for task in children:
        toy.schedule(task, "woken", "descriptor")
    return ended(toy)


def timeout() -> Trace:
    """One task sleeps for 5 s, but for 1 s at most."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    wait = Wait(kind="sleep", label="sleep(5)", until=toy.at + 5.0, limit=toy.at + 1.0)
    toy.suspend(wait, 3)
    toy.events.append(LoopIdle(at=toy.at, loop=1, until=wait.limit))
    toy.at = wait.limit or 0.0
    toy.cancel(1, "timeout")
    toy.start(1, 5)
    toy.finish()
    toy.close()
    return toy.trace()


def shield() -> Trace:
    """B waits for A behind a shield and is told to stop; A goes on, and main waits for it."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    a, b = toy.create("save()", 3), toy.create("user()", 3)
    toy.sleep(0.3, 4)
    toy.start(a, 6)
    toy.sleep(1.0, 6)
    toy.start(b, 8)
    toy.suspend(Wait(kind="shield", label="shield", on=(a,)), 8)
    toy.idle()
    toy.start(1, 5)
    toy.cancel(b, 1)
    toy.suspend(Wait(kind="task", label="task", on=(a,)), 5)
    toy.start(b, 8)
    toy.finish("cancelled")
    return ended(toy)


def group() -> Trace:
    """Of the three children of a TaskGroup B fails: A and C are called back, and main is told to stop waiting."""
    toy, (a, b, c) = begun("work(1)", "bad()", "work(2)", kind="taskgroup")
    for task, seconds in ((a, 1.0), (b, 0.2), (c, 2.0)):
        toy.start(task, 5)
        toy.sleep(seconds, 5)
    toy.idle()
    toy.start(b, 8)
    toy.finish("raised", "ValueError('no')")
    for task in (c, a, 1):
        toy.cancel(task, b)
    for task in (c, a):
        toy.start(task, 5)
        toy.finish("cancelled")
    return ended(toy)


def cancel() -> Trace:
    """main asks A and B to stop in one turn, and waits for both."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    a, b = toy.create("job(1)", 3), toy.create("job(2)", 3)
    toy.sleep(0.5, 4)
    for task in (a, b):
        toy.start(task, 8)
        toy.sleep(5.0, 8)
    toy.idle()
    toy.start(1, 5)
    toy.cancel(a, 1)
    toy.lines(6)
    toy.cancel(b, 1)
    toy.suspend(Wait(kind="wait", label="wait", on=(a, b)), 7)
    for task in (a, b):
        toy.start(task, 9)
        toy.finish("cancelled")
    return ended(toy)


def papers() -> Trace:
    """main makes a plan that becomes a task later, and a letter that it never mails."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    toy.events.append(CoroutineMade(at=toy.at, coro="work()", where="toy.py:2"))
    warning = "coroutine 'mail' was never awaited"
    toy.events.append(CoroutineNeverAwaited(at=toy.at, coro="mail()", where="toy.py:3", warning=warning))
    toy.sleep(0.3, 3)
    toy.idle()
    toy.start(1, 4)
    work = toy.create("work()", 4)
    toy.suspend(Wait(kind="task", label="task", on=(work,)), 5)
    toy.start(work, 8)
    toy.sleep(0.1, 8)
    return ended(toy)


def plans(many: int) -> Trace:
    """main makes so many plans, then a task of the last one."""
    toy = Toy()
    toy.create("main()", 1)
    toy.open()
    toy.start(1, 2)
    toy.events += [CoroutineMade(at=toy.at, coro=f"work({number})", where="toy.py:2") for number in range(many)]
    work = toy.create(f"work({many - 1})", 3)
    toy.suspend(Wait(kind="task", label="task", on=(work,)), 3)
    toy.start(work, 8)
    toy.sleep(0.1, 8)
    return ended(toy)


def condition() -> Trace:
    """A waits for a condition until B calls it."""
    toy, (a, b) = begun("work()", "boss()")
    changes(toy, "condition1", "condition", 0)
    toy.start(a, 5)
    changes(toy, "condition1", "condition", 1)
    toy.suspend(Wait(kind="condition", label="Condition.wait", on=("condition1",)), 5)
    toy.start(b, 8)
    toy.sleep(0.5, 8)
    toy.idle()
    toy.start(b, 9)
    toy.schedule(a, "woken", b)
    toy.finish()
    return ended(toy)


ALL = (lock, event, barrier, queue, queues, threads, network, timeout, shield, group, cancel, papers, condition)
