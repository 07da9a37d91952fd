"""How a plain program's calls are seen: `sys.settrace` on CPython 3.11, `sys.monitoring` from 3.12 on.

While a loop runs they are not: its tasks and callbacks are told instead.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from opcode import opmap
from types import CodeType, FrameType
from typing import Any

from loopway.record.calls import Calls
from loopway.record.lines import INNER, TOOLS, Lines, follow_lines
from loopway.record.watch import Watch

_RESUME, _YIELD, _RETURN = opmap["RESUME"], opmap.get("YIELD_VALUE"), opmap.get("RETURN_VALUE")
FULL = "The recording stopped where the program had used up Python's stack."


def follow_calls(watch: Watch, steps: int, *, lines: bool) -> Callable[[], None]:
    """Begin to tell the calls of the user's functions, and their lines; what is given back ends it."""
    told = Lines(watch, told=lines)
    calls = Calls(watch, told, steps)
    hooks = _Monitor(calls, told) if sys.version_info >= (3, 12) else _Trace(watch, calls, told, lines_told=lines)

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


class _Trace:
    """The calls and the lines by one trace function, for there can be only one."""

    def __init__(self, watch: Watch, calls: Calls, lines: Lines, *, lines_told: bool) -> None:
        self._calls = calls
        self._lines = lines
        self._lines_told = lines_told
        self._places = watch.places
        self._known = watch.places.known
        self._raised: tuple[int, int, str] = (0, 0, "")
        """The last exception: the stack frame's identity, the instruction, the text."""
        self._end_lines: Callable[[], None] = _nothing

    def begin(self) -> None:
        """Follow the calls, and the lines outside of loops."""
        self._end_lines()
        self._end_lines = _nothing
        self._lines.resume = self._resume
        if sys.gettrace() is None:
            sys.settrace(self._enter)

    def pause(self) -> None:
        """Follow only the lines, if they are told."""
        self._stop()
        if self._lines_told:
            self._end_lines = follow_lines(self._lines)

    def end(self) -> None:
        """Follow nothing any more."""
        self._end_lines()
        self._stop()

    def _stop(self) -> None:
        if sys.gettrace() == self._enter:
            sys.settrace(None)

    def _enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Called with every Python function that anybody calls."""
        code = frame.f_code
        try:
            file = self._known[code.co_filename]
        except KeyError:
            file = self._places.relative(code.co_filename)
        if file is None or code.co_name in INNER:
            return None
        try:
            where = self._calls.tells(code)
            if where is not None and not self._calls.started(frame, where, resumed=not _is_beginning(frame)):
                sys.settrace(None)
                return None
        except RecursionError:
            self._give_way()
        return self._step

    def _step(self, frame: FrameType, event: str, argument: Any) -> Any:
        try:
            if event == "line":
                file = self._known[frame.f_code.co_filename]
                if file is not None and not self._lines.reached(file, frame.f_lineno):
                    frame.f_trace_lines = False
            elif event == "return" and self._calls.is_open(frame):
                self._left(frame, argument)
            elif event == "exception" and self._calls.is_open(frame):
                self._raised = (id(frame), frame.f_lasti, self._calls.shown(argument[1]))
        except RecursionError:
            self._give_way()
        return self._step

    def _left(self, frame: FrameType, value: Any) -> None:
        """Python gives the same event for `return None` and for an exception: the last instruction tells them apart."""
        instruction = frame.f_code.co_code[frame.f_lasti]
        thrown = self._raised[:2] == (id(frame), frame.f_lasti)
        if instruction == _RETURN or (instruction == _YIELD and not thrown):
            self._calls.ended(frame, value, suspended=instruction == _YIELD)
        else:
            self._calls.ends(frame, self._raised[2], raised=True)

    def _resume(self) -> None:
        """Tell lines again also of those functions that had too many."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_trace == self._step:
                frame.f_trace_lines = True
            frame = frame.f_back

    def _give_way(self) -> None:
        """Follow nothing any more. If Python's stack is full, what is left of it is the program's own."""
        sys.settrace(None)
        self._calls.stop(FULL)


class _Monitor:
    """The calls by a tool of `sys.monitoring`; the lines have a tool of their own."""

    def __init__(self, calls: Calls, lines: Lines) -> None:
        self._calls = calls
        self._end_lines = follow_lines(lines)
        self._monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # mypy looks through the eyes of 3.11
        self._tool = next((number for number in TOOLS if self._monitoring.get_tool(number) is None), None)
        events = self._monitoring.events
        self._callbacks: dict[int, Callable[..., Any]] = {
            events.PY_START: self._start,
            events.PY_RESUME: self._resumed,
            events.PY_THROW: self._thrown,
            events.PY_RETURN: self._returned,
            events.PY_YIELD: self._yielded,
            events.PY_UNWIND: self._unwound,
        }
        if self._tool is None:
            lines.watch.journal.note(
                "Its calls are not recorded: other tools have taken all of Python's places for tools."
            )
            return
        self._monitoring.use_tool_id(self._tool, "loopway")
        for event, callback in self._callbacks.items():
            self._monitoring.register_callback(self._tool, event, callback)

    def begin(self) -> None:
        """Follow the calls."""
        if self._tool is not None:
            self._monitoring.set_events(self._tool, sum(self._callbacks))

    def pause(self) -> None:
        """Follow only the lines."""
        if self._tool is not None:
            self._monitoring.set_events(self._tool, 0)

    def end(self) -> None:
        """Follow nothing any more."""
        self._end_lines()
        if self._tool is not None:
            self.pause()
            for event in self._callbacks:
                self._monitoring.register_callback(self._tool, event, None)
            self._monitoring.free_tool_id(self._tool)

    def _start(self, code: CodeType, offset: int) -> Any:
        return self._begins(code, resumed=False)

    def _resumed(self, code: CodeType, offset: int) -> Any:
        return self._begins(code, resumed=True)

    def _thrown(self, code: CodeType, offset: int, exception: BaseException) -> None:
        self._begins(code, resumed=True)

    def _returned(self, code: CodeType, offset: int, value: Any) -> Any:
        return self._ends(code, value)

    def _yielded(self, code: CodeType, offset: int, value: Any) -> Any:
        return self._ends(code, value, suspended=True)

    def _unwound(self, code: CodeType, offset: int, exception: BaseException) -> None:
        self._ends(code, exception, raised=True)

    def _begins(self, code: CodeType, *, resumed: bool) -> Any:
        where = self._calls.tells(code)
        if where is None:
            return self._monitoring.DISABLE
        try:
            if not self._calls.started(sys._getframe(2), where, resumed=resumed):
                self.pause()
        except RecursionError:
            self._give_way()
        return None

    def _ends(self, code: CodeType, value: Any, **how: bool) -> Any:
        if self._calls.tells(code) is None:
            return self._monitoring.DISABLE
        try:
            self._calls.ended(sys._getframe(2), value, **how)
        except RecursionError:
            self._give_way()
        return None

    def _give_way(self) -> None:
        self._monitoring.set_events(self._tool, 0)
        self._calls.stop(FULL)


def _is_beginning(frame: FrameType) -> bool:
    """Tell whether a function is called, or a generator goes on."""
    code, last = frame.f_code.co_code, frame.f_lasti
    return code[last] == _RESUME and code[last + 1] == 0


def _nothing() -> None:
    """There is nothing to end."""
