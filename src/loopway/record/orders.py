"""What the parent tells the child: through one variable of the environment, which the child takes away."""

# ruff: noqa: PTH118, PTH120  # os.path, not pathlib: this half starts before every script
from __future__ import annotations

import os
import signal
import sys
from collections.abc import MutableMapping
from typing import NamedTuple

VARIABLE = "LOOPWAY_RECORD"
SIGNAL = signal.SIGRTMAX
"""Says that the real time is up. It interrupts a call that waits, and scripts do not use it."""

BOOT = os.path.join(os.path.dirname(__file__), "boot")
"""The folder whose `sitecustomize` starts the child's half."""
_SEED = "PYTHONHASHSEED"
_PATH = "PYTHONPATH"


class Orders(NamedTuple):
    """One recording, as the child has to do it."""

    spool: int
    script: str
    root: str
    """The folder below which code is the user's."""
    clock: str
    timeout: float
    until: float
    steps: int
    events: int
    lines: bool
    calls: bool
    """Outside of loops, tell the calls of plain functions."""
    uvloop: bool
    """The script imports uvloop."""
    locals: bool = True
    waits: bool = True

    def put(self, environment: MutableMapping[str, str]) -> None:
        """Write the orders into the environment of a process to be.

        Two runs of a script must give the same bytes: so the order of sets of strings is fixed too, unless the user
        has fixed it.
        """
        changed = [name for name in (_PATH, _SEED) if name in environment]
        kept = "\x1f".join(f"{name}={environment[name]}" for name in changed)
        environment[VARIABLE] = "\x1e".join([*(str(field) for field in self), kept])
        environment[_PATH] = os.pathsep.join(filter(None, [BOOT, environment.get(_PATH)]))
        environment.setdefault(_SEED, "0")

    @classmethod
    def take(cls, environment: MutableMapping[str, str]) -> Orders | None:
        """Read the orders and leave the environment as the user's shell made it; None if there are none."""
        if VARIABLE not in environment:
            return None
        spool, script, root, clock, timeout, until, *told, kept = environment.pop(VARIABLE).split("\x1e")
        for name in (_PATH, _SEED):
            environment.pop(name, None)
        for pair in filter(None, kept.split("\x1f")):
            name, _, value = pair.partition("=")
            environment[name] = value
        if BOOT in sys.path:
            sys.path.remove(BOOT)
        steps, events, *flags = told
        lines, calls, uvloop, locals_, waits = (word == "True" for word in flags)
        numbers = (float(timeout), float(until), int(steps), int(events))
        return cls(int(spool), script, root, clock, *numbers, lines, calls, uvloop, locals_, waits)
