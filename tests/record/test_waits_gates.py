"""Locks, semaphores, events, conditions, barriers and queues: which one, and who opens it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from tests.record.brief import brief

from loopway.trace import Trace

Recorder = Callable[..., Trace]


def test_lock(recorded: Recorder) -> None:
    """Each is woken by the one before, who releases the lock."""
    trace = recorded("""
        import asyncio

        async def use(lock):
            async with lock:
                await asyncio.sleep(1)

        async def main():
            lock = asyncio.Lock()
            await asyncio.gather(*(use(lock) for _ in range(3)))

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, use(<Lock>)",
        "0: 3 created, use(<Lock>)",
        "0: 4 created, use(<Lock>)",
        "0+1: 1 waits: gather on 2, 3, 4",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(1)" until 1+1',
        "0+2: 3 runs",
        "0+3: 3 waits: lock on lock1",
        "0+3: 4 runs",
        "0+4: 4 waits: lock on lock1",
        "1+1: 2 ready, woken by timer",
        "1+1: 2 runs",
        "1+1: 3 ready, woken by 2",
        "1+2: 2 returned",
        "1+2: 3 runs",
        '1+3: 3 waits: sleep "sleep(1)" until 2+2',
        "2+2: 3 ready, woken by timer",
        "2+2: 3 runs",
        "2+2: 4 ready, woken by 3",
        "2+3: 3 returned",
        "2+3: 4 runs",
        '2+4: 4 waits: sleep "sleep(1)" until 3+3',
        "3+3: 4 ready, woken by timer",
        "3+3: 4 runs",
        "3+4: 4 returned",
        "3+4: 1 ready, woken by 4",
        "3+4: 1 runs",
        "3+5: 1 returned",
    ]


def test_semaphore(recorded: Recorder) -> None:
    """Two slots: the third and fourth are woken by those who release theirs."""
    trace = recorded("""
        import asyncio

        async def use(slots):
            async with slots:
                await asyncio.sleep(1)

        async def main():
            slots = asyncio.BoundedSemaphore(2)
            await asyncio.gather(*(use(slots) for _ in range(4)))

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, use(<BoundedSemapho…",
        "0: 3 created, use(<BoundedSemapho…",
        "0: 4 created, use(<BoundedSemapho…",
        "0: 5 created, use(<BoundedSemapho…",
        "0+1: 1 waits: gather on 2, 3, 4, 5",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(1)" until 1+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(1)" until 1+2',
        "0+3: 4 runs",
        "0+4: 4 waits: semaphore on semaphore1",
        "0+4: 5 runs",
        "0+5: 5 waits: semaphore on semaphore1",
        "1+2: 2 ready, woken by timer",
        "1+2: 3 ready, woken by timer",
        "1+2: 2 runs",
        "1+2: 4 ready, woken by 2",
        "1+3: 2 returned",
        "1+3: 3 runs",
        "1+3: 5 ready, woken by 3",
        "1+4: 3 returned",
        "1+4: 4 runs",
        '1+5: 4 waits: sleep "sleep(1)" until 2+4',
        "1+5: 5 runs",
        '1+6: 5 waits: sleep "sleep(1)" until 2+5',
        "2+5: 4 ready, woken by timer",
        "2+5: 5 ready, woken by timer",
        "2+5: 4 runs",
        "2+6: 4 returned",
        "2+6: 5 runs",
        "2+7: 5 returned",
        "2+7: 1 ready, woken by 5",
        "2+7: 1 runs",
        "2+8: 1 returned",
    ]


def test_event(recorded: Recorder) -> None:
    """Whoever sets the event wakes all who wait, in their order."""
    trace = recorded("""
        import asyncio

        async def main():
            event = asyncio.Event()
            tasks = [asyncio.create_task(event.wait()) for _ in range(2)]
            await asyncio.sleep(1)
            event.set()
            await asyncio.gather(*tasks)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, Event.wait()",
        "0: 3 created, Event.wait()",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "0+1: 2 runs",
        '0+2: 2 waits: event "Event.wait" on event1',
        "0+2: 3 runs",
        '0+3: 3 waits: event "Event.wait" on event1',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        "1: 2 ready, woken by 1",
        "1: 3 ready, woken by 1",
        "1+1: 1 waits: gather on 2, 3",
        "1+1: 2 runs",
        "1+2: 2 returned True",
        "1+2: 3 runs",
        "1+3: 3 returned True",
        "1+3: 1 ready, woken by 3",
        "1+3: 1 runs",
        "1+4: 1 returned",
    ]


def test_condition(recorded: Recorder) -> None:
    """The one who notifies wakes them; then they wait for the lock, which first that one and then the next releases."""
    trace = recorded("""
        import asyncio

        async def use(condition):
            async with condition:
                await condition.wait()

        async def main():
            condition = asyncio.Condition()
            tasks = [asyncio.create_task(use(condition)) for _ in range(2)]
            await asyncio.sleep(1)
            async with condition:
                condition.notify_all()
                await asyncio.sleep(1)
            await asyncio.gather(*tasks)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, use(<Condition>)",
        "0: 3 created, use(<Condition>)",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "0+1: 2 runs",
        '0+2: 2 waits: condition "Condition.wait" on condition1',
        "0+2: 3 runs",
        '0+3: 3 waits: condition "Condition.wait" on condition1',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        "1: 2 ready, woken by 1",
        "1: 3 ready, woken by 1",
        '1+1: 1 waits: sleep "sleep(1)" until 2',
        "1+1: 2 runs",
        '1+2: 2 waits: lock "Condition.wait" on lock1',
        "1+2: 3 runs",
        '1+3: 3 waits: lock "Condition.wait" on lock1',
        "2: 1 ready, woken by timer",
        "2: 1 runs",
        "2: 2 ready, woken by 1",
        "2+1: 1 waits: gather on 2, 3",
        "2+1: 2 runs",
        "2+1: 3 ready, woken by 2",
        "2+2: 2 returned",
        "2+2: 3 runs",
        "2+3: 3 returned",
        "2+3: 1 ready, woken by 3",
        "2+3: 1 runs",
        "2+4: 1 returned",
    ]


def test_condition_wait_for(recorded: Recorder) -> None:
    """Woken once in vain, and once more when it is true what was waited for."""
    trace = recorded("""
        import asyncio

        async def use(condition, tank):
            async with condition:
                await condition.wait_for(lambda: tank)

        async def main():
            condition, tank = asyncio.Condition(), []
            task = asyncio.create_task(use(condition, tank))
            for litres in ([], [1]):
                await asyncio.sleep(1)
                async with condition:
                    tank += litres
                    condition.notify()
            await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, use(<Condition>, [])",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "0+1: 2 runs",
        '0+2: 2 waits: condition "Condition.wait_for" on condition1',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        "1: 2 ready, woken by 1",
        '1+1: 1 waits: sleep "sleep(1)" until 2',
        "1+1: 2 runs",
        '1+2: 2 waits: condition "Condition.wait_for" on condition1',
        "2: 1 ready, woken by timer",
        "2: 1 runs",
        "2: 2 ready, woken by 1",
        '2+1: 1 waits: task "use(<Condition>, [])" on 2',
        "2+1: 2 runs",
        "2+2: 2 returned",
        "2+2: 1 ready, woken by 2",
        "2+2: 1 runs",
        "2+3: 1 returned",
    ]


def test_barrier(recorded: Recorder) -> None:
    """The last one to come wakes the others."""
    trace = recorded("""
        import asyncio

        async def meet(barrier, n):
            await asyncio.sleep(n)
            await barrier.wait()

        async def main():
            barrier = asyncio.Barrier(3)
            await asyncio.gather(*(meet(barrier, n) for n in (1, 2, 3)))

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, meet(<Barrier>, 1)",
        "0: 3 created, meet(<Barrier>, 2)",
        "0: 4 created, meet(<Barrier>, 3)",
        "0+1: 1 waits: gather on 2, 3, 4",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(1)" until 1+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(2)" until 2+2',
        "0+3: 4 runs",
        '0+4: 4 waits: sleep "sleep(3)" until 3+3',
        "1+1: 2 ready, woken by timer",
        "1+1: 2 runs",
        '1+2: 2 waits: barrier "Barrier.wait" on barrier1',
        "2+2: 3 ready, woken by timer",
        "2+2: 3 runs",
        '2+3: 3 waits: barrier "Barrier.wait" on barrier1',
        "3+3: 4 ready, woken by timer",
        "3+3: 4 runs",
        "3+3: 2 ready, woken by 4",
        "3+3: 3 ready, woken by 4",
        "3+4: 4 returned",
        "3+4: 2 runs",
        "3+5: 2 returned",
        "3+5: 3 runs",
        "3+6: 3 returned",
        "3+6: 1 ready, woken by 3",
        "3+6: 1 runs",
        "3+7: 1 returned",
    ]


def test_queue(recorded: Recorder) -> None:
    """The worker makes room for the one who puts; its last `task_done` ends the join."""
    trace = recorded("""
        import asyncio

        async def work(queue):
            while True:
                await queue.get()
                await asyncio.sleep(1)
                queue.task_done()

        async def main():
            queue = asyncio.Queue(1)
            worker = asyncio.create_task(work(queue))
            for n in range(3):
                await queue.put(n)
            await queue.join()
            worker.cancel()

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, work(<Queue>)",
        '0+1: 1 waits: queue put "Queue.put" on queue1',
        "0+1: 2 runs",
        "0+1: 1 ready, woken by 2",
        '0+2: 2 waits: sleep "sleep(1)" until 1+1',
        "0+2: 1 runs",
        '0+3: 1 waits: queue put "Queue.put" on queue1',
        "1+1: 2 ready, woken by timer",
        "1+1: 2 runs",
        "1+1: 1 ready, woken by 2",
        '1+2: 2 waits: sleep "sleep(1)" until 2+1',
        "1+2: 1 runs",
        '1+3: 1 waits: queue join "Queue.join" on queue1',
        "2+1: 2 ready, woken by timer",
        "2+1: 2 runs",
        '2+2: 2 waits: sleep "sleep(1)" until 3+1',
        "3+1: 2 ready, woken by timer",
        "3+1: 2 runs",
        "3+1: 1 ready, woken by 2",
        '3+2: 2 waits: queue get "Queue.get" on queue1',
        "3+2: 1 runs",
        "3+2: 2 asked to cancel by 1",
        "3+2: 2 ready, cancelled by 1",
        "3+3: 1 returned",
        "3+3: 2 runs!",
        "3+4: 2 cancelled",
    ]


def test_a_queue_of_another_order(recorded: Recorder) -> None:
    """Whoever puts an item wakes the one who waits for it; the kind of queue is said."""
    trace = recorded("""
        import asyncio

        async def put(queue):
            queue.put_nowait(1)

        async def main():
            for queue in (asyncio.LifoQueue(), asyncio.PriorityQueue()):
                task = asyncio.create_task(put(queue))
                await queue.get()
                await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, put(<LifoQueue>)",
        '0+1: 1 waits: queue get "LifoQueue.get" on queue1',
        "0+1: 2 runs",
        "0+1: 1 ready, woken by 2",
        "0+2: 2 returned",
        "0+2: 1 runs",
        "0+2: 3 created, put(<PriorityQueue>)",
        '0+3: 1 waits: queue get "PriorityQueue.get" on queue2',
        "0+3: 3 runs",
        "0+3: 1 ready, woken by 3",
        "0+4: 3 returned",
        "0+4: 1 runs",
        "0+5: 1 returned",
    ]


@pytest.mark.skipif(sys.version_info < (3, 13), reason="a queue cannot be shut down")
def test_a_queue_that_is_shut_down(recorded: Recorder) -> None:
    """Whoever shuts it down wakes those who wait for it."""
    trace = recorded("""
        import asyncio

        async def get(queue):
            try:
                await queue.get()
            except asyncio.QueueShutDown:
                pass

        async def main():
            queue = asyncio.Queue()
            task = asyncio.create_task(get(queue))
            await asyncio.sleep(1)
            queue.shutdown()
            await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, get(<Queue>)",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "0+1: 2 runs",
        '0+2: 2 waits: queue get "Queue.get" on queue1',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        "1: 2 ready, woken by 1",
        '1+1: 1 waits: task "get(<Queue>)" on 2',
        "1+1: 2 runs",
        "1+2: 2 returned",
        "1+2: 1 ready, woken by 2",
        "1+2: 1 runs",
        "1+3: 1 returned",
    ]
