"""Which lines of the user's code run: `sys.settrace` on CPython 3.11, `sys.monitoring` from 3.12 on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

from loopway.record.effort import LONG, real_now
from loopway.record.waits.codes import is_asyncio
from loopway.record.watch import Watch, nothing

MOST = 1000
"""Lines of one step. What comes after is a long computation, which would only be slowed down."""

TOOLS = (4, 3, 2, 1, 0, 5)
"""The numbers that sys.monitoring has for tools; those without a meaning of their own first."""

INNER = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
"""Functions that the user does not see as such: their line is the one around them."""


class Lines:
    """Tells each line before it runs, and a blocking call after it: by then a long real time has passed."""

    def __init__(self, watch: Watch, *, told: bool = True, look: Callable[[FrameType], None] | None = None) -> None:
        self.watch = watch
        self._told = told
        self._look = look
        self._count = 0
        self._last = ("", real_now())
        self.long = self._long
        """Called with the last line's place when the work on it has taken long."""
        self.returns = look is not None
        """Nobody else tells when a function ends."""
        self.too_many = f"Of a step with more than {MOST:,} lines only the first {MOST:,} are recorded."
        self.resume: Callable[[], None] = lambda: None
        """Makes Python tell lines again, after one was too many."""
        watch.on_run = self.begin
        watch.lives.long_line = self.long_line

    def begin(self) -> None:
        """A step begins: its lines are counted anew."""
        if self._count >= MOST:
            self.resume()
        self._count = 0
        self._last = ("", real_now())

    @property
    def place(self) -> str:
        """Where the program stands; empty if that is not known."""
        return "" if self._count >= MOST else self._last[0]

    def stands(self, place: str) -> None:
        """The program goes on in the middle of a line."""
        self._last = (place, real_now())

    def long_line(self, computed: bool) -> str | None:
        """Give the line that goes on, if it has lasted for long.

        After the last line that is told, a computation is likely to go on there; what waits may be anywhere.
        """
        where, since = self._last
        known = where and real_now() - since >= LONG and (computed or self._count < MOST)
        return where if known else None

    def file(self, code: CodeType) -> str | None:
        """Give the file of a function whose lines are told; None for others."""
        file = self.watch.places.relative(code.co_filename)
        return None if file is None or code.co_name in INNER else file

    def reached(self, file: str, frame: FrameType) -> bool:
        """A line of this stack frame is about to run. Gives False if it is one too many."""
        watch = self.watch
        if watch.journal.quiet or not watch.lives.runs.on_main():
            return True
        if self._count >= MOST or not watch.journal.is_on():
            return False
        where = f"{file}:{frame.f_lineno}"
        before, since = self._last
        self._last = (where, now := real_now())
        if now - since >= LONG and before:
            self.long(before)
        if self._look is not None:
            self._look(frame)
        if watch.lives.variables is not None:
            watch.lives.variables.release(frame)
        if self._told:
            watch.lives.tell.line(where, watch.lives.runs.task())
            watch.lives.effort.excuse(now)
        self._count += 1
        if self._count == MOST and self._told:
            watch.journal.note(self.too_many)
        return self._count < MOST

    def left(self, frame: FrameType) -> None:
        """A function of the user's ends, or gives way: whoever called it goes on in the middle of a line."""
        if self._count >= MOST or self.watch.journal.quiet or not self.watch.lives.runs.on_main():
            return
        before, since = self._last
        if real_now() - since >= LONG and before:
            self.long(before)
        self.stands(self._caller(frame))

    def _caller(self, frame: FrameType) -> str:
        caller = frame.f_back
        while caller is not None and not is_asyncio(caller.f_code.co_filename):
            where = self.watch.places.where(caller)
            if where is not None:
                return where
            caller = caller.f_back
        return ""

    def _long(self, place: str) -> None:
        if self.watch.lives.runs.current() is not None:
            self.watch.lives.settle(place)


def follow_lines(lines: Lines) -> Callable[[], None]:
    """Begin to tell the lines of the user's code; what is given back ends it."""
    return _monitor(lines) if sys.version_info >= (3, 12) else _trace(lines, lines.watch)


def _trace(lines: Lines, watch: Watch) -> Callable[[], None]:
    known, relative = watch.places.known, watch.places.relative

    def enter(frame: FrameType, event: str, argument: Any) -> Any:
        """Called with every Python function that anybody calls: so nothing is called in here."""
        filename = frame.f_code.co_filename
        try:
            file = known[filename]
        except KeyError:
            file = relative(filename)
        return None if file is None or frame.f_code.co_name in INNER else step

    def step(frame: FrameType, event: str, argument: Any) -> Any:
        file = known[frame.f_code.co_filename]
        if event == "line" and file is not None and not lines.reached(file, frame):
            watch.lines_off, watch.lines_on = nothing, nothing
            sys.settrace(None)
        elif event == "return" and lines.returns:
            lines.left(frame)
        return step

    def off() -> None:
        if sys.gettrace() is enter:
            sys.settrace(None)

    def on() -> None:
        if sys.gettrace() is None:  # else the script, or its debugger, follows the lines itself
            sys.settrace(enter)

    def resume() -> None:
        watch.lines_off, watch.lines_on = off, on
        on()

    def end() -> None:
        watch.lines_off, watch.lines_on = nothing, nothing
        off()

    lines.resume = resume
    resume()
    return end


def _monitor(lines: Lines) -> Callable[[], None]:
    monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # mypy looks through the eyes of 3.11
    free = [number for number in TOOLS if monitoring.get_tool(number) is None]
    if not free:
        lines.watch.journal.note("Its lines are not recorded: other tools have taken all of Python's places for tools.")
        return nothing
    tool = free[0]

    def reached(code: CodeType, line: int) -> Any:
        file = lines.file(code)
        if file is None or not lines.reached(file, sys._getframe(1)):
            return monitoring.DISABLE
        return None

    def left(code: CodeType, offset: int, value: Any) -> Any:
        if lines.file(code) is None:
            return monitoring.DISABLE
        lines.left(sys._getframe(1))
        return None

    events = monitoring.events
    callbacks = {events.LINE: reached}
    if lines.returns:
        callbacks |= {events.PY_RETURN: left, events.PY_YIELD: left}
    lines.resume = monitoring.restart_events
    monitoring.use_tool_id(tool, "loopway")
    for event, callback in callbacks.items():
        monitoring.register_callback(tool, event, callback)
    monitoring.set_events(tool, sum(callbacks))

    def end() -> None:
        monitoring.set_events(tool, 0)
        for event in callbacks:
            monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)

    return end
