"""Locks, semaphores, events, conditions, barriers and queues are told of at each change, and behave as without us."""

from __future__ import annotations

import asyncio
import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loopway.record.resources.attributes import Waiting
from loopway.trace import Trace
from loopway.trace.events import ResourceChanged

Recorder = Callable[..., Trace]


def changes(trace: Trace) -> list[str]:
    """Give each change in one line: who did it, the resource, its state, and what else there is to say."""
    told = []
    for event in trace.events:
        if isinstance(event, ResourceChanged):
            size = "" if event.size is None else f"/{event.size}"
            holders = f" held by {list(event.holders)}" if event.holders else ""
            items = f" [{', '.join(event.items)}]" if event.items else ""
            unfinished = f" {event.unfinished} unfinished" if event.unfinished else ""
            told.append(f"{event.by}: {event.resource} {event.state}{size}{holders}{items}{unfinished}")
    return told


def test_a_lock_is_free_until_the_waiter_takes_it(recorded: Recorder) -> None:
    """Release makes a lock free; the waiter that it wakes takes it in its own step. Reading it tells nothing."""
    trace = recorded("""
        import asyncio

        async def use(lock, seconds):
            async with lock:
                await asyncio.sleep(seconds)

        async def main():
            lock = asyncio.Lock()
            async with asyncio.TaskGroup() as group:
                group.create_task(use(lock, 1))
                group.create_task(use(lock, 1))
            assert not lock.locked()

        asyncio.run(main())
    """)
    assert changes(trace) == [
        "1: lock1 False",
        "2: lock1 True held by [2]",
        "2: lock1 False",
        "3: lock1 True held by [3]",
        "3: lock1 False",
    ]
    told = [(type(e).__name__, getattr(e, "task", None)) for e in trace.events if not hasattr(e, "loop")]
    taken = told.index(("ResourceChanged", None), told.index(("StepStarted", 2)))
    assert told[taken - 1 : taken + 2] == [("StepStarted", 2), ("ResourceChanged", None), ("TaskSuspended", 2)]


def test_a_semaphore_hands_its_slot_over(recorded: Recorder) -> None:
    """A released slot is handed to the waiter by him who releases it: the waiter holds it before it runs again."""
    trace = recorded("""
        import asyncio

        async def use(semaphore):
            async with semaphore:
                await asyncio.sleep(1)

        async def main():
            semaphore = asyncio.BoundedSemaphore(2)
            await asyncio.gather(*(use(semaphore) for _ in range(3)))
            try:
                semaphore.release()
            except ValueError:
                pass

        asyncio.run(main())
    """)
    assert changes(trace) == [
        "1: semaphore1 2/2",
        "2: semaphore1 1/2 held by [2]",
        "3: semaphore1 0/2 held by [2, 3]",
        "2: semaphore1 1/2 held by [3]",
        "2: semaphore1 0/2 held by [3, 4]",
        "3: semaphore1 1/2 held by [4]",
        "4: semaphore1 2/2",
    ]


def test_a_semaphore_that_counts_upwards(recorded: Recorder) -> None:
    """A plain Semaphore may be released by those who hold nothing: then it has more slots than it was made with."""
    trace = recorded("""
        import asyncio

        async def main():
            signal = asyncio.Semaphore(0)
            signal.release()
            signal.release()
            await signal.acquire()
            asyncio.get_running_loop().call_soon(signal.release)
            await asyncio.sleep(0)

        asyncio.run(main())
    """)
    assert changes(trace) == [
        "1: semaphore1 0/0",
        "1: semaphore1 1/1",
        "1: semaphore1 2/2",
        "1: semaphore1 1/2 held by [1]",
        "1: semaphore1 2/2",
    ]


def test_a_cancelled_task_gives_its_slot_back(recorded: Recorder) -> None:
    """A task that is cancelled after a slot was handed to it gives it back, and it goes to the next one."""
    trace = recorded("""
        import asyncio

        async def use(semaphore):
            async with semaphore:
                pass

        async def main():
            semaphore = asyncio.Semaphore(1)
            await semaphore.acquire()
            first, second = asyncio.create_task(use(semaphore)), asyncio.create_task(use(semaphore))
            await asyncio.sleep(0)
            semaphore.release()
            first.cancel()
            await second

        asyncio.run(main())
    """)
    assert changes(trace) == [
        "1: semaphore1 1/1",
        "1: semaphore1 0/1 held by [1]",
        "1: semaphore1 1/1",
        "1: semaphore1 0/1 held by [2]",
        "2: semaphore1 1/1",
        "2: semaphore1 0/1 held by [3]",
        "3: semaphore1 1/1",
    ]


def test_events_change_once(recorded: Recorder) -> None:
    """Setting a set event, and clearing a clear one, changes nothing. A timer and another thread can do it too."""
    trace = recorded("""
        import asyncio, threading

        async def main():
            event = asyncio.Event()
            event.clear()
            event.set()
            event.set()
            event.clear()
            asyncio.get_running_loop().call_later(1, event.set)
            await event.wait()
            thread = threading.Thread(target=event.clear)
            thread.start()
            thread.join()

        asyncio.run(main())
    """)
    assert changes(trace) == [
        "1: event1 False",
        "1: event1 True",
        "1: event1 False",
        "timer: event1 True",
        "thread: event1 False",
    ]


def test_a_condition_counts_those_who_wait(recorded: Recorder) -> None:
    """Its lock is a lock of its own; notified tasks leave it one by one, and then take the lock."""
    trace = recorded("""
        import asyncio

        async def wait(condition):
            async with condition:
                await condition.wait()

        async def main():
            condition = asyncio.Condition()
            tasks = [asyncio.create_task(wait(condition)) for _ in range(2)]
            await asyncio.sleep(1)
            async with condition:
                condition.notify_all()
            await asyncio.wait(tasks)

        asyncio.run(main())
    """)
    assert changes(trace) == [
        "1: lock1 False",
        "1: condition1 0",
        "2: lock1 True held by [2]",
        "2: lock1 False",
        "2: condition1 1",
        "3: lock1 True held by [3]",
        "3: lock1 False",
        "3: condition1 2",
        "1: lock1 True held by [1]",
        "1: lock1 False",
        "2: condition1 1",
        "2: lock1 True held by [2]",
        "2: lock1 False",
        "3: condition1 0",
        "3: lock1 True held by [3]",
        "3: lock1 False",
    ]


def test_a_barrier_is_made_of_nothing_else(recorded: Recorder) -> None:
    """The condition and the lock inside a barrier are asyncio's own; its tasks leave it in steps of their own."""
    trace = recorded("""
        import asyncio

        async def main():
            barrier = asyncio.Barrier(2)
            await asyncio.gather(barrier.wait(), barrier.wait())

        asyncio.run(main())
    """)
    assert changes(trace) == [
        "1: barrier1 0/2",
        "2: barrier1 1/2",
        "3: barrier1 2/2",
        "3: barrier1 1/2",
        "2: barrier1 0/2",
    ]


def test_queues_tell_what_comes_next(recorded: Recorder) -> None:
    """Each kind of queue lists its items as they will be had, shortened, without asking the user's objects."""
    trace = recorded("""
        import asyncio

        class Car:
            def __repr__(self):
                print("asked")
                return "Car"

            def __lt__(self, other):
                print("compared")
                return True

        async def main():
            first, last, best = asyncio.Queue(2), asyncio.LifoQueue(), asyncio.PriorityQueue()
            for queue in (first, last, best):
                queue.put_nowait((2, "b"))
                await queue.put((1, Car()))
            try:
                first.put_nowait("one too many")
            except asyncio.QueueFull:
                pass
            for queue in (first, last, best):
                queue.get_nowait()
                queue.task_done()

        asyncio.run(main())
    """)
    assert changes(trace)[3:] == [
        "1: queue1 1/2 [(2, 'b')] 1 unfinished",
        "1: queue1 2/2 [(2, 'b'), (1, <Car>)] 2 unfinished",
        "1: queue2 1 [(2, 'b')] 1 unfinished",
        "1: queue2 2 [(1, <Car>), (2, 'b')] 2 unfinished",
        "1: queue3 1 [(2, 'b')] 1 unfinished",
        "1: queue3 2 [(1, <Car>), (2, 'b')] 2 unfinished",
        "1: queue1 1/2 [(1, <Car>)] 2 unfinished",
        "1: queue1 1/2 [(1, <Car>)] 1 unfinished",
        "1: queue2 1 [(2, 'b')] 2 unfinished",
        "1: queue2 1 [(2, 'b')] 1 unfinished",
        "1: queue3 1 [(2, 'b')] 2 unfinished",
        "1: queue3 1 [(2, 'b')] 1 unfinished",
    ]
    assert not [e for e in trace.events if type(e).__name__ == "Printed"]


def test_of_a_long_queue_the_next_twenty(recorded: Recorder) -> None:
    """Twenty items are told of a queue, whatever its length, and always the next ones."""
    for kind, first, then in (("Queue", 0, 1), ("LifoQueue", 29, 28), ("PriorityQueue", 0, 1)):
        trace = recorded(f"""
            import asyncio

            async def main():
                queue = asyncio.{kind}()
                for number in range(30):
                    queue.put_nowait(number)
                while not queue.empty():
                    queue.get_nowait()

            asyncio.run(main())
        """)
        told = [event for event in trace.events if isinstance(event, ResourceChanged)]
        way = then - first
        for event in told:
            lowest = 30 - event.state if way > 0 and event is not told[0] and told.index(event) > 30 else 0
            start = lowest if way > 0 else event.state - 1
            wanted = [str(start + way * place) for place in range(min(event.state, 20))]
            assert list(event.items) == wanted


def test_subclasses_of_the_users(recorded: Recorder) -> None:
    """What a subclass overrides works and is seen; a queue that keeps its items in its own way lists none."""
    trace = recorded("""
        import asyncio

        class Loud(asyncio.Lock):
            async def acquire(self):
                print("acquire")
                return await super().acquire()

        class Unique(asyncio.Queue):
            def _init(self, maxsize):
                self._queue = set()

            def _put(self, item):
                self._queue.add(item)

            def _get(self):
                return self._queue.pop()

        class Greedy(asyncio.Queue):
            def full(self):
                return False

        class Strange(asyncio.Queue):
            def _init(self, maxsize):
                self._queue = None

            def empty(self):
                return True

            def full(self):
                return False

            def _put(self, item):
                pass

        async def main():
            async with Loud():
                pass
            unique, greedy, strange = Unique(), Greedy(1), Strange()
            for queue in (unique, greedy, strange):
                queue.put_nowait(1)
                queue.put_nowait(1)

        asyncio.run(main())
    """)
    assert changes(trace) == [
        "1: lock1 False",
        "1: lock1 True held by [1]",
        "1: lock1 False",
        "1: queue1 0",
        "1: queue2 0/1",
        "1: queue3 0",
        "1: queue1 1 1 unfinished",
        "1: queue1 1 2 unfinished",
        "1: queue2 1/1 [1] 1 unfinished",
        "1: queue2 2 [1, 1] 2 unfinished",
    ]
    (note,) = trace.header.notes
    assert note == "What happened to a Strange is not recorded: object of type 'NoneType' has no len()."


def test_asyncios_own_are_not_told(recorded: Recorder) -> None:
    """`as_completed` works with a queue that the user never sees; a queue with an event."""
    trace = recorded("""
        import asyncio

        async def main():
            for first in asyncio.as_completed([asyncio.sleep(1), asyncio.sleep(2)]):
                await first
            asyncio.Queue()

        asyncio.run(main())
    """)
    assert changes(trace) == ["1: queue1 0"]


def test_made_before_the_loop_and_in_a_function(recorded: Recorder) -> None:
    """A lock of the module is made by nobody; a copy is a resource of its own from its first change on."""
    trace = recorded("""
        import asyncio, copy

        lock = asyncio.Lock()
        twin = copy.copy(lock)

        async def main():
            await lock.acquire()
            await twin.acquire()

        asyncio.run(main())
    """)
    assert changes(trace) == ["None: lock1 False", "1: lock1 True held by [1]", "1: lock2 True held by [1]"]


def test_errors_and_objects_are_those_of_plain_python(script: Callable[[str], Path]) -> None:
    """Tracebacks, pickles, attributes and types of resources are the same with a recording as without."""
    path = script("""
        import asyncio, copy, inspect, pickle, traceback

        async def main():
            things = [asyncio.Lock(), asyncio.BoundedSemaphore(1), asyncio.Event(), asyncio.Condition(),
                      asyncio.Barrier(1), asyncio.Queue(1), asyncio.PriorityQueue()]
            for thing in things:
                print(type(thing), type(thing) is getattr(asyncio, type(thing).__name__), sorted(vars(thing)))
            for broken in (things[0].release, things[1].release, things[3].notify, things[5].get_nowait,
                           things[5].task_done):
                try:
                    try:
                        broken()
                    except Exception as error:
                        print(error.__context__)
                        traceback.print_exc()
                        raise
                except Exception as error:
                    print(repr(error.__context__))
            print(pickle.dumps(asyncio.Event()) == pickle.dumps(asyncio.Event()), pickle.dumps(things[3]))
            print(len(copy.copy(things[3])._waiters), inspect.getsource(asyncio.Lock.acquire) != "")
            for name in ("_putters", "_getters"):
                try:
                    getattr(asyncio.Queue, name)
                except AttributeError as error:
                    print(error)
                things[5].__dict__.pop(name)
                try:
                    getattr(things[5], name)
                except AttributeError as error:
                    print(error)

        asyncio.run(main())
    """)
    program = f"import pathlib; from loopway.record import record; record(pathlib.Path({str(path)!r}))"
    runs = [
        subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, timeout=30)
        for command in (["-c", program], [str(path)])
    ]
    watched, plain = ((run.stdout + run.stderr).splitlines() for run in runs)
    assert watched == plain
    assert "RuntimeError: Lock is not acquired." in plain


def test_copies_and_pickles_hold_nothing_of_ours() -> None:
    """The deque of a condition's waiters, which is ours, is copied and pickled as asyncio's own."""
    looks: list[object] = []

    class Owner:
        waiters = Waiting("waiters", lambda thing, frame: looks.append(thing))

    owner = Owner()
    owner.waiters = asyncio.Condition()._waiters  # type: ignore[attr-defined]
    vars(owner)["waiters"].append(1)
    assert looks == [owner, owner]
    assert [type(twin(vars(owner)["waiters"])).__name__ for twin in (copy.copy, copy.deepcopy)] == ["deque", "deque"]
    assert type(pickle.loads(pickle.dumps(vars(owner)["waiters"]))).__name__ == "deque"


def test_what_it_costs_is_not_the_scripts(recorded: Recorder) -> None:
    """A thousand changes are a thousand tellings in one step, and no long computation of the user's."""
    trace = recorded("""
        import asyncio

        async def main():
            queue = asyncio.Queue()
            for number in range(1000):
                queue.put_nowait(number)

        asyncio.run(main())
    """)
    assert len(changes(trace)) == 1001
    assert trace.header.reproducible


def test_who_has_a_lock_got_by_wait_for(recorded: Recorder) -> None:
    """Up to CPython 3.11 `wait_for` makes a task that acquires: the lock is that of the task that asked for it."""
    trace = recorded("""
        import asyncio

        async def user(lock, gate):
            await asyncio.wait_for(lock.acquire(), 5)
            await asyncio.wait_for(gate.acquire(), 5)
            await asyncio.sleep(1)
            gate.release()
            lock.release()

        async def main():
            lock, gate = asyncio.Lock(), asyncio.Semaphore(1)
            await asyncio.gather(asyncio.create_task(user(lock, gate)), asyncio.create_task(user(lock, gate)))

        asyncio.run(main())
    """)
    users = [event.task for event in trace.events if type(event).__name__ == "TaskCreated" and "user" in event.coro]
    changes = [event for event in trace.events if type(event).__name__ == "ResourceChanged"]
    for kind in ("lock", "semaphore"):
        holders = [event.holders for event in changes if event.kind == kind and event.holders]
        assert holders == [(user,) for user in users]


def test_who_waits_for_what_is_thrown_away_with_it(recorded: Recorder, capfd: pytest.CaptureFixture[str]) -> None:
    """The garbage collector ends a wait for a condition that is gone already: nothing of ours speaks up."""
    recorded(
        """
        import asyncio, gc

        async def wait(condition):
            async with condition:
                await condition.wait()

        async def main():
            asyncio.get_running_loop().set_exception_handler(lambda *_: None)
            asyncio.create_task(wait(asyncio.Condition()))
            await asyncio.sleep(0)
            gc.collect()

        asyncio.run(main())
        """
    )
    assert capfd.readouterr().err == ""


def test_one_that_is_thrown_away_wakes_another(recorded: Recorder) -> None:
    """The garbage collector throws tasks away that share a lock: one's end wakes the next, which is no new task."""
    trace = recorded(
        """
        import asyncio, gc

        async def act():
            condition = asyncio.Condition()
            async def wait():
                async with condition:
                    await condition.wait()
            tasks = [asyncio.create_task(wait()) for _ in range(4)]
            await asyncio.sleep(0)
            async with condition:
                condition.notify(1)
            await asyncio.sleep(1)

        async def main():
            asyncio.get_running_loop().set_exception_handler(lambda *_: None)
            task = asyncio.create_task(act())
            await asyncio.sleep(0.5)
            task.cancel()
            await asyncio.wait([task])
            del task
            gc.collect()
            await asyncio.sleep(1)

        asyncio.run(main())
        """
    )
    created = [event for event in trace.events if type(event).__name__ == "TaskCreated" and not event.internal]
    assert len(created) == 6
    assert [type(event).__name__ for event in trace.events].count("TaskDestroyed") == 3
