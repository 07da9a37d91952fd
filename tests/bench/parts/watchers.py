"""The ways to run a program that `./dev bench record` compares: by itself, and with somebody who watches its loop."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from loopway.record.marks import EVENTS, STARTED, TURNED, YIELDED
from loopway.record.parent import Run, recorded

from .child import Found, environment

PROGRAMS = Path(__file__).with_name("programs")
NAMES = {
    "turns": "sleep(0)",
    "queue": "queue ping-pong",
    "gather": "gather of 10,000",
    "deep": "ten-deep awaits",
    "echo": "TCP echo",
}
"""The programs, and what they are called. Each prints the CPU nanoseconds that its `asyncio.run` took."""

OPTIONS: dict[str, dict[str, Any]] = {
    "bracket": {"waits": False},
    "full": {},
    "lines": {"lines": True},
    "locals": {"locals": True},
}
"""loopway's ways, by what is asked of `record`."""
WAYS = ("plain", "debug", "viztracer", *OPTIONS)
WORDS = {
    "plain": "plain loop",
    "debug": "asyncio debug mode",
    "viztracer": "VizTracer --log_async",
    "bracket": "loopway, bracket only",
    "full": "loopway, full",
    "lines": "loopway, with lines",
    "locals": "loopway, with locals",
}
_ENDLESS = 10**9


def is_here(way: str) -> bool:
    """Whether this way can be gone on this machine."""
    return way != "viztracer" or importlib.util.find_spec("viztracer") is not None


def watched(way: str, program: str) -> Found:
    """One run of a program: nanoseconds of CPU time; of loopway's ways also steps, events and bytes."""
    script = PROGRAMS / f"{program}.py"
    if way in OPTIONS:
        return by_loopway(script, **OPTIONS[way])
    with TemporaryDirectory() as folder:
        tracer = ["-m", "viztracer", "--log_async", "--quiet", "-o", f"{folder}/trace.json"]
        command = [sys.executable, *(tracer if way == "viztracer" else []), str(script)]
        given = environment() | ({"PYTHONASYNCIODEBUG": "1"} if way == "debug" else {})
        ended = subprocess.run(command, env=given, capture_output=True, text=True, check=True)
    return {"cpu": int(ended.stdout.split()[-1])}


def by_loopway(script: Path, *, events: int = _ENDLESS, **options: Any) -> Found:
    """One recording, of which no trace is made."""
    run = Run(
        script=script,
        args=(),
        module=None,
        clock="auto",
        timeout=600.0,
        until=1e6,
        steps=_ENDLESS,
        events=events,
        stdin=None,
        stdout=None,
        **({"lines": False, "locals": False, "waits": True} | options),
    )
    with TemporaryFile("w+") as printed, recorded(run._replace(stdout=printed)) as (spooled, _):  # type: ignore[arg-type]
        kinds = [mark[0] for mark in spooled.marks({})]
        printed.seek(0)
        return {
            "cpu": int(printed.read().split()[-1]),
            "steps": sum(kind in (STARTED, TURNED, YIELDED) for kind in kinds),
            "events": sum(EVENTS.get(kind, 0) for kind in kinds),
            "bytes": spooled.bytes,
            "dropped": spooled.dropped,
        }
