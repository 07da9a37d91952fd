"""What each kind of wait is called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loopway.trace import Trace

Recorder = Callable[..., Trace]

WAITS = {
    "asyncio.sleep(1)": ("sleep", "sleep(1)"),
    "asyncio.sleep(1.50)": ("sleep", "sleep(1.5)"),
    "asyncio.sleep(0.001)": ("sleep", "sleep(0.001)"),
    "asyncio.sleep(0)": ("sleep(0)", "sleep(0)"),
    "asyncio.create_task(helper(7))": ("task", "helper(7)"),
    "asyncio.gather(helper(1), helper(2))": ("gather", "gather"),
    "soon(asyncio.Future())": ("future", "Future"),
    "asyncio.wait_for(helper(1), 5)": ("other", "wait_for"),
    "asyncio.wait([asyncio.create_task(helper(1))])": ("other", "wait"),
    "asyncio.Event().wait()": ("other", "Event.wait"),
    "asyncio.Queue().get()": ("other", "Queue.get"),
    "taken.acquire()": ("other", "Lock.acquire"),
    "entered(taken)": ("other", "Lock.acquire"),
    "asyncio.to_thread(int)": ("other", "to_thread"),
    "nested(asyncio.sleep(2))": ("sleep", "sleep(2)"),
    "first(ticks())": ("sleep", "sleep(3)"),
    "Bare()": ("sleep(0)", "yield"),
}

PROGRAM = """
    import asyncio

    async def helper(n):
        await asyncio.sleep(1)

    def soon(future):
        asyncio.get_running_loop().call_later(1, future.set_result, None)
        return future

    async def entered(lock):
        async with lock:
            pass

    async def nested(awaitable):
        await awaitable

    async def ticks():
        await asyncio.sleep(3)
        yield 1

    async def first(ticks):
        async for tick in ticks:
            return tick

    class Bare:
        def __await__(self):
            yield

    async def main():
        taken = asyncio.Lock()
        await taken.acquire()
        await {expression}

    asyncio.run(main())
"""


@pytest.mark.parametrize("expression", WAITS)
def test_waits(expression: str, recorded: Recorder) -> None:
    """The kind, and the label that the user would know it by; what nobody knows is never an error."""
    trace = recorded(PROGRAM.format(expression=expression), until=100)
    wait = next(e.wait for e in trace.events if type(e).__name__ == "TaskSuspended" and e.task == 1)
    assert (wait.kind, wait.label) == WAITS[expression]


def test_a_gather_names_each_child_once(recorded: Recorder) -> None:
    """Children in the order of the call, also when one is given twice; futures that are no tasks are left out."""
    trace = recorded("""
        import asyncio

        async def main():
            a = asyncio.create_task(asyncio.sleep(2))
            b = asyncio.create_task(asyncio.sleep(1))
            await asyncio.gather(b, a, b)

        asyncio.run(main())
    """)
    wait = next(e.wait for e in trace.events if type(e).__name__ == "TaskSuspended")
    assert (wait.kind, wait.on) == ("gather", (3, 2))


def test_a_deadline_that_never_comes_is_none(recorded: Recorder) -> None:
    """An infinite sleep has no instant to end at."""
    trace = recorded("import asyncio\nasyncio.run(asyncio.sleep(float('inf')))\n", until=5)
    wait = next(e.wait for e in trace.events if type(e).__name__ == "TaskSuspended")
    assert (wait.kind, wait.label, wait.until) == ("sleep", "sleep(inf)", None)


@pytest.mark.parametrize(
    ("cancel", "by"),
    [
        ("asyncio.timeout(1)", "timeout"),
        ("asyncio.timeout_at(loop.time() + 1)", "timeout"),
    ],
)
def test_a_timeout_cancels(cancel: str, by: str, recorded: Recorder) -> None:
    """A cancellation by asyncio's own timer names the timeout."""
    trace = recorded(f"""
        import asyncio

        async def main():
            loop = asyncio.get_running_loop()
            try:
                async with {cancel}:
                    await asyncio.sleep(9)
            except TimeoutError:
                pass

        asyncio.run(main())
    """)
    asked = [(e.task, e.by) for e in trace.events if type(e).__name__ == "CancelRequested"]
    woken = [(e.cause, e.by) for e in trace.events if type(e).__name__ == "TaskScheduled" and e.task == 1]
    assert (asked, woken) == ([(1, by)], [("created", None), ("cancelled", by)])


def test_who_is_behind_a_wake_up(recorded: Recorder) -> None:
    """A thread, a descriptor, another task: each is named as the cause."""
    trace = recorded("""
        import asyncio, os

        async def main():
            await asyncio.to_thread(int)
            loop = asyncio.get_running_loop()
            read, write = os.pipe()
            ready = asyncio.Event()
            asyncio.create_task(setter(ready))
            await ready.wait()
            future = loop.create_future()
            loop.add_reader(read, future.set_result, None)
            os.write(write, b"x")
            await future
            loop.remove_reader(read)

        async def setter(event):
            event.set()

        asyncio.run(main())
    """)
    woken = [e.by for e in trace.events if type(e).__name__ == "TaskScheduled" and e.task == 1]
    assert woken == [None, "thread", 2, "descriptor"]


def test_who_is_behind_a_cancellation(recorded: Recorder) -> None:
    """asyncio's shutdown, a failed sibling, a task that tidies up during the shutdown: each is named."""
    trace = recorded("""
        import asyncio

        async def fail():
            raise ValueError

        async def tidy(other):
            try:
                await asyncio.sleep(9)
            finally:
                other.cancel()

        async def stubborn():
            while True:
                try:
                    await asyncio.sleep(9)
                except asyncio.CancelledError:
                    await asyncio.sleep(1)

        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(5))
                    group.create_task(fail())
            except* ValueError:
                pass
            task = asyncio.create_task(stubborn())
            asyncio.create_task(tidy(task))
            await asyncio.sleep(1)

        asyncio.run(main())
    """)
    asked = [(e.task, e.by) for e in trace.events if type(e).__name__ == "CancelRequested"]
    assert asked[:2] == [(2, 3), (1, 3)]
    assert sorted(asked[2:4]) == [(4, "shutdown"), (5, "shutdown")]
    assert asked[4:] == [(4, 5)]
