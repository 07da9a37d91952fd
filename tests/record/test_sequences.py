"""Whole recordings, event by event."""

from __future__ import annotations

from collections.abc import Callable

from loopway.trace import Trace

Recorder = Callable[..., Trace]
Teller = Callable[[Trace], list[str]]


def test_sleep_is_a_timer_that_wakes_the_task(recorded: Recorder, told: Teller) -> None:
    """A sleep ends the step; the loop is idle until the deadline; the timer makes the task ready."""
    trace = recorded("""
        import asyncio

        async def main():
            await asyncio.sleep(1)
            return "home"

        asyncio.run(main())
    """)
    assert told(trace) == [
        "0 TaskCreated task=1 loop=1 name=Task-1 coro=main() where=script.py:7",
        "0 TaskScheduled task=1 cause=created",
        "0 StepStarted task=1",
        "0+1 TaskSuspended task=1 wait=(kind=sleep label=sleep(1) until=1) stack=[(where=script.py:4 function=main)]",
        "0+1 LoopIdle loop=1 until=1",
        "1 TaskScheduled task=1 cause=woken by=timer",
        "1 StepStarted task=1",
        "1+1 TaskDone task=1 outcome=returned result='home'",
    ]


def test_gather_is_woken_by_its_last_child(recorded: Recorder, told: Teller) -> None:
    """The children are created in the order of the call; the one that ends last makes the parent ready."""
    trace = recorded("""
        import asyncio

        async def fetch(n):
            await asyncio.sleep(n)

        async def main():
            await asyncio.gather(fetch(2), fetch(1))

        asyncio.run(main())
    """)
    assert told(trace) == [
        "0 TaskCreated task=1 loop=1 name=Task-1 coro=main() where=script.py:9",
        "0 TaskScheduled task=1 cause=created",
        "0 StepStarted task=1",
        "0 TaskCreated task=2 loop=1 name=Task-2 coro=fetch(2) parent=1 where=script.py:7",
        "0 TaskScheduled task=2 cause=created by=1",
        "0 TaskCreated task=3 loop=1 name=Task-3 coro=fetch(1) parent=1 where=script.py:7",
        "0 TaskScheduled task=3 cause=created by=1",
        "0+1 TaskSuspended task=1 wait=(kind=gather label=gather on=[2 3]) stack=[(where=script.py:7 function=main)]",
        "0+1 StepStarted task=2",
        "0+2 TaskSuspended task=2 wait=(kind=sleep label=sleep(2) until=2.00002) "
        "stack=[(where=script.py:4 function=fetch)]",
        "0+2 StepStarted task=3",
        "0+3 TaskSuspended task=3 wait=(kind=sleep label=sleep(1) until=1.00004) "
        "stack=[(where=script.py:4 function=fetch)]",
        "0+3 LoopIdle loop=1 until=1.00004",
        "1+2 TaskScheduled task=3 cause=woken by=timer",
        "1+2 StepStarted task=3",
        "1+3 TaskDone task=3 outcome=returned",
        "1+3 LoopIdle loop=1 until=2.00002",
        "2+1 TaskScheduled task=2 cause=woken by=timer",
        "2+1 StepStarted task=2",
        "2+2 TaskDone task=2 outcome=returned",
        "2+2 TaskScheduled task=1 cause=woken by=2",
        "2+2 StepStarted task=1",
        "2+3 TaskDone task=1 outcome=returned",
    ]


def test_sleep_0_is_made_ready_inside_its_own_step(recorded: Recorder, told: Teller) -> None:
    """Two tasks take turns; each is at the end of the ready queue before its step is told to have ended."""
    trace = recorded("""
        import asyncio

        async def turn():
            await asyncio.sleep(0)

        async def main():
            task = asyncio.create_task(turn(), name="other")
            await asyncio.sleep(0)
            await task

        asyncio.run(main())
    """)
    assert told(trace)[2:] == [
        "0 StepStarted task=1",
        "0 TaskCreated task=2 loop=1 name=other coro=turn() parent=1 where=script.py:7",
        "0 TaskScheduled task=2 cause=created by=1",
        "0 TaskScheduled task=1 cause=yielded by=1",
        "0+1 TaskSuspended task=1 wait=(kind=sleep(0) label=sleep(0)) stack=[(where=script.py:8 function=main)]",
        "0+1 StepStarted task=2",
        "0+1 TaskScheduled task=2 cause=yielded by=2",
        "0+2 TaskSuspended task=2 wait=(kind=sleep(0) label=sleep(0)) stack=[(where=script.py:4 function=turn)]",
        "0+2 StepStarted task=1",
        "0+3 TaskSuspended task=1 wait=(kind=task label=turn() on=[2]) stack=[(where=script.py:9 function=main)]",
        "0+3 StepStarted task=2",
        "0+4 TaskDone task=2 outcome=returned",
        "0+4 TaskScheduled task=1 cause=woken by=2",
        "0+4 StepStarted task=1",
        "0+5 TaskDone task=1 outcome=returned",
    ]


def test_a_callback_sets_a_future(recorded: Recorder, told: Teller) -> None:
    """A plain function that the loop runs has its own event, counts as a step, and is named as the cause."""
    trace = recorded("""
        import asyncio

        def ring(future):
            print("ring")
            future.set_result(None)

        async def main():
            loop = asyncio.get_running_loop()
            future = loop.create_future()
            loop.call_later(1, ring, future)
            await future

        asyncio.run(main())
    """)
    assert told(trace)[2:] == [
        "0 StepStarted task=1",
        "0+1 TaskSuspended task=1 wait=(kind=future label=Future) stack=[(where=script.py:11 function=main)]",
        "0+1 LoopIdle loop=1 until=1",
        "1 CallbackRan loop=1 call=ring where=script.py:3",
        "1 Printed text=ring",
        "1 TaskScheduled task=1 cause=woken by=callback",
        "1+1 StepStarted task=1",
        "1+2 TaskDone task=1 outcome=returned",
    ]


def test_a_cancellation_is_a_request_and_then_a_step(recorded: Recorder, told: Teller) -> None:
    """The request names who asked; the cancelled task runs once more, and then wakes who awaits it."""
    trace = recorded("""
        import asyncio

        async def main():
            task = asyncio.create_task(asyncio.sleep(9))
            await asyncio.sleep(1)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                pass

        asyncio.run(main())
    """)
    assert told(trace)[6:] == [
        "0+1 StepStarted task=2",
        "0+2 TaskSuspended task=2 wait=(kind=sleep label=sleep(9) until=9.00002)",
        "0+2 LoopIdle loop=1 until=1",
        "1 TaskScheduled task=1 cause=woken by=timer",
        "1 StepStarted task=1",
        "1 CancelRequested task=2 by=1",
        "1 TaskScheduled task=2 cause=cancelled by=1",
        "1+1 TaskSuspended task=1 wait=(kind=task label=sleep(9) on=[2]) stack=[(where=script.py:8 function=main)]",
        "1+1 StepStarted task=2 cancelled=True",
        "1+2 TaskDone task=2 outcome=cancelled",
        "1+2 TaskScheduled task=1 cause=woken by=2",
        "1+2 StepStarted task=1",
        "1+3 TaskDone task=1 outcome=returned",
    ]


def test_a_ready_task_that_is_cancelled_is_told_in_the_same_step(recorded: Recorder, told: Teller) -> None:
    """A task that never began notices nothing of the request, but it is told where it was made."""
    trace = recorded("""
        import asyncio

        async def main():
            asyncio.create_task(asyncio.sleep(9)).cancel()
            await asyncio.sleep(1)

        asyncio.run(main())
    """)
    assert told(trace)[4:8] == [
        "0 TaskScheduled task=2 cause=created by=1",
        "0 CancelRequested task=2 by=1",
        "0+1 TaskSuspended task=1 wait=(kind=sleep label=sleep(1) until=1) stack=[(where=script.py:5 function=main)]",
        "0+1 StepStarted task=2 cancelled=True",
    ]


def test_a_failure_goes_to_who_awaits(recorded: Recorder, told: Teller) -> None:
    """The task that raised is done before the other is made ready by it."""
    trace = recorded("""
        import asyncio

        async def fail():
            raise ValueError("no fuel")

        async def main():
            try:
                await asyncio.create_task(fail())
            except ValueError:
                print("caught")

        asyncio.run(main())
    """)
    assert told(trace)[5:] == [
        "0+1 TaskSuspended task=1 wait=(kind=task label=fail() on=[2]) stack=[(where=script.py:8 function=main)]",
        "0+1 StepStarted task=2",
        "0+2 TaskDone task=2 outcome=raised result=ValueError('no fuel')",
        "0+2 TaskScheduled task=1 cause=woken by=2",
        "0+2 StepStarted task=1",
        "0+2 Printed text=caught task=1",
        "0+3 TaskDone task=1 outcome=returned",
    ]


def test_lines_are_told_before_they_run(recorded: Recorder, told: Teller) -> None:
    """Each line of the script is told with the task that reaches it, what it prints after it."""
    trace = recorded(
        """
        import asyncio

        async def main():
            print("a")
            await asyncio.sleep(1)
            print("b")

        asyncio.run(main())
        print("c")
        """,
        lines=True,
    )
    assert [line for line in told(trace) if "LineReached" in line or "Printed" in line] == [
        "0 LineReached where=script.py:1",
        "0 LineReached where=script.py:3",
        "0 LineReached where=script.py:8",
        "0 LineReached where=script.py:4 task=1",
        "0 Printed text=a task=1",
        "0 LineReached where=script.py:5 task=1",
        "1 LineReached where=script.py:6 task=1",
        "1 Printed text=b task=1",
        "1+3 LineReached where=script.py:9",
        "1+3 Printed text=c",
    ]
