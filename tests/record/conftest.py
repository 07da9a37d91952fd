"""Recordings of small programs, told in one line an event; and the proof that recording leaves nothing behind."""

from __future__ import annotations

import asyncio
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.record.brief import instant

from loopway.record import record
from loopway.trace import Trace

Recorder = Callable[..., Trace]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Gives a function that writes a program to `script.py` in the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(source: str) -> Path:
        path = Path("script.py")
        path.write_text(textwrap.dedent(source).lstrip())
        return path

    return write


@pytest.fixture
def recorded(script: Callable[[str], Path], capfd: pytest.CaptureFixture[str]) -> Recorder:
    """Gives a function that records a program and gives its trace; without its lines, unless they are asked for."""

    def run(source: str, **options: Any) -> Trace:
        return record(script(source), **{"lines": False, "locals": False, "timeout": 15.0, **options})

    return run


def tell(trace: Trace) -> list[str]:
    """Give each event in one line: the instant, the type, the fields; without asyncio's own tasks and the loop's end.

    Steps of 20 µs are written as such: `1+2` is one second and two steps.
    """
    internal = {e.task for e in trace.events if type(e).__name__ == "TaskCreated" and e.internal}
    told = []
    for event in trace.events:
        if getattr(event, "task", None) in internal or type(event).__name__ in ("LoopOpened", "LoopClosed"):
            continue
        fields = msgspec.to_builtins(event)
        at, kind = fields.pop("at"), fields.pop("type")
        told.append(" ".join([instant(at), kind, *(f"{name}={_value(value)}" for name, value in fields.items())]))
    return told


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "(" + " ".join(f"{name}={_value(part)}" for name, part in value.items()) + ")"
    if isinstance(value, list | tuple):
        return "[" + " ".join(_value(part) for part in value) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


@pytest.fixture
def told() -> Callable[[Trace], list[str]]:
    """Gives `tell`."""
    return tell


def installed() -> dict[str, object]:
    """Everything that the recorder could have replaced in this process."""
    modules = {"asyncio": asyncio, "unix_events": asyncio.unix_events, "events": asyncio.events, "time": time}
    found: dict[str, object] = {
        f"{name}.{attribute}": value for name, module in modules.items() for attribute, value in vars(module).items()
    }
    resources = (asyncio.Lock, asyncio.Semaphore, asyncio.Event, asyncio.Condition, asyncio.Barrier, asyncio.Queue)
    for type_ in (*resources, Future):
        found.update({f"{type_.__name__}.{attribute}": value for attribute, value in vars(type_).items()})
        found[f"attributes of {type_.__name__}"] = sorted(vars(type_))
    found.pop("events._event_loop_policy", None)  # asyncio.run itself makes one
    policy = getattr(asyncio.unix_events, "_UnixDefaultEventLoopPolicy", None)
    found["loop factory"] = vars(policy).get("_loop_factory") if policy else None
    found["stdout"] = sys.stdout
    found["stdout.write"] = vars(sys.stdout).get("write") if hasattr(sys.stdout, "__dict__") else None
    found["trace function"] = sys.gettrace()
    found["threads"] = threading.active_count()
    found["origin tracking"] = sys.get_coroutine_origin_tracking_depth()
    if sys.version_info >= (3, 12):
        found["monitoring"] = tuple(sys.monitoring.get_tool(number) for number in range(6))
    return found


@pytest.fixture
def what_is_installed() -> Callable[[], dict[str, object]]:
    """Gives `installed`."""
    return installed


@pytest.fixture(autouse=True)
def nothing_left_installed() -> Iterator[None]:
    """After each test of this room everything is where it was."""
    before = installed()
    yield
    after = installed()
    assert {name: after.get(name) for name in before} == before
