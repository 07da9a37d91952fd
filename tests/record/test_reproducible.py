"""The same script gives the same bytes, and where it may not, the header says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loopway.trace import Trace
from loopway.trace.jsonl import dumps

Recorder = Callable[..., Trace]

BUSY_STREET = """
    import asyncio, time

    class Car:
        pass

    async def drive(car, names):
        for name in names:
            await asyncio.sleep(0.1)
            print(name, car, asyncio.current_task())
        return car

    async def main():
        print(time.time(), time.perf_counter(), time.strftime("%c"))
        async with asyncio.timeout(50), asyncio.TaskGroup() as group:
            for n in range(4):
                group.create_task(drive(Car(), {"b", "a", "c"}))
        queue = asyncio.Queue(1)
        await asyncio.gather(queue.put(1), queue.put(2), queue.get(), asyncio.sleep(0.2))

    asyncio.run(main())
"""


def test_two_recordings_are_equal_byte_for_byte(recorded: Recorder) -> None:
    """Addresses, the order of sets of strings, the date and the machine's speed do not show."""
    first, second = recorded(BUSY_STREET, lines=True), recorded(BUSY_STREET, lines=True)
    assert first.header.reproducible
    assert dumps(first) == dumps(second)


def test_no_path_of_this_machine_is_written(recorded: Recorder, tmp_path: object) -> None:
    """The script's folder is left out wherever the script shows it."""
    trace = recorded(BUSY_STREET + "\n    print(__file__)\n")
    assert str(tmp_path) not in dumps(trace).decode()
    assert trace.events[-1].text == "script.py"


SETS = "asyncio cancels a set of tasks, in an order that may be another one each time."


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            """
            import asyncio
            async def fail():
                raise ValueError
            async def main():
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(1))
                    group.create_task(asyncio.sleep(2))
                    group.create_task(fail())
            try:
                asyncio.run(main())
            except* ValueError:
                pass
            """,
            SETS,
        ),
        (
            """
            import asyncio
            async def main():
                tasks = [asyncio.create_task(asyncio.sleep(9)) for _ in range(3)]
                await asyncio.sleep(1)
            asyncio.run(main())
            """,
            SETS,
        ),
        (
            """
            import asyncio, threading
            async def main():
                await asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))
            thread = threading.Thread(target=lambda: asyncio.run(main()))
            thread.start()
            asyncio.run(main())
            thread.join()
            """,
            "It has threads of its own, which run when they like.",
        ),
        (
            "import asyncio, random\nasyncio.run(asyncio.sleep(random.random()))\n",
            "The script may draw random numbers.",
        ),
        (
            "import asyncio\nasync def main():\n"
            "    print(len(await asyncio.wait([asyncio.create_task(asyncio.sleep(1))])))\nasyncio.run(main())\n",
            "asyncio.wait gives sets of tasks, whose order may be another one each time.",
        ),
    ],
)
def test_what_may_differ_is_said(recorded: Recorder, source: str, reason: str) -> None:
    """Orders that CPython takes from sets of tasks, and the script's own dice, are named."""
    trace = recorded(source)
    assert (trace.header.reproducible, trace.header.why_not) == (False, (reason,))


def test_a_sleep_beside_a_thread_takes_real_time(recorded: Recorder) -> None:
    """`time.sleep` cannot jump while another thread lives; the header says both."""
    trace = recorded("""
        import asyncio, threading, time
        async def main():
            done = threading.Event()
            thread = threading.Thread(target=done.wait)
            thread.start()
            time.sleep(0.001)
            done.set()
            thread.join()
        asyncio.run(main())
    """)
    assert trace.header.clock == "mixed"
    assert trace.header.why_not == (
        "It waits for threads, sockets or processes, in real time.",
        "It has threads of its own, which run when they like.",
    )


def test_one_cancelled_sibling_has_only_one_order(recorded: Recorder) -> None:
    """A set of one task is always in the same order."""
    trace = recorded("""
        import asyncio
        async def main():
            task = asyncio.create_task(asyncio.sleep(9))
            await asyncio.sleep(1)
        asyncio.run(main())
        asyncio.run(main())
    """)
    assert trace.header.reproducible
