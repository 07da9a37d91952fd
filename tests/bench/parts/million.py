"""Planning a run of a million events: half a minute, and as long to record it."""

from __future__ import annotations

from .child import Found
from .growth import ROUNDS, peak, planned, recorded
from .meter import Meter

TASKS, SLEEPS = 1_000, 250
"""Four events for each sleep, lines included."""


def measure(meter: Meter) -> Found:
    """tell() in CPU seconds, and the most memory that the process has held, the trace included."""
    return planned(recorded(ROUNDS, TASKS, SLEEPS)) | {"peak": peak()}
