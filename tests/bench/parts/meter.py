"""What a piece of work costs: processor time of this process, its threads and its children; and time on the wall."""

from __future__ import annotations

import os
import time
from multiprocessing import active_children
from typing import NamedTuple

_BORN = time.perf_counter()


class Cost(NamedTuple):
    """Seconds."""

    cpu: float
    """User and system."""
    wall: float


class Meter:
    """Runs from the start of the process: what was imported before it counts as CPU time of the first lap."""

    def __init__(self) -> None:
        self._cpu = 0.0
        self._wall = _BORN

    def lap(self) -> Cost:
        """The cost since the last lap."""
        cpu, wall = cpu_so_far(), time.perf_counter()
        cost = Cost(cpu - self._cpu, wall - self._wall)
        self._cpu, self._wall = cpu, wall
        return cost


def cpu_so_far() -> float:
    """Processor seconds of this process and all of its children, those that live and those that have ended."""
    living = (child.pid for child in active_children())
    ended = sum(os.times()[2:4])
    return time.process_time() + ended + sum(time.clock_gettime(cpu_clock(pid)) for pid in living if pid)


def cpu_clock(pid: int) -> int:
    """Linux's number of the clock that counts another process's CPU time: clock_getcpuclockid(3) does the same."""
    return ~pid << 3 | 2
