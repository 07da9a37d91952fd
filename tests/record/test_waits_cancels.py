"""Cancellation: the request, its delivery, and who swallowed it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.record.brief import brief

from loopway.trace import Trace
from loopway.trace.events import CancelRequested, StepStarted

Recorder = Callable[..., Trace]


def test_a_cancellation_that_is_swallowed(recorded: Recorder) -> None:
    """Each request is told; it is delivered once; the task returned all the same."""
    trace = recorded("""
        import asyncio

        async def stubborn():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                await asyncio.sleep(1)
                return "home"

        async def main():
            task = asyncio.create_task(stubborn())
            await asyncio.sleep(0)
            task.cancel()
            task.cancel()
            await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, stubborn()",
        "0: 1 ready, yielded by 1",
        "0+1: 1 waits: sleep(0)",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(9)" until 9+1',
        "0+2: 1 runs",
        "0+2: 2 asked to cancel by 1",
        "0+2: 2 ready, cancelled by 1",
        "0+2: 2 asked to cancel by 1",
        '0+3: 1 waits: task "stubborn()" on 2',
        "0+3: 2 runs!",
        '0+4: 2 waits: sleep "sleep(1)" until 1+3',
        "1+3: 2 ready, woken by timer",
        "1+3: 2 runs",
        "1+4: 2 returned 'home', swallowed",
        "1+4: 1 ready, woken by 2",
        "1+4: 1 runs",
        "1+5: 1 returned",
    ]


def test_a_cancellation_that_is_withdrawn(recorded: Recorder) -> None:
    """Whoever calls `uncancel` has not swallowed it."""
    trace = recorded("""
        import asyncio

        async def stubborn():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                asyncio.current_task().uncancel()

        async def main():
            task = asyncio.create_task(stubborn())
            await asyncio.sleep(0)
            task.cancel()
            await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, stubborn()",
        "0: 1 ready, yielded by 1",
        "0+1: 1 waits: sleep(0)",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(9)" until 9+1',
        "0+2: 1 runs",
        "0+2: 2 asked to cancel by 1",
        "0+2: 2 ready, cancelled by 1",
        '0+3: 1 waits: task "stubborn()" on 2',
        "0+3: 2 runs!",
        "0+4: 2 returned",
        "0+4: 1 ready, woken by 2",
        "0+4: 1 runs",
        "0+5: 1 returned",
    ]


def test_a_cancellation_of_somebody_else(recorded: Recorder) -> None:
    """Whoever awaits a cancelled task has its CancelledError, but was not asked to cancel."""
    trace = recorded("""
        import asyncio

        async def main():
            task = asyncio.create_task(asyncio.sleep(9))
            await asyncio.sleep(0)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                await asyncio.sleep(0)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(9)",
        "0: 1 ready, yielded by 1",
        "0+1: 1 waits: sleep(0)",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(9)" until 9+1',
        "0+2: 1 runs",
        "0+2: 2 asked to cancel by 1",
        "0+2: 2 ready, cancelled by 1",
        '0+3: 1 waits: task "sleep(9)" on 2',
        "0+3: 2 runs!",
        "0+4: 2 cancelled",
        "0+4: 1 ready, woken by 2",
        "0+4: 1 runs",
        "0+4: 1 ready, yielded by 1",
        "0+5: 1 waits: sleep(0)",
        "0+5: 1 runs",
        "0+6: 1 returned",
    ]


def test_a_cancellation_that_is_not_delivered(recorded: Recorder) -> None:
    """The task that is awaited swallows the cancellation: the one who awaits it was asked, and never hears of it."""
    trace = recorded("""
        import asyncio

        async def stubborn():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                pass

        async def patient():
            await asyncio.create_task(stubborn())

        async def main():
            task = asyncio.create_task(patient())
            await asyncio.sleep(1)
            task.cancel()
            await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, patient()",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "0+1: 2 runs",
        "0+1: 3 created, stubborn()",
        '0+2: 2 waits: task "stubborn()" on 3',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(9)" until 9+2',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        "1: 2 asked to cancel by 1",
        "1: 3 asked to cancel by 1",
        "1: 3 ready, cancelled by 1",
        '1+1: 1 waits: task "patient()" on 2',
        "1+1: 3 runs!",
        "1+2: 3 returned, swallowed",
        "1+2: 2 ready, woken by 3",
        "1+2: 2 runs",
        "1+3: 2 returned",
        "1+3: 1 ready, woken by 2",
        "1+3: 1 runs",
        "1+4: 1 returned",
    ]


def test_a_task_that_cancels_itself(recorded: Recorder) -> None:
    """It hears of it at its next await."""
    trace = recorded("""
        import asyncio

        async def main():
            asyncio.current_task().cancel()
            try:
                await asyncio.sleep(9)
            finally:
                await asyncio.sleep(1)

        try:
            asyncio.run(main())
        except asyncio.CancelledError:
            pass
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 1 asked to cancel by 1",
        "0: 1 ready, cancelled by 1",
        '0+1: 1 waits: sleep "sleep(9)" until 9',
        "0+1: 1 runs!",
        '0+2: 1 waits: sleep "sleep(1)" until 1+1',
        "1+1: 1 ready, woken by timer",
        "1+1: 1 runs",
        "1+2: 1 cancelled",
    ]


def test_a_gather_that_is_cancelled(recorded: Recorder) -> None:
    """Its children are cancelled with it by the one who asked; the last of them brings it to the one who gathers."""
    trace = recorded("""
        import asyncio

        async def gathers():
            await asyncio.gather(asyncio.sleep(8), asyncio.sleep(9))

        async def main():
            task = asyncio.create_task(gathers())
            await asyncio.sleep(1)
            task.cancel()
            await asyncio.wait([task])

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, gathers()",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "0+1: 2 runs",
        "0+1: 3 created, sleep(8)",
        "0+1: 4 created, sleep(9)",
        "0+2: 2 waits: gather on 3, 4",
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(8)" until 8+2',
        "0+3: 4 runs",
        '0+4: 4 waits: sleep "sleep(9)" until 9+3',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        "1: 2 asked to cancel by 1",
        "1: 3 asked to cancel by 1",
        "1: 3 ready, cancelled by 1",
        "1: 4 asked to cancel by 1",
        "1: 4 ready, cancelled by 1",
        "1+1: 1 waits: wait on 2",
        "1+1: 3 runs!",
        "1+2: 3 cancelled",
        "1+2: 4 runs!",
        "1+3: 4 cancelled",
        "1+3: 2 ready, cancelled by 1",
        "1+3: 2 runs!",
        "1+4: 2 cancelled",
        "1+4: 1 ready, woken by 2",
        "1+4: 1 runs",
        "1+5: 1 returned",
    ]


def test_everything_at_once(recorded: Recorder) -> None:
    """A timeout around a group, a shield, a lock that is held, a full queue, and one that does not want to end."""
    trace = recorded("""
        import asyncio

        async def hold(lock, queue):
            async with lock:
                await queue.put(1)
                await queue.put(2)

        async def stubborn(lock):
            try:
                async with lock:
                    pass
            except asyncio.CancelledError:
                return "no"

        async def main():
            lock, queue = asyncio.Lock(), asyncio.Queue(1)
            outside = asyncio.create_task(asyncio.sleep(3))
            holder = asyncio.create_task(hold(lock, queue))
            try:
                async with asyncio.timeout(1):
                    async with asyncio.TaskGroup() as group:
                        group.create_task(stubborn(lock))
                        await asyncio.shield(outside)
            except TimeoutError:
                queue.get_nowait()
                await asyncio.gather(outside, holder)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(3)",
        "0: 3 created, hold(<Lock>, <Queue…",
        "0: 4 created, stubborn(<Lock>)",
        '0+1: 1 waits: shield "shield(sleep(3))" on 2, limit 1',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(3)" until 3+1',
        "0+2: 3 runs",
        '0+3: 3 waits: queue put "Queue.put" on queue1',
        "0+3: 4 runs",
        "0+4: 4 waits: lock on lock1",
        "1: 1 asked to cancel by timeout",
        "1: 1 ready, cancelled by timeout",
        "1: 1 runs!",
        "1: 4 asked to cancel by 1",
        "1: 4 ready, cancelled by 1",
        '1+1: 1 waits: taskgroup "TaskGroup" on 4',
        "1+1: 4 runs!",
        "1+2: 4 returned 'no', swallowed",
        "1+2: 1 ready, woken by 4",
        "1+2: 1 runs",
        "1+2: 3 ready, woken by 1",
        "1+3: 1 waits: gather on 2, 3",
        "1+3: 3 runs",
        "1+4: 3 returned",
        "3+1: 2 ready, woken by timer",
        "3+1: 2 runs",
        "3+2: 2 returned",
        "3+2: 1 ready, woken by 2",
        "3+2: 1 runs",
        "3+3: 1 returned",
    ]


def test_a_request_that_is_withdrawn_at_once(recorded: Recorder) -> None:
    """Up to CPython 3.12 `uncancel` does not keep a request from being delivered; it is told before that."""
    trace = recorded("""
        import asyncio

        async def main():
            task = asyncio.create_task(asyncio.sleep(1))
            await asyncio.sleep(0)
            task.cancel()
            late = asyncio.create_task(asyncio.sleep(1))
            late.cancel()
            late.uncancel()
            await asyncio.wait([late])
            print(late.cancelled())

        asyncio.run(main())
    """)
    asked = [event.task for event in trace.events if isinstance(event, CancelRequested)]
    delivered = [event.task for event in trace.events if isinstance(event, StepStarted) and event.cancelled]
    assert asked == delivered == ([2, 3] if sys.version_info < (3, 13) else [2])
