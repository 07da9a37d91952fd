"""The module `time` under the virtual clock: a script that prints its own elapsed time prints what the trace tells."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from loopway.record.clock import EPOCH
from loopway.record.outside import REAL_TIME
from loopway.record.replaced import Replaced
from loopway.record.watch import Watch

_real_sleep = time.sleep


class TimeFunctions:
    """What stands in the place of `time`'s functions; on other threads real time flows."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def now(self) -> int:
        """Nanoseconds on the loop's clock, with the real work that has just been done."""
        watch = self._watch
        if not watch.journal.is_on() or not watch.lives.runs.on_main():
            return watch.clock.beside()
        watch.lives.settle()
        return watch.clock.now()

    def date(self) -> int:
        """Nanoseconds since 1970."""
        return self.now() - self._watch.clock.start + EPOCH

    def shown_date(self) -> int:
        """Nanoseconds since 1970, for a script that will show them as a date."""
        self._watch.journal.note("Under the virtual clock every run begins on 2024-01-01 at 12:00 UTC.")
        return self.date()

    def sleep(self, *args: Any, **kwargs: Any) -> None:
        """Keep the thread: the main one only as far as the script can tell. Nonsense is for Python to refuse."""
        watch = self._watch
        ours = watch.lives.runs.on_main() and watch.journal.is_on()
        if not ours or kwargs or len(args) != 1 or not _is_seconds(args[0]):
            _real_sleep(*args, **kwargs)
            return
        seconds = args[0]
        watch.lives.settle()
        where = watch.places.caller(sys._getframe(1))
        call = f"time.sleep({seconds:g})"
        watch.journal.tell("CallBlocked", call=call, seconds=float(seconds), task=watch.lives.runs.task(), where=where)
        if watch.clock.virtual and not watch.outside.is_busy():
            watch.jump(round(seconds * 1e9))
            return
        if watch.clock.virtual:
            watch.journal.mixed = True
            watch.journal.doubt(REAL_TIME)
        watch.clock.flow(True)
        try:
            _real_sleep(seconds)
        finally:
            watch.clock.flow(False)
            watch.lives.effort.restart()


def _is_seconds(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value < 1e9


def replace_sleep(functions: TimeFunctions, replaced: Replaced) -> None:
    """Watch `time.sleep`, under either clock."""
    replaced.put(time, "sleep", _named("sleep", functions.sleep))


def replace_clocks(functions: TimeFunctions, replaced: Replaced) -> None:
    """Let every function of `time` that tells the time follow the recording's clock."""
    for name, nanoseconds in (
        ("monotonic", functions.now),
        ("perf_counter", functions.now),
        ("time", functions.date),
    ):
        replaced.put(time, name, _named(name, _seconds(nanoseconds)))
        replaced.put(time, f"{name}_ns", _named(f"{name}_ns", _call(nanoseconds)))
    for name in ("localtime", "gmtime", "ctime"):
        replaced.put(time, name, _named(name, _of_date(getattr(time, name), functions.shown_date)))
    localtime = time.localtime
    for name, position in (("asctime", 0), ("strftime", 1)):
        replaced.put(time, name, _named(name, _of_local(getattr(time, name), localtime, position)))


def _named(name: str, function: Any) -> Any:
    function = _plain(function)
    function.__name__ = function.__qualname__ = name
    function.__module__ = "time"
    return function


def _plain(function: Callable[..., Any]) -> Any:
    return lambda *args, **kwargs: function(*args, **kwargs)


def _seconds(nanoseconds: Callable[[], int]) -> Callable[[], float]:
    return lambda: nanoseconds() / 1e9


def _call(nanoseconds: Callable[[], int]) -> Callable[[], int]:
    return lambda: nanoseconds()


def _of_date(real: Callable[[float], Any], date: Callable[[], int]) -> Callable[..., Any]:
    def function(seconds: float | None = None, /) -> Any:
        return real(date() / 1e9 if seconds is None else seconds)

    return function


def _of_local(real: Callable[..., Any], localtime: Callable[[], Any], position: int) -> Callable[..., Any]:
    return lambda *args: real(*args, localtime()) if len(args) == position else real(*args)
