"""How a plain program's calls are followed outside of loops: a loop's tasks and callbacks tell more than its calls."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from loopway.record.calls import Calls
from loopway.record.lines import Lines
from loopway.record.watch import Watch


class Hooks(Protocol):
    """Python's own means to see calls and lines."""

    def begin(self) -> None:
        """Follow the calls, and the lines outside of loops."""

    def pause(self) -> None:
        """Follow only the lines, if they are told."""

    def end(self) -> None:
        """Follow nothing any more."""


def follow_calls(watch: Watch, steps: int, *, lines: bool) -> Callable[[], None]:
    """Begin to tell the calls of the user's functions, and their lines; what is given back ends it."""
    told = Lines(watch, told=lines)
    calls = Calls(watch, told, steps)
    hooks = _hooks(watch, calls, told, lines_told=lines)

    def on_loop(runs: bool) -> None:
        if runs:
            calls.pause()
            hooks.pause()
        else:
            calls.begin()
            hooks.begin()

    def end() -> None:
        calls.pause()
        calls.end()
        hooks.end()
        watch.on_loop = lambda runs: None

    watch.on_loop = on_loop
    on_loop(False)
    return end


def _hooks(watch: Watch, calls: Calls, lines: Lines, *, lines_told: bool) -> Hooks:
    if sys.version_info >= (3, 12):
        from loopway.record.monitored import Monitored

        return Monitored(calls, lines)
    from loopway.record.traced import Traced

    return Traced(watch, calls, lines, lines_told=lines_told)
