"""Waits for other tasks: who is waited for, in which order, and who ends the wait."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from tests.record.brief import brief

from loopway.trace import Trace

Recorder = Callable[..., Trace]


def test_a_task(recorded: Recorder) -> None:
    """The one who awaits a task is woken by its end."""
    trace = recorded("""
        import asyncio

        async def fetch(n):
            await asyncio.sleep(n)
            return n

        async def main():
            task = asyncio.create_task(fetch(1))
            await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, fetch(1)",
        '0+1: 1 waits: task "fetch(1)" on 2',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(1)" until 1+1',
        "1+1: 2 ready, woken by timer",
        "1+1: 2 runs",
        "1+2: 2 returned 1",
        "1+2: 1 ready, woken by 2",
        "1+2: 1 runs",
        "1+3: 1 returned",
    ]


def test_a_gather_within_a_gather(recorded: Recorder) -> None:
    """Children of an inner gather are named in the order of the call, each once; the last of them ends the wait."""
    trace = recorded("""
        import asyncio

        async def main():
            one = asyncio.create_task(asyncio.sleep(2))
            two = asyncio.create_task(asyncio.sleep(1))
            await asyncio.gather(two, asyncio.gather(one, two), asyncio.shield(one))

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(2)",
        "0: 3 created, sleep(1)",
        "0+1: 1 waits: gather on 3, 2",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(2)" until 2+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(1)" until 1+2',
        "1+2: 3 ready, woken by timer",
        "1+2: 3 runs",
        "1+3: 3 returned",
        "2+1: 2 ready, woken by timer",
        "2+1: 2 runs",
        "2+2: 2 returned",
        "2+2: 1 ready, woken by 2",
        "2+2: 1 runs",
        "2+3: 1 returned",
    ]


def test_a_gather_that_fails(recorded: Recorder) -> None:
    """The first failure wakes the one who gathers; the other children go on."""
    trace = recorded("""
        import asyncio

        async def fail():
            raise ValueError

        async def main():
            try:
                await asyncio.gather(asyncio.sleep(1), fail())
            except ValueError:
                await asyncio.sleep(2)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(1)",
        "0: 3 created, fail()",
        "0+1: 1 waits: gather on 2, 3",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(1)" until 1+1',
        "0+2: 3 runs",
        "0+3: 3 raised ValueError()",
        "0+3: 1 ready, woken by 3",
        "0+3: 1 runs",
        '0+4: 1 waits: sleep "sleep(2)" until 2+3',
        "1+1: 2 ready, woken by timer",
        "1+1: 2 runs",
        "1+2: 2 returned",
        "2+3: 1 ready, woken by timer",
        "2+3: 1 runs",
        "2+4: 1 returned",
    ]


def test_a_task_group(recorded: Recorder) -> None:
    """Its end waits for the tasks that are not done, in the order of creation; the last one ends it."""
    trace = recorded("""
        import asyncio

        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(2))
                group.create_task(asyncio.sleep(1))
                await asyncio.sleep(1.5)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(2)",
        "0: 3 created, sleep(1)",
        '0+1: 1 waits: sleep "sleep(1.5)" until 1.5',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(2)" until 2+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(1)" until 1+2',
        "1+2: 3 ready, woken by timer",
        "1+2: 3 runs",
        "1+3: 3 returned",
        "1.5: 1 ready, woken by timer",
        "1.5: 1 runs",
        '1.5+1: 1 waits: taskgroup "TaskGroup" on 2',
        "2+1: 2 ready, woken by timer",
        "2+1: 2 runs",
        "2+2: 2 returned",
        "2+2: 1 ready, woken by 2",
        "2+2: 1 runs",
        "2+3: 1 returned",
    ]


def test_a_task_group_with_a_failure(recorded: Recorder) -> None:
    """The failed child is behind the cancellation of its siblings and of the parent, who swallows nothing."""
    trace = recorded("""
        import asyncio

        async def fail():
            await asyncio.sleep(1)
            raise ValueError

        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(9))
                    group.create_task(fail())
            except* ValueError:
                pass

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(9)",
        "0: 3 created, fail()",
        '0+1: 1 waits: taskgroup "TaskGroup" on 2, 3',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(9)" until 9+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(1)" until 1+2',
        "1+2: 3 ready, woken by timer",
        "1+2: 3 runs",
        "1+3: 3 raised ValueError()",
        "1+3: 2 asked to cancel by 3",
        "1+3: 2 ready, cancelled by 3",
        "1+3: 1 asked to cancel by 3",
        "1+3: 1 ready, cancelled by 3",
        "1+3: 2 runs!",
        "1+4: 2 cancelled",
        "1+4: 1 runs!",
        '1+5: 1 waits: taskgroup "TaskGroup" on 2',
        "1+5: 1 ready, woken by 2",
        "1+5: 1 runs",
        "1+6: 1 returned",
    ]


def test_a_task_group_whose_block_fails(recorded: Recorder) -> None:
    """The parent itself is behind the cancellation of its children."""
    trace = recorded("""
        import asyncio

        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(9))
                await asyncio.sleep(1)
                raise ValueError

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(9)",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(9)" until 9+1',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        "1: 2 asked to cancel by 1",
        "1: 2 ready, cancelled by 1",
        '1+1: 1 waits: taskgroup "TaskGroup" on 2',
        "1+1: 2 runs!",
        "1+2: 2 cancelled",
        "1+2: 1 ready, woken by 2",
        "1+2: 1 runs",
        "1+3: 1 raised ExceptionGroup('unhandled errors in a TaskGroup', [ValueErr…",
    ]


def test_a_task_group_whose_child_fails_during_its_block(recorded: Recorder) -> None:
    """The parent is cancelled in its block, and the group withdraws that: it goes on."""
    trace = recorded("""
        import asyncio

        async def fail():
            raise ValueError

        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail())
                    await asyncio.sleep(9)
            except* ValueError:
                await asyncio.sleep(1)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, fail()",
        '0+1: 1 waits: sleep "sleep(9)" until 9',
        "0+1: 2 runs",
        "0+2: 2 raised ValueError()",
        "0+2: 1 asked to cancel by 2",
        "0+2: 1 ready, cancelled by 2",
        "0+2: 1 runs!",
        '0+3: 1 waits: sleep "sleep(1)" until 1+2',
        "1+2: 1 ready, woken by timer",
        "1+2: 1 runs",
        "1+3: 1 returned",
    ]


def test_wait_for_the_first(recorded: Recorder) -> None:
    """The first of several to be done ends the wait; then the timeout; then the last one."""
    trace = recorded("""
        import asyncio

        async def main():
            tasks = [asyncio.create_task(asyncio.sleep(n)) for n in (2, 1)]
            _, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait(rest, timeout=0.5)
            await asyncio.wait(rest)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(2)",
        "0: 3 created, sleep(1)",
        '0+1: 1 waits: wait "wait(FIRST_COMPLETED)" on 2, 3',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(2)" until 2+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(1)" until 1+2',
        "1+2: 3 ready, woken by timer",
        "1+2: 3 runs",
        "1+3: 3 returned",
        "1+3: 1 ready, woken by 3",
        "1+3: 1 runs",
        "1+4: 1 waits: wait on 2, limit 1.5+3",
        "1.5+3: 1 ready, woken by timeout",
        "1.5+3: 1 runs",
        "1.5+4: 1 waits: wait on 2",
        "2+1: 2 ready, woken by timer",
        "2+1: 2 runs",
        "2+2: 2 returned",
        "2+2: 1 ready, woken by 2",
        "2+2: 1 runs",
        "2+3: 1 returned",
    ]


def test_wait_for_the_first_failure(recorded: Recorder) -> None:
    """A task that returns does not end this wait, one that fails does."""
    trace = recorded("""
        import asyncio

        async def fail():
            await asyncio.sleep(2)
            raise ValueError

        async def main():
            tasks = [asyncio.create_task(coro) for coro in (asyncio.sleep(3), asyncio.sleep(1), fail())]
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            try:
                await tasks[2]
            except ValueError:
                pass

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(3)",
        "0: 3 created, sleep(1)",
        "0: 4 created, fail()",
        '0+1: 1 waits: wait "wait(FIRST_EXCEPTION)" on 2, 3, 4',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(3)" until 3+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(1)" until 1+2',
        "0+3: 4 runs",
        '0+4: 4 waits: sleep "sleep(2)" until 2+3',
        "1+2: 3 ready, woken by timer",
        "1+2: 3 runs",
        "1+3: 3 returned",
        "2+3: 4 ready, woken by timer",
        "2+3: 4 runs",
        "2+4: 4 raised ValueError()",
        "2+4: 1 ready, woken by 4",
        "2+4: 1 runs",
        "2+5: 1 returned",
        "2+5: 2 asked to cancel by shutdown",
        "2+5: 2 ready, cancelled by shutdown",
        "2+5: 2 runs!",
        "2+6: 2 cancelled",
    ]


def test_as_completed(recorded: Recorder) -> None:
    """Each round waits for the tasks that are still out; their timeout is the limit, and ends the last round."""
    trace = recorded("""
        import asyncio

        async def main():
            tasks = [asyncio.create_task(asyncio.sleep(n)) for n in (2, 1, 9)]
            try:
                for first in asyncio.as_completed(tasks, timeout=3):
                    await first
            except TimeoutError:
                tasks[2].cancel()

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(2)",
        "0: 3 created, sleep(1)",
        "0: 4 created, sleep(9)",
        "0+1: 1 waits: as_completed on 2, 3, 4, limit 3",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(2)" until 2+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(1)" until 1+2',
        "0+3: 4 runs",
        '0+4: 4 waits: sleep "sleep(9)" until 9+3',
        "1+2: 3 ready, woken by timer",
        "1+2: 3 runs",
        "1+3: 3 returned",
        "1+3: 1 ready, woken by 3",
        "1+3: 1 runs",
        "1+4: 1 waits: as_completed on 2, 4, limit 3",
        "2+1: 2 ready, woken by timer",
        "2+1: 2 runs",
        "2+2: 2 returned",
        "2+2: 1 ready, woken by 2",
        "2+2: 1 runs",
        "2+3: 1 waits: as_completed on 4, limit 3",
        "3: 1 ready, woken by timeout",
        "3: 1 runs",
        "3: 4 asked to cancel by 1",
        "3: 4 ready, cancelled by 1",
        "3+1: 1 returned",
        "3+1: 4 runs!",
        "3+2: 4 cancelled",
    ]


def test_shield(recorded: Recorder) -> None:
    """A timeout around a shield ends the wait, not the task."""
    trace = recorded("""
        import asyncio

        async def main():
            task = asyncio.create_task(asyncio.sleep(2))
            try:
                async with asyncio.timeout(1):
                    await asyncio.shield(task)
            except TimeoutError:
                await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(2)",
        '0+1: 1 waits: shield "shield(sleep(2))" on 2, limit 1',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(2)" until 2+1',
        "1: 1 asked to cancel by timeout",
        "1: 1 ready, cancelled by timeout",
        "1: 1 runs!",
        '1+1: 1 waits: task "sleep(2)" on 2',
        "2+1: 2 ready, woken by timer",
        "2+1: 2 runs",
        "2+2: 2 returned",
        "2+2: 1 ready, woken by 2",
        "2+2: 1 runs",
        "2+3: 1 returned",
    ]


def test_a_future_and_a_callback(recorded: Recorder) -> None:
    """A bare future is ended by whoever sets it: a plain function of the user's, a timer, a task."""
    trace = recorded("""
        import asyncio

        def ring(future):
            future.set_result(None)

        async def main():
            loop = asyncio.get_running_loop()
            future = loop.create_future()
            loop.call_later(1, ring, future)
            await future
            future = loop.create_future()
            loop.call_later(1, future.set_result, None)
            await future
            future = loop.create_future()
            loop.call_soon(future.set_result, None)
            await future

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        '0+1: 1 waits: future "Future"',
        "1: 1 ready, woken by callback",
        "1+1: 1 runs",
        '1+2: 1 waits: future "Future"',
        "2+1: 1 ready, woken by timer",
        "2+1: 1 runs",
        '2+2: 1 waits: future "Future"',
        "2+2: 1 ready, woken by 1",
        "2+2: 1 runs",
        "2+3: 1 returned",
    ]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="there are no eager tasks")
def test_eager_tasks(recorded: Recorder) -> None:
    """The first step runs inside the step of the parent; the waits are what they always are."""
    trace = recorded("""
        import asyncio

        async def main():
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(1))
                group.create_task(asyncio.sleep(0))

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(1)",
        "0: 2 runs eagerly",
        '0+1: 2 waits: sleep "sleep(1)" until 1',
        "0+1: 3 created, sleep(0)",
        "0+1: 3 runs eagerly",
        "0+1: 3 ready, yielded by 3",
        "0+2: 3 waits: sleep(0)",
        '0+3: 1 waits: taskgroup "TaskGroup" on 2, 3',
        "0+3: 3 runs",
        "0+4: 3 returned",
        "1: 2 ready, woken by timer",
        "1: 2 runs",
        "1+1: 2 returned",
        "1+1: 1 ready, woken by 2",
        "1+1: 1 runs",
        "1+2: 1 returned",
    ]


@pytest.mark.skipif(sys.version_info < (3, 13), reason="as_completed is no object")
def test_as_completed_asynchronously(recorded: Recorder) -> None:
    """From 3.13 on it may be iterated with `async for`, too."""
    trace = recorded("""
        import asyncio

        async def main():
            tasks = [asyncio.create_task(asyncio.sleep(n)) for n in (2, 1)]
            async for task in asyncio.as_completed(tasks, timeout=3):
                await task

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, sleep(2)",
        "0: 3 created, sleep(1)",
        "0+1: 1 waits: as_completed on 2, 3, limit 3",
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(2)" until 2+1',
        "0+2: 3 runs",
        '0+3: 3 waits: sleep "sleep(1)" until 1+2',
        "1+2: 3 ready, woken by timer",
        "1+2: 3 runs",
        "1+3: 3 returned",
        "1+3: 1 ready, woken by 3",
        "1+3: 1 runs",
        "1+4: 1 waits: as_completed on 2, limit 3",
        "2+1: 2 ready, woken by timer",
        "2+1: 2 runs",
        "2+2: 2 returned",
        "2+2: 1 ready, woken by 2",
        "2+2: 1 runs",
        "2+3: 1 returned",
    ]


def test_async_generators(recorded: Recorder) -> None:
    """Whoever iterates waits inside the generator; one that is left half-way is closed by a task of its own."""
    trace = recorded("""
        import asyncio

        async def ticks():
            try:
                for n in range(2):
                    await asyncio.sleep(1)
                    yield n
            finally:
                await asyncio.sleep(2)

        async def main():
            async for n in ticks():
                break
            [n async for n in ticks()]

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        '1+1: 1 waits: sleep "sleep(1)" until 2',
        "1+1: 2 created, ticks.aclose()",
        "1+1: 2 runs",
        '1+2: 2 waits: sleep "sleep(2)" until 3+1',
        "2: 1 ready, woken by timer",
        "2: 1 runs",
        '2+1: 1 waits: sleep "sleep(1)" until 3',
        "3+1: 1 ready, woken by timer",
        "3+1: 2 ready, woken by timer",
        "3+1: 1 runs",
        '3+2: 1 waits: sleep "sleep(2)" until 5+1',
        "3+2: 2 runs",
        "3+3: 2 returned",
        "5+1: 1 ready, woken by timer",
        "5+1: 1 runs",
        "5+2: 1 returned",
    ]


def test_many_tasks_that_are_cancelled(recorded: Recorder) -> None:
    """Also among very many tasks each request is told; of one that was ready only when it runs, by nobody known."""
    trace = recorded("""
        import asyncio

        async def main():
            tasks = [asyncio.create_task(asyncio.sleep(9)) for _ in range(3)]
            others = [asyncio.create_task(asyncio.sleep(0)) for _ in range(300)]
            tasks[0].cancel()
            await asyncio.sleep(1)
            tasks[1].cancel()
            asyncio.get_running_loop().call_later(1, tasks[2].cancel)
            await asyncio.wait(tasks)

        asyncio.run(main())
    """)
    assert [line for line in brief(trace) if "cancel" in line or line.endswith("!")] == [
        "0+1: 2 asked to cancel by None",
        "0+1: 2 runs!",
        "0+2: 2 cancelled",
        "1: 3 asked to cancel by 1",
        "1: 3 ready, cancelled by 1",
        "1+1: 3 runs!",
        "1+2: 3 cancelled",
        "2: 4 asked to cancel by timer",
        "2: 4 ready, cancelled by timer",
        "2: 4 runs!",
        "2+1: 4 cancelled",
    ]
