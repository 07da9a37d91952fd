"""What is told quickly is what is told in any case: the same bytes, whichever way a turn takes."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from loopway.trace import Trace
from loopway.trace.events import StepStarted, TaskSuspended
from loopway.trace.jsonl import dumps

Recorder = Callable[..., Trace]

SUSPICIOUS = "\n# cancel\n"
"""A program that has a word for it is looked at after every step, and all of it is told in the general way."""

PROGRAMS = {
    "turns of several kinds": """
        import asyncio

        class Turn:
            def __await__(self):
                yield

        async def turn(first, *others):
            for delay in (0, 0, 0.0, -1, first, *others, first, *others):
                await asyncio.sleep(delay)
                await Turn()

        async def main():
            await asyncio.gather(turn(0), turn(-2, 0.25, 0), turn(1, 0))

        asyncio.run(main())
    """,
    "two places in one line": """
        import asyncio

        async def nap(n):
            return await asyncio.sleep(0, n)

        async def main():
            for n in range(5):
                await asyncio.sleep(0); await asyncio.sleep(0 if n % 2 else -1)
                await (nap(1) if n < 3 else asyncio.sleep(0))

        asyncio.run(main())
    """,
    "queues that take turns": """
        import asyncio

        async def play(mine, others):
            for _ in range(20):
                await others.put(await mine.get() + 1)

        async def main():
            queues = [asyncio.Queue(1) for _ in range(3)]
            queues[0].put_nowait(0)
            await asyncio.gather(*[play(queues[n], queues[n - 1]) for n in range(3)])

        asyncio.run(main())
    """,
    "locks, events, conditions": """
        import asyncio

        async def use(lock, n):
            for _ in range(4):
                async with lock:
                    await asyncio.sleep(0)

        async def wait(event, semaphore):
            await event.wait()
            async with semaphore:
                await asyncio.sleep(0)

        async def main():
            lock, event, semaphore = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2)
            users = [use(asyncio.Lock() if n == 2 else lock, n) for n in range(4)]
            waiters = asyncio.gather(*[wait(event, semaphore) for _ in range(5)])
            await asyncio.gather(*users)
            event.set()
            await waiters

        asyncio.run(main())
    """,
    "deep, with timers and callbacks between": """
        import asyncio

        async def descend(depth):
            if depth:
                return await descend(depth - 1)
            for n in range(6):
                await asyncio.sleep(0)
                if n == 3:
                    asyncio.get_running_loop().call_soon(print, "called")
                    asyncio.create_task(asyncio.sleep(0.5), name="late")

        async def main():
            await asyncio.gather(descend(9), descend(3), asyncio.sleep(0.00001), asyncio.sleep(1))

        asyncio.run(main())
    """,
    "objects that take each other's address": """
        import asyncio

        async def wait(event):
            await event.wait()

        async def main():
            for n in range(30):
                event = (asyncio.Event if n % 3 else type("Bell", (asyncio.Event,), {}))()
                waiter = asyncio.create_task(wait(event))
                await asyncio.sleep(0)
                event.set()
                await waiter

        asyncio.run(main())
    """,
}

PROGRAMS = {name: dedent(source) for name, source in PROGRAMS.items()}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_quick_way_tells_the_same(name: str, recorded: Recorder) -> None:
    """Every event and every field, also where a task waits for something else at the place where it waited before."""
    quick, general = recorded(PROGRAMS[name]), recorded(PROGRAMS[name] + SUSPICIOUS)
    assert _events(quick) == _events(general)


def test_the_comparison_can_fail(recorded: Recorder) -> None:
    """One other delay is seen."""
    source = PROGRAMS["two places in one line"]
    assert _events(recorded(source)) != _events(recorded(source.replace("else -1", "else 0") + SUSPICIOUS))


def test_without_waits_there_are_steps_only(recorded: Recorder) -> None:
    """Each step is where it was; its end says neither what for nor where."""
    source = PROGRAMS["queues that take turns"]
    bare, full = recorded(source, waits=False), recorded(source)
    assert [e.at for e in bare.events if isinstance(e, StepStarted)] == [
        e.at for e in full.events if isinstance(e, StepStarted)
    ]
    waits = {(e.wait.kind, e.wait.label, e.wait.on, e.stack) for e in bare.events if isinstance(e, TaskSuspended)}
    assert waits == {("other", "", (), ())}
    assert not [e for e in bare.events if type(e).__name__ == "ResourceChanged"]


@pytest.mark.parametrize("most", [1, 5, 6, 7, 50, 93])
def test_events_are_bounded(most: int, recorded: Recorder, capfd: pytest.CaptureFixture[str]) -> None:
    """The first are kept, the others counted; the script goes on to its end, and its exit code is kept."""
    source = PROGRAMS["turns of several kinds"] + '\nprint("end")\nraise SystemExit(3)\n'
    whole, part = recorded(source), recorded(source, events=most)
    assert part.events == whole.events[:most]
    assert part.header.dropped == len(whole.events) - most
    assert part.header.cut == f"The recording stopped after {most:,} events; the script went on."
    assert (part.header.exit, capfd.readouterr().out) == (3, "end\nend\n")
    assert (whole.header.dropped, whole.header.cut) == (0, None)


def _events(trace: Trace) -> list[bytes]:
    return dumps(trace).splitlines()[1:]
