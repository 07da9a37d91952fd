"""What each kind of wait is called."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator

import pytest

from loopway.record.waits.awaiting import local
from loopway.trace import Trace

Recorder = Callable[..., Trace]

WAITS = {
    "asyncio.sleep(1)": ("sleep", "sleep(1)"),
    "asyncio.sleep(1.50)": ("sleep", "sleep(1.5)"),
    "asyncio.sleep(0.001)": ("sleep", "sleep(0.001)"),
    "asyncio.sleep(0)": ("sleep(0)", "sleep(0)"),
    "asyncio.sleep(-1)": ("sleep(0)", "sleep(-1)"),
    "asyncio.create_task(helper(7))": ("task", "helper(7)"),
    "asyncio.gather(helper(1), helper(2))": ("gather", "gather"),
    "asyncio.wait([asyncio.create_task(helper(1))])": ("wait", "wait"),
    "asyncio.wait([asyncio.Future()], timeout=1, return_when=asyncio.FIRST_COMPLETED)": (
        "wait",
        "wait(FIRST_COMPLETED)",
    ),
    "asyncio.wait([asyncio.Future()], timeout=1, return_when=asyncio.FIRST_EXCEPTION)": (
        "wait",
        "wait(FIRST_EXCEPTION)",
    ),
    "next(asyncio.as_completed([helper(1)]))": ("as_completed", "as_completed"),
    "asyncio.shield(helper(1))": ("shield", "shield(helper(1))"),
    "asyncio.shield(soon(asyncio.Future()))": ("shield", "shield(Future)"),
    "grouped()": ("taskgroup", "TaskGroup"),
    "taken.acquire()": ("lock", "lock"),
    "entered(taken)": ("lock", "lock"),
    "entered(asyncio.Condition(taken))": ("lock", "lock"),
    "entered(asyncio.Semaphore(0))": ("semaphore", "semaphore"),
    "asyncio.BoundedSemaphore(0).acquire()": ("semaphore", "semaphore"),
    "asyncio.Event().wait()": ("event", "Event.wait"),
    "notified(asyncio.Condition())": ("condition", "Condition.wait"),
    "asyncio.Barrier(2).wait()": ("barrier", "Barrier.wait"),
    "entered(asyncio.Barrier(2))": ("barrier", "Barrier.wait"),
    "asyncio.Queue().get()": ("queue get", "Queue.get"),
    "asyncio.PriorityQueue().get()": ("queue get", "PriorityQueue.get"),
    "full(asyncio.LifoQueue(1)).put(2)": ("queue put", "LifoQueue.put"),
    "full(Garage(1)).join()": ("queue join", "Garage.join"),
    "asyncio.to_thread(nap)": ("thread", "to_thread(nap)"),
    "asyncio.get_running_loop().run_in_executor(None, partial(nap, 0.1))": ("thread", "run_in_executor(nap)"),
    "asyncio.wrap_future(ThreadPoolExecutor().submit(nap))": ("thread", "wrap_future"),
    "asyncio.get_running_loop().getaddrinfo('127.0.0.1', 80)": ("thread", "getaddrinfo"),
    "soon(asyncio.Future())": ("future", "Future"),
    "nested(asyncio.sleep(2))": ("sleep", "sleep(2)"),
    "first(ticks())": ("sleep", "sleep(3)"),
    "first(tick async for tick in ticks())": ("sleep", "sleep(3)"),
    "all_of(ticks())": ("sleep", "sleep(3)"),
    "anext(ticks())": ("sleep", "sleep(3)"),
    "anext(ticks(), None)": ("sleep", "sleep(3)"),
    "entered(lasting())": ("sleep", "sleep(4)"),
    "Bare()": ("sleep(0)", "yield"),
    "asyncio.start_server(print, '127.0.0.1', 0)": ("network", "start_server"),
    "asyncio.start_unix_server(print, 'door')": ("sleep(0)", "start_unix_server"),
}
"""What is awaited -> kind and label of the first wait."""

PROGRAM = """
    import asyncio, time
    from concurrent.futures import ThreadPoolExecutor
    from contextlib import asynccontextmanager
    from functools import partial

    async def helper(n):
        await asyncio.sleep(1)

    def nap(seconds=0.1):
        time.sleep(seconds)  # from 3.14 on nobody waits for a thread that has finished already

    def soon(future):
        asyncio.get_running_loop().call_later(1, future.set_result, None)
        return future

    async def entered(manager):
        async with manager:
            pass

    async def notified(condition):
        async with condition:
            await condition.wait()

    async def grouped():
        async with asyncio.TaskGroup() as group:
            group.create_task(helper(1))

    class Garage(asyncio.Queue):
        pass

    def full(queue):
        queue.put_nowait(1)
        return queue

    async def nested(awaitable):
        await awaitable

    async def ticks():
        await asyncio.sleep(3)
        yield 1

    async def first(ticks):
        async for tick in ticks:
            return tick

    async def all_of(ticks):
        return [tick async for tick in ticks]

    @asynccontextmanager
    async def lasting():
        await asyncio.sleep(4)
        yield

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
        import asyncio, os, time

        async def main():
            await asyncio.to_thread(time.sleep, 0.1)
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


def test_looking_at_a_local_variable_keeps_nothing_alive() -> None:
    """What a coroutine forgets after the look is gone, although Python's stack frame remembers what was looked at."""

    class Thing:
        pass

    async def forgets() -> None:
        thing = Thing()
        gone.append(weakref.ref(thing))
        await Bare()
        del thing
        await Bare()

    class Bare:
        def __await__(self) -> Iterator[None]:
            yield

    gone: list[weakref.ref[Thing]] = []
    coro = forgets()
    coro.send(None)
    assert local(coro.cr_frame, "nothing") is None
    assert isinstance(local(coro.cr_frame, "thing"), Thing)
    coro.send(None)
    assert gone[0]() is None
    coro.close()
