"""Script time: what passes, what only seems to, and what is printed of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loopway.trace import Trace
from loopway.trace.events import TaskScheduled, TaskSuspended

Recorder = Callable[..., Trace]
Teller = Callable[[Trace], list[str]]

OUTSIDE = "It waits for threads, sockets or processes, in real time."
LONG = "A step of 10 ms or more counts with the real time that it took."


def printed(trace: Trace) -> list[str]:
    """What the script printed."""
    return [e.text for e in trace.events if type(e).__name__ == "Printed"]


def test_an_hour_takes_no_time(recorded: Recorder) -> None:
    """Where only timers wait, the clock jumps."""
    trace = recorded("import asyncio\nasyncio.run(asyncio.sleep(3600))\n", until=4000)
    assert (trace.header.clock, trace.header.reproducible, trace.header.step) == ("virtual", True, 0.00002)
    assert trace.events[-1].at == 3600.00006


def test_timers_of_one_millisecond_wake_together(recorded: Recorder, told: Teller) -> None:
    """As under plain asyncio, whose epoll counts milliseconds: all are in line before the first of them runs."""
    trace = recorded("""
        import asyncio

        async def main():
            await asyncio.gather(asyncio.sleep(1), asyncio.sleep(1), asyncio.sleep(1.1))

        asyncio.run(main())
    """)
    assert [line.partition(" cause")[0] for line in told(trace)][16:22] == [
        "0+4 LoopIdle loop=1 until=1.00002",
        "1+2 TaskScheduled task=2",
        "1+2 TaskScheduled task=3",
        "1+2 StepStarted task=2",
        "1+3 TaskDone task=2 outcome=returned",
        "1+3 StepStarted task=3",
    ]


def test_time_sleep_blocks_the_loop(recorded: Recorder, told: Teller) -> None:
    """(a) `time.sleep` takes no real time, but script time, and what was due meanwhile is late."""
    trace = recorded("""
        import asyncio, time

        async def block():
            time.sleep(2)

        async def main():
            await asyncio.gather(asyncio.sleep(1), block())

        asyncio.run(main())
    """)
    assert [line for line in told(trace) if "task=2" in line or "task=3" in line][6:] == [
        "0+2 StepStarted task=3",
        "0+2 CallBlocked call=time.sleep(2) seconds=2 task=3 where=script.py:4",
        "2+3 TaskDone task=3 outcome=returned",
        "2+3 TaskScheduled task=2 cause=woken by=timer",
        "2+3 StepStarted task=2",
        "2+4 TaskDone task=2 outcome=returned",
    ]


def test_a_long_computation_counts(recorded: Recorder) -> None:
    """(b) A step that really takes 10 ms or more has its real length, in one piece; the header says so."""
    trace = recorded("""
        import asyncio, time

        async def main():
            end = time.monotonic() + 0.05
            while time.monotonic() < end:
                pass
            loop = asyncio.get_running_loop()
            end = loop.time() + 0.05
            while loop.time() < end:
                pass

        asyncio.run(main())
    """)
    blocked = [e for e in trace.events if type(e).__name__ == "CallBlocked"]
    assert [(e.call, e.task) for e in blocked] == [("busy", 1)]
    assert 0.1 <= blocked[0].seconds < 2
    assert (trace.header.reproducible, trace.header.why_not) == (False, (LONG,))


def test_the_line_of_a_blocking_call_is_known(recorded: Recorder) -> None:
    """A call that really waits is told with its line, before the next line."""
    trace = recorded(
        """
        import asyncio, threading

        async def main():
            threading.Event().wait(0.05)
            print("after")

        asyncio.run(main())
        """,
        lines=True,
    )
    (blocked,) = [e for e in trace.events if type(e).__name__ == "CallBlocked"]
    assert (blocked.call, blocked.where, blocked.task) == ("threading.Event().wait(0.05)", "script.py:4", 1)
    assert blocked.seconds >= 0.05
    following = trace.events[trace.events.index(blocked) + 1]
    assert (type(following).__name__, following.where) == ("LineReached", "script.py:5")


def test_threads_take_real_time(recorded: Recorder) -> None:
    """(c) While work goes on in a thread real time counts, also when asyncio's future for it was cancelled."""
    trace = recorded("""
        import asyncio, time

        async def main():
            try:
                await asyncio.wait_for(asyncio.to_thread(time.sleep, 0.2), 0.05)
            except TimeoutError:
                print("time is up")
            await asyncio.sleep(0.05)

        asyncio.run(main())
    """)
    assert trace.header.clock == "mixed"
    assert OUTSIDE in trace.header.why_not  # on a busy machine a step may take over 10 ms, too
    assert printed(trace) == ["time is up"]
    assert 0.15 <= trace.events[-1].at < 2


def test_a_thread_that_is_done_leaves_time_virtual_again(recorded: Recorder) -> None:
    """An executor's idle threads do not hold the clock."""
    trace = recorded("""
        import asyncio

        async def main():
            await asyncio.to_thread(int)
            await asyncio.sleep(50)

        asyncio.run(main())
    """)
    assert trace.header.cut is None
    assert trace.events[-1].at > 50


def test_printed_times_are_true_to_the_trace(recorded: Recorder) -> None:
    """(d) Every function of `time` that tells the time follows the clock of the trace."""
    trace = recorded("""
        import asyncio, time

        async def main():
            wall, mono, perf = time.time(), time.monotonic_ns(), time.perf_counter()
            print(time.strftime("%M:%S"), time.gmtime().tm_sec, time.localtime().tm_sec, time.ctime()[14:19])
            await asyncio.sleep(3)
            print(f"{time.time() - wall:.2f} {(time.monotonic_ns() - mono) / 1e9:.2f} {time.perf_counter() - perf:.2f}")
            print(time.strftime("%M:%S"), time.asctime()[14:19], time.ctime(0)[-4:])
            print(time.monotonic() == asyncio.get_running_loop().time())

        asyncio.run(main())
        time.sleep(0.5)
        print(time.strftime("%S"))
    """)
    assert printed(trace) == ["00:00 0 0 00:00", "3.00 3.00 3.00", "00:03 00:03 1970", "True", "03"]
    assert trace.header.notes == ("Under the virtual clock every run begins on 2024-01-01 at 12:00 UTC.",)
    assert trace.header.reproducible


def test_datetime_cannot_follow_and_the_header_says_so(recorded: Recorder) -> None:
    """(d) `datetime.now` tells the machine's time: such a run does not reproduce."""
    trace = recorded("""
        import asyncio, datetime
        print(type(datetime.datetime.now()).__name__)
        asyncio.run(asyncio.sleep(1))
    """)
    reason = "The script may read datetime.now, which tells the machine's time."
    assert (trace.header.reproducible, trace.header.why_not) == (False, (reason,))


def test_the_real_clock_waits(recorded: Recorder) -> None:
    """Under the real clock nothing jumps, and no step is nominal."""
    trace = recorded("import asyncio, time\ntime.sleep(0.01)\nasyncio.run(asyncio.sleep(0.1))\n", clock="real")
    header = trace.header
    assert (header.clock, header.step, header.why_not[0]) == ("real", 0.0, "Real time is never the same twice.")
    assert trace.events[-1].at >= 0.11
    assert [e.call for e in trace.events if type(e).__name__ == "CallBlocked"] == ["time.sleep(0.01)"]


def test_the_virtual_clock_alone_refuses_real_waits(recorded: Recorder) -> None:
    """`clock="virtual"` stops where somebody outside would have to be waited for."""
    trace = recorded("import asyncio, time\nasyncio.run(asyncio.to_thread(time.sleep, 0.05))\n", clock="virtual")
    assert trace.header.cut == (
        "The recording stopped: the script waits for a thread, a socket or a process, "
        "which the virtual clock alone cannot tell."
    )


def test_sockets_work(recorded: Recorder) -> None:
    """A server and its client talk; only time that nobody can shorten is real."""
    trace = recorded("""
        import asyncio

        async def handle(reader, writer):
            data = await reader.readline()
            await asyncio.sleep(0.05)
            writer.write(data.upper())
            writer.close()

        async def main():
            async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
                reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
                writer.write(b"hello\\n")
                print(await asyncio.wait_for(reader.readline(), 5))
                writer.close()

        asyncio.run(main())
    """)
    assert printed(trace) == ["b'HELLO\\n'"]
    assert not trace.header.reproducible


def test_a_forked_process_keeps_real_time(recorded: Recorder, capfd: pytest.CaptureFixture[str]) -> None:
    """A fork is not recorded, and its `time.sleep` sleeps."""
    trace = recorded("""
        import asyncio, os, time, warnings
        warnings.simplefilter("ignore")
        real = time.clock_gettime

        async def main():
            pid = os.fork()
            if not pid:
                before = real(time.CLOCK_MONOTONIC)
                time.sleep(0.05)
                print("slept", real(time.CLOCK_MONOTONIC) - before >= 0.05, flush=True)
                os._exit(0)
            os.waitpid(pid, 0)

        asyncio.run(main())
    """)
    assert capfd.readouterr().out == "slept True\n"
    assert printed(trace) == []


@pytest.mark.parametrize("many", [60, 100, 400])
def test_a_crowd_of_timers_rings_in_time(recorded: Recorder, many: int) -> None:
    """However many timers lie a step apart, none rings before its time: asyncio's own callbacks take none."""
    run = recorded(
        f"""
        import asyncio

        async def main():
            await asyncio.gather(*(asyncio.sleep(1) for _ in range({many})))

        asyncio.run(main())
        """
    )
    rings = [event for event in run.events if isinstance(event, TaskScheduled) and event.by == "timer"]
    until = {event.task: event.wait.until for event in run.events if isinstance(event, TaskSuspended)}
    assert len(rings) == many and all(event.at >= until[event.task] for event in rings)
