"""Runs that never end, and runs that end at once: what was recorded up to there survives."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from loopway.trace import Trace
from loopway.trace.events import CallBlocked

Recorder = Callable[..., Trace]

ENDLESS = """
    import asyncio

    async def main():
        while True:
            await asyncio.sleep({delay})

    asyncio.run(main())
"""


def test_script_time_is_bounded(recorded: Recorder) -> None:
    """An endless tick stops at the limit, not a step later; the trace ends in an idle loop."""
    trace = recorded(ENDLESS.format(delay=1), until=3.5)
    assert trace.header.cut == "The recording stopped after 3.5 s of script time."
    assert (type(trace.events[-1]).__name__, trace.events[-1].at) == ("LoopIdle", 3.00002)
    assert (trace.header.exit, trace.header.reproducible) == (0, True)


def test_steps_are_bounded(recorded: Recorder) -> None:
    """An endless `sleep(0)` stops after so many steps."""
    trace = recorded(ENDLESS.format(delay=0), steps=50)
    assert trace.header.cut == "The recording stopped after 50 steps."
    assert sum(type(e).__name__ == "StepStarted" for e in trace.events) == 50


def test_real_time_is_bounded(recorded: Recorder) -> None:
    """An endless computation is interrupted inside its step, and what it has taken of the loop's time is told."""
    trace = recorded("import asyncio\nasync def main():\n    while True: pass\nasyncio.run(main())\n", timeout=1.0)
    assert trace.header.cut == "The recording stopped after 1 s of real time."
    last = trace.events[-1]
    assert isinstance(last, CallBlocked)
    assert (last.call, last.task, 0.1 < last.seconds < 1) == ("busy", 1, True)


def test_a_script_that_will_not_be_stopped_is_killed(recorded: Recorder) -> None:
    """Catching everything does not help: a second later the process is gone."""
    trace = recorded(
        """
        import asyncio

        async def main():
            while True:
                try:
                    await asyncio.sleep(1)
                except BaseException:
                    pass

        while True:
            try:
                asyncio.run(main())
            except BaseException:
                pass
        """,
        until=2.5,
    )
    assert trace.header.cut == "The recording stopped after 2.5 s of script time."


def test_a_stopped_script_tidies_up(recorded: Recorder, capfd: pytest.CaptureFixture[str]) -> None:
    """Its `finally` blocks run and its text is not lost; nothing is said on its error stream."""
    trace = recorded(
        """
        import asyncio

        async def main():
            try:
                print("before")
                await asyncio.sleep(100)
            finally:
                print("tidied up")

        asyncio.run(main())
        """,
        until=5,
    )
    assert capfd.readouterr() == ("before\ntidied up\n", "")
    assert [e.text for e in trace.events if type(e).__name__ == "Printed"] == ["before"]


def test_everybody_waits_for_ever(recorded: Recorder) -> None:
    """When nothing is left that could wake anybody, the recording stops at once."""
    trace = recorded("""
        import asyncio

        async def main():
            await asyncio.get_running_loop().create_future()

        asyncio.run(main())
    """)
    assert trace.header.cut == "The recording stopped: everybody waits, and nothing is left to wake anybody."


@pytest.mark.parametrize(
    ("end", "exit_code", "sentence"),
    [
        ("os._exit(5)", 5, "The process ended at once, with the exit code 5 (os._exit)."),
        ("os.kill(os.getpid(), 9)", 137, "The process was killed by SIGKILL."),
    ],
)
def test_hard_ends(recorded: Recorder, end: str, exit_code: int, sentence: str) -> None:
    """A process that ends without a word leaves its trace up to there, cut inside a step."""
    trace = recorded(f"""
        import asyncio, os

        async def main():
            await asyncio.sleep(1)
            {end}

        asyncio.run(main())
    """)
    assert (trace.header.exit, trace.header.cut) == (exit_code, sentence)
    assert (type(trace.events[-1]).__name__, trace.events[-1].at) == ("StepStarted", 1.0)


@pytest.mark.parametrize(
    ("end", "exit_code", "error"),
    [
        ("sys.exit(3)", 3, None),
        ("raise KeyError('lost')", 1, "KeyError: 'lost'"),
        ("input()", 1, "EOFError: EOF when reading a line"),
        ("raise KeyboardInterrupt", 130, "KeyboardInterrupt"),
    ],
)
def test_ends_that_python_knows(recorded: Recorder, end: str, exit_code: int, error: str | None) -> None:
    """A script that ends early is recorded whole, with its exit code and its error."""
    trace = recorded(
        f"import asyncio, sys\nasync def main():\n    await asyncio.sleep(1)\n    {end}\nasyncio.run(main())\n",
        stdin=subprocess.DEVNULL,
    )
    assert (trace.header.exit, trace.header.error, trace.header.cut) == (exit_code, error, None)
    assert type(trace.events[-1]).__name__ == "LoopClosed"


def test_a_step_with_very_many_lines(recorded: Recorder) -> None:
    """Of a long computation the first thousand lines are kept, and the next step has its own again."""
    trace = recorded(
        """
        import asyncio

        async def main():
            for n in range(2000):
                n += 1
            await asyncio.sleep(1)
            print("after")

        asyncio.run(main())
        """,
        lines=True,
    )
    lines = [e for e in trace.events if type(e).__name__ == "LineReached"]
    assert len([e for e in lines if e.at < 0.5 and e.task == 1]) == 1000
    assert lines[-1].where == "script.py:7"
    assert trace.header.notes == ("Of a step with more than 1,000 lines only the first 1,000 are recorded.",)
