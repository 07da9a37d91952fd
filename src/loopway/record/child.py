"""The child's half: puts the watchers in place before the script's first line, and takes them away after its last."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from loopway.record.blueprints import Blueprints
from loopway.record.clock import Clock, RealClock, VirtualClock
from loopway.record.coroutines import Coroutines, follow_coroutines
from loopway.record.journal import Journal, Stopped
from loopway.record.lines import Lines, follow_lines
from loopway.record.loop import install_loop
from loopway.record.orders import SIGNAL, Orders
from loopway.record.output import follow_output
from loopway.record.outside import THREADS
from loopway.record.places import Places
from loopway.record.replaced import Replaced
from loopway.record.resources import watch_resources
from loopway.record.spool import Spool
from loopway.record.texts import error
from loopway.record.timefunctions import TimeFunctions, replace_clocks, replace_sleep
from loopway.record.variables import Variables
from loopway.record.watch import Watch
from loopway.record.work import watch_work

BYTES = 100
"""Memory for each of the events that are to be kept, at most: most of them take far less."""
GRACE = 1.0
"""Real seconds that a stopped script has to end by itself."""


class Watching:
    """All that is put in place for one recording, from `begin` to `end`."""

    def __init__(self, orders: Orders) -> None:
        clock: Clock = RealClock() if orders.clock == "real" else VirtualClock()
        self.journal = Journal(Spool(orders.spool, orders.events * BYTES), clock, _end_soon)
        self.watch = Watch(
            self.journal,
            clock,
            Places(orders.script, orders.root),
            steps=orders.steps,
            until=round(orders.until * 1e9),
            only_virtual=orders.clock == "virtual",
        )
        self._replaced = Replaced()
        self._orders = orders

    def begin(self) -> None:
        """Put everything in place."""
        functions = TimeFunctions(self.watch)
        install_loop(self.watch, self._replaced)
        if self._orders.waits:
            watch_resources(self.watch, self._replaced)
        else:
            self.watch.lives.explain_nothing()
        watch_work(self.watch, self._replaced)
        replace_sleep(functions, self._replaced)
        if self.watch.clock.virtual:
            replace_clocks(functions, self._replaced)
        elif self._orders.uvloop:
            from loopway.record.uv import install_uvloop  # only its programs need it

            install_uvloop(self.watch, self._replaced)
        self.watch.lives.variables = Variables() if self._orders.locals else None
        coroutines = Coroutines(self.watch)
        self._end_coroutines = follow_coroutines(coroutines, self._replaced)
        self._end_output = follow_output(self.watch, self._replaced)
        self._end_lines = self._follow(coroutines)

    def _follow(self, coroutines: Coroutines) -> Callable[[], None]:
        orders = self._orders
        if orders.calls:
            from loopway.record.follow import follow_calls  # only plain programs need it

            return follow_calls(self.watch, orders.steps, lines=orders.lines)
        look = Blueprints(coroutines, self.watch.lives.coroutines).look
        return follow_lines(Lines(self.watch, look=look)) if orders.lines else lambda: None

    def end(self, failure: BaseException | None) -> None:
        """Write the last record, and put everything back."""
        self._end_lines()
        self._end_coroutines()
        self._end_output()
        if "uvloop" in sys.modules and (self.watch.clock.virtual or not self._orders.uvloop):
            self.journal.note(
                "Loops of uvloop are only recorded if the script itself imports it, and under the real clock."
            )
        threads = len(self.watch.outside.threads)
        if threads:
            self.journal.note(f"The script started {threads} thread{'s' * (threads > 1)} of its own.")
            self.journal.doubt(THREADS)
        self.journal.end(error=None if failure is None else error(failure))
        self._replaced.put_back()


def start() -> None:
    """Begin to watch this process as the parent has ordered, to the end of the interpreter."""
    orders = Orders.take(os.environ)
    if orders is None:
        return
    watching = Watching(orders)
    signal.signal(SIGNAL, lambda *_: _time_is_up(watching, orders.timeout))
    atexit.register(_end, watching)
    atexit.register(gc.collect)  # as Python will do next; here the last coroutines are still told of
    _load_other_customization()
    watching.begin()
    gc.collect(0)  # so that what we have made does not hasten the first collection of the script's own


def _time_is_up(watching: Watching, timeout: float) -> None:
    journal, lives = watching.journal, watching.watch.lives
    if journal.over:
        raise Stopped(0)
    if lives.effort.is_long():  # the step that goes on has kept the loop all that time: nothing else will tell of it
        lives.settle()
    journal.cut(f"The recording stopped after {timeout:g} s of real time.")


def _end(watching: Watching) -> None:
    watching.end(getattr(sys, "last_value", None))
    signal.signal(SIGNAL, signal.SIG_DFL)


def _end_soon() -> None:
    """Let the script tidy up, but not for long: then the system ends it."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, GRACE)


def _load_other_customization() -> None:
    """Do what Python would have done without us: import the machine's own `sitecustomize`, if it has one."""
    ours = sys.modules.pop("sitecustomize")
    with suppress(ImportError):
        import_module("sitecustomize")
    sys.modules.setdefault("sitecustomize", ours)
