"""What comes from outside of the loop: threads, processes, sockets, other programs, signals."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.record.brief import brief

from loopway.trace import Trace

Recorder = Callable[..., Trace]

WATCHER = "thread" if sys.version_info < (3, 12) else "descriptor"
"""Who tells asyncio that another program has ended; from 3.12 on Linux does it itself."""

HANDLER = "signal" if sys.version_info < (3, 14) else "thread"
"""Who is behind `call_soon_threadsafe`; from 3.14 on asyncio itself tells threads and signal handlers apart no more."""


def test_threads(recorded: Recorder) -> None:
    """The function in the thread is named; its end is the thread's doing, and so is what it hands over to the loop."""
    trace = recorded("""
        import asyncio
        import time
        from functools import partial

        def ring(loop, event):
            loop.call_soon_threadsafe(event.set)

        def call(loop):
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()

        async def main():
            loop, event = asyncio.get_running_loop(), asyncio.Event()
            await asyncio.to_thread(partial(time.sleep, 0.1))
            loop.run_in_executor(None, ring, loop, event)
            await event.wait()
            await loop.run_in_executor(None, call, loop)

        asyncio.run(main())
    """)
    assert brief(trace, times=False) == [
        "1 runs",
        '1 waits: thread "to_thread(sleep)"',
        "1 ready, woken by thread",
        "1 runs",
        '1 waits: event "Event.wait" on event1',
        "1 ready, woken by thread",
        "1 runs",
        '1 waits: thread "run_in_executor(call)"',
        "2 created, sleep(0)",
        "2 runs",
        "2 ready, yielded by 2",
        "2 waits: sleep(0)",
        "2 runs",
        "2 returned",
        "1 ready, woken by thread",
        "1 runs",
        "1 returned",
    ]


def test_processes(recorded: Recorder) -> None:
    """A pool of processes is an executor like any other."""
    trace = recorded("""
        import asyncio
        import os
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        async def main():
            with ProcessPoolExecutor(1, get_context("fork")) as pool:
                await asyncio.get_running_loop().run_in_executor(pool, os.getpid)

        asyncio.run(main())
    """)
    assert brief(trace, times=False) == [
        "1 runs",
        '1 waits: thread "run_in_executor(getpid)"',
        "1 ready, woken by thread",
        "1 runs",
        "1 returned",
    ]


def test_subprocess(recorded: Recorder) -> None:
    """It waits for the other program to start, and to end."""
    trace = recorded("""
        import asyncio

        async def main():
            process = await asyncio.create_subprocess_exec("sleep", "0.2")
            await process.wait()

        asyncio.run(main())
    """)
    assert brief(trace, times=False) == [
        "1 runs",
        '1 waits: process "create_subprocess_exec"',
        "1 ready, woken by 2",
        "1 runs",
        '1 waits: process "Process.wait"',
        f"1 ready, woken by {WATCHER}",
        "1 runs",
        "1 returned",
    ]


def test_streams(recorded: Recorder) -> None:
    """Both ends wait for what the other one sends: a descriptor wakes them."""
    trace = recorded("""
        import asyncio

        async def talk(reader, writer):
            writer.write(await reader.readline())
            await asyncio.sleep(0.1)
            writer.close()

        async def main():
            server = await asyncio.start_unix_server(talk, "door")
            reader, writer = await asyncio.open_unix_connection("door")
            await asyncio.sleep(0.1)
            writer.write(b"hello\\n")
            await reader.readline()
            await reader.read()
            writer.close()
            server.close()

        asyncio.run(main())
    """)
    assert brief(trace, times=False) == [
        "1 runs",
        "1 ready, yielded by 1",
        '1 waits: sleep(0) "start_unix_server"',
        "1 runs",
        '1 waits: network "open_unix_connection"',
        "1 ready, woken by 1",
        "1 runs",
        '1 waits: sleep "sleep(0.1)"',
        "3 created, talk(<StreamReader>…",
        "3 runs",
        '3 waits: network "readline"',
        "1 ready, woken by timer",
        "1 runs",
        '1 waits: network "readline"',
        "3 ready, woken by descriptor",
        "3 runs",
        '3 waits: sleep "sleep(0.1)"',
        "1 ready, woken by descriptor",
        "1 runs",
        '1 waits: network "read"',
        "3 ready, woken by timer",
        "3 runs",
        "3 returned",
        "1 ready, woken by descriptor",
        "1 runs",
        "1 returned",
    ]


def test_sockets(recorded: Recorder) -> None:
    """The loop's own methods for sockets are called what they are."""
    trace = recorded("""
        import asyncio
        import socket

        async def main():
            loop = asyncio.get_running_loop()
            here, there = socket.socketpair()
            for end in (here, there):
                end.setblocking(False)
            loop.call_later(0.1, here.send, b"x")
            await loop.sock_recv(there, 1)
            ready = loop.create_future()
            loop.add_reader(there, ready.set_result, None)
            loop.call_later(0.1, here.send, b"x")
            await ready
            loop.remove_reader(there)
            here.close()
            there.close()

        asyncio.run(main())
    """)
    assert brief(trace, times=False) == [
        "1 runs",
        '1 waits: network "sock_recv"',
        "1 ready, woken by descriptor",
        "1 runs",
        '1 waits: future "Future"',
        "1 ready, woken by descriptor",
        "1 runs",
        "1 returned",
    ]


def test_signals(recorded: Recorder) -> None:
    """A signal is behind what its handler wakes, whoever has installed it."""
    trace = recorded("""
        import asyncio
        import os
        import signal

        async def main():
            loop, event = asyncio.get_running_loop(), asyncio.Event()

            def ring(*_):
                loop.call_soon_threadsafe(event.set)

            loop.add_signal_handler(signal.SIGUSR1, event.set)
            loop.add_signal_handler(signal.SIGUSR2, lambda: event.set())
            signal.signal(signal.SIGHUP, ring)
            for number in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGHUP):
                child = os.fork()
                if not child:
                    signal.pthread_sigmask(signal.SIG_BLOCK, {number})
                    signal.sigtimedwait([number], 0.1)
                    os.kill(os.getppid(), number)
                    os._exit(0)
                await event.wait()
                event.clear()

        asyncio.run(main())
    """)
    assert brief(trace, times=False) == [
        "1 runs",
        '1 waits: event "Event.wait" on event1',
        "1 ready, woken by signal",
        "1 runs",
        '1 waits: event "Event.wait" on event1',
        "1 ready, woken by signal",
        "1 runs",
        '1 waits: event "Event.wait" on event1',
        f"1 ready, woken by {HANDLER}",
        "1 runs",
        "1 returned",
    ]


def test_an_interruption(recorded: Recorder) -> None:
    """Ctrl+C is behind the cancellation of the main task."""
    trace = recorded("""
        import asyncio
        import os
        import signal

        async def main():
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(9)

        try:
            asyncio.run(main())
        except KeyboardInterrupt:
            pass
    """)
    assert brief(trace, times=False) == [
        "1 runs",
        "1 asked to cancel by signal",
        "1 ready, cancelled by signal",
        '1 waits: sleep "sleep(9)"',
        "1 runs!",
        "1 cancelled",
    ]
