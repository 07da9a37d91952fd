"""Timeouts: the instant at which they would end a wait, and what happens when they do."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from tests.record.brief import brief

from loopway.trace import Trace
from loopway.trace.events import TaskSuspended

Recorder = Callable[..., Trace]


def test_timeouts_within_each_other(recorded: Recorder) -> None:
    """The earliest deadline is the limit; the timeout is behind the cancellation; without one there is no limit."""
    trace = recorded("""
        import asyncio

        async def main():
            loop = asyncio.get_running_loop()
            async with asyncio.timeout_at(loop.time() + 5):
                try:
                    async with asyncio.timeout(2):
                        await asyncio.sleep(1)
                        await asyncio.sleep(9)
                except TimeoutError:
                    pass
                await asyncio.sleep(1)
            await asyncio.sleep(1)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        '0+1: 1 waits: sleep "sleep(1)" until 1, limit 2',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        '1+1: 1 waits: sleep "sleep(9)" until 10, limit 2',
        "2: 1 asked to cancel by timeout",
        "2: 1 ready, cancelled by timeout",
        "2: 1 runs!",
        '2+1: 1 waits: sleep "sleep(1)" until 3, limit 5',
        "3: 1 ready, woken by timer",
        "3: 1 runs",
        '3+1: 1 waits: sleep "sleep(1)" until 4',
        "4: 1 ready, woken by timer",
        "4: 1 runs",
        "4+1: 1 returned",
    ]


def test_a_timeout_that_others_hold(recorded: Recorder) -> None:
    """It counts for the task that entered it, also through an exit stack or a context manager, and as it is moved."""
    trace = recorded("""
        import asyncio
        from contextlib import AsyncExitStack, asynccontextmanager

        @asynccontextmanager
        async def hurried():
            async with asyncio.timeout(3) as timeout:
                yield timeout

        async def extend(timeout):
            await asyncio.sleep(1)
            timeout.reschedule(asyncio.get_running_loop().time() + 3)

        async def main():
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(asyncio.timeout(9))
                async with hurried() as timeout:
                    await asyncio.create_task(extend(timeout))
                    await asyncio.sleep(1)
                await asyncio.sleep(1)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        "0: 2 created, extend(<Timeout>)",
        '0+1: 1 waits: task "extend(<Timeout>)" on 2, limit 3',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(1)" until 1+1',
        "1+1: 2 ready, woken by timer",
        "1+1: 2 runs",
        "1+2: 2 returned",
        "1+2: 1 ready, woken by 2",
        "1+2: 1 runs",
        '1+3: 1 waits: sleep "sleep(1)" until 2+2, limit 4+1',
        "2+2: 1 ready, woken by timer",
        "2+2: 1 runs",
        '2+3: 1 waits: sleep "sleep(1)" until 3+2, limit 9',
        "3+2: 1 ready, woken by timer",
        "3+2: 1 runs",
        "3+3: 1 returned",
    ]


def test_a_timeout_that_never_comes(recorded: Recorder) -> None:
    """None and infinity are no limit; a gather under a timeout has it, too; nobody waits at all in a timeout of 0."""
    trace = recorded("""
        import asyncio

        async def main():
            async with asyncio.timeout(None), asyncio.timeout(float("inf")):
                await asyncio.sleep(1)
            try:
                async with asyncio.timeout(1):
                    await asyncio.gather(asyncio.sleep(9))
            except TimeoutError:
                pass
            try:
                async with asyncio.timeout(0):
                    await asyncio.sleep(1)
            except TimeoutError:
                await asyncio.sleep(0)

        asyncio.run(main())
    """)
    assert brief(trace) == [
        "0: 1 runs",
        '0+1: 1 waits: sleep "sleep(1)" until 1',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        "1: 2 created, sleep(9)",
        "1+1: 1 waits: gather on 2, limit 2",
        "1+1: 2 runs",
        '1+2: 2 waits: sleep "sleep(9)" until 10+1',
        "2: 1 asked to cancel by timeout",
        "2: 2 asked to cancel by timeout",
        "2: 2 ready, cancelled by timeout",
        "2: 2 runs!",
        "2+1: 2 cancelled",
        "2+1: 1 ready, cancelled by timeout",
        "2+1: 1 runs!",
        '2+2: 1 waits: sleep "sleep(1)" until 3+1, limit 2+1',
        "2+2: 1 asked to cancel by timeout",
        "2+2: 1 ready, cancelled by timeout",
        "2+2: 1 runs!",
        "2+2: 1 ready, yielded by 1",
        "2+3: 1 waits: sleep(0)",
        "2+3: 1 runs",
        "2+4: 1 returned",
    ]


WAIT_FOR = """
        import asyncio

        async def main():
            await asyncio.wait_for(asyncio.sleep(1), 2)
            try:
                await asyncio.wait_for(asyncio.Event().wait(), 2)
            except TimeoutError:
                pass
            await asyncio.wait_for(asyncio.sleep(1), None)

        asyncio.run(main())
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="wait_for makes no task any more")
def test_wait_for_with_a_task(recorded: Recorder) -> None:
    """In time, and then out of time: the task that was made for it is named, and the limit is said."""
    assert brief(recorded(WAIT_FOR)) == [
        "0: 1 runs",
        "0: 2 created, sleep(1)",
        '0+1: 1 waits: wait_for "wait_for(sleep(1), 2)" on 2, limit 2',
        "0+1: 2 runs",
        '0+2: 2 waits: sleep "sleep(1)" until 1+1',
        "1+1: 2 ready, woken by timer",
        "1+1: 2 runs",
        "1+2: 2 returned",
        "1+2: 1 ready, woken by 2",
        "1+2: 1 runs",
        "1+2: 3 created, Event.wait()",
        '1+3: 1 waits: wait_for "wait_for(Event.wait(), 2)" on 3, limit 3+2',
        "1+3: 3 runs",
        '1+4: 3 waits: event "Event.wait" on event1',
        "3+2: 1 ready, woken by timeout",
        "3+2: 1 runs",
        "3+2: 3 asked to cancel by timeout",
        "3+2: 3 ready, cancelled by timeout",
        '3+3: 1 waits: wait_for "wait_for(Event.wait(), 2)" on 3',
        "3+3: 3 runs!",
        "3+4: 3 cancelled",
        "3+4: 1 ready, woken by 3",
        "3+4: 1 runs",
        '3+5: 1 waits: wait_for "wait_for(sleep(1), None)" until 4+4',
        "4+4: 1 ready, woken by timer",
        "4+4: 1 runs",
        "4+5: 1 returned",
    ]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="wait_for makes a task")
def test_wait_for_without_a_task(recorded: Recorder) -> None:
    """In time, and then out of time: what is awaited runs in the same task; what it waits for is said as well."""
    assert brief(recorded(WAIT_FOR)) == [
        "0: 1 runs",
        '0+1: 1 waits: wait_for "wait_for(sleep(1), 2)" until 1, limit 2',
        "1: 1 ready, woken by timer",
        "1: 1 runs",
        '1+1: 1 waits: wait_for "wait_for(Event.wait(), 2)" on event1, limit 3',
        "3: 1 asked to cancel by timeout",
        "3: 1 ready, cancelled by timeout",
        "3: 1 runs!",
        '3+1: 1 waits: wait_for "wait_for(sleep(1), None)" until 4',
        "4: 1 ready, woken by timer",
        "4: 1 runs",
        "4+1: 1 returned",
    ]


ARGUMENTS = """
        import asyncio

        async def kept(n, *, name="x"):
            await asyncio.sleep(n)

        async def bound_anew(n):
            n = n - 1
            await asyncio.sleep(1)

        async def in_a_loop(n):
            for n in range(1):
                await asyncio.sleep(1)

        async def not_plain(road):
            road.append(2)
            await asyncio.sleep(1)

        async def any_number(*numbers):
            await asyncio.sleep(1)

        async def seen_from_within(n):
            def change():
                nonlocal n
                n = 7
            change()
            await asyncio.sleep(1)

        async def none():
            await asyncio.sleep(1)

        class Car:
            async def drive(self, to):
                await asyncio.sleep(1)

        async def main():
            for coro in (
                kept(1), kept(2, name="tea"), bound_anew(3), in_a_loop(4), not_plain([1]), any_number(5),
                seen_from_within(6), none(), Car().drive("home"),
            ):
                await asyncio.wait_for(coro, None)

        asyncio.run(main())
"""


def test_the_arguments_of_what_runs_inside_wait_for(recorded: Recorder) -> None:
    """They are said if they must still be what they were; else there are some, and that is all that is known."""
    trace = recorded(ARGUMENTS)
    labels = [event.wait.label for event in trace.events if isinstance(event, TaskSuspended)]
    assert labels == [
        "wait_for(kept(1), None)",
        "wait_for(kept(2, name='tea'), None)",
        "wait_for(bound_anew(…), None)",
        "wait_for(in_a_loop(…), None)",
        "wait_for(not_plain(…), None)",
        "wait_for(any_number(…), None)",
        "wait_for(seen_from_within(…), None)",
        "wait_for(none(), None)",
        "wait_for(Car.drive('home'), None)",
    ]
