"""What watching costs, and what it shall cost at most: from what was found to what is judged."""

from __future__ import annotations

from statistics import fmean

from .begins import later
from .child import Found
from .goals import Goal
from .watchers import NAMES, OPTIONS

FULL = {"turns": 1.5, "queue": 1.3, "gather": 1.3}
BRACKET = 1.2
BYTES = 40.0
MILLISECONDS = 50.0


def cpu(found: Found, way: str, program: str) -> float | None:
    """CPU nanoseconds of a program watched in this way: the least of all runs; None if there was none."""
    runs = found["runs"][program].get(way)
    return min(run["cpu"] for run in runs) if runs else None


def ratio(found: Found, way: str, program: str) -> float | None:
    """How many times as long as by itself it takes."""
    ours, plain = cpu(found, way, program), cpu(found, "plain", program)
    return None if ours is None or not plain else ours / plain


def step(found: Found, way: str, program: str) -> float | None:
    """CPU nanoseconds a step of a task, of which loopway has counted how many there are."""
    time, steps = cpu(found, way, program), found["runs"][program]["full"][0]["steps"]
    return None if time is None else time / steps


def size(found: Found, way: str, program: str) -> float | None:
    """Bytes of the recorder's buffer an event."""
    run = found["runs"][program].get(way, [{}])[0]
    return run["bytes"] / run["events"] if "bytes" in run else None


def reached(found: Found) -> list[Goal]:
    """All figures for which there is a goal."""
    judged = [_times(found, "full", program, most) for program, most in FULL.items()]
    judged += [_times(found, "bracket", program, BRACKET) for program in FULL]
    average = max(fmean(size(found, way, program) or 0.0 for program in NAMES) for way in OPTIONS)
    judged.append(Goal("recorder's buffer: all programs' average, dearest way", average, BYTES, "bytes/event", True))
    judged.append(Goal("a script begins later", later(found["begins"], "record"), MILLISECONDS, "ms", True))
    judged.append(Goal("`loopway trace` takes longer than `python`", later(found["begins"], "command"), None, "ms"))
    if found["many"]:
        judged.append(Goal("ten million events", found["many"]["bytes"] / 1e6, 400.0, "MB", True))
        judged.append(Goal("of them dropped", found["many"]["dropped"], 0.0, "events", True))
        judged.append(Goal("a million events to a Trace", found["many"]["assembled"], 5.0, "s", True))
    return judged


def _times(found: Found, way: str, program: str, most: float) -> Goal:
    times = ratio(found, way, program)
    return Goal(f"{way}, {NAMES[program]}", float("inf") if times is None else times, most, "x", True)
