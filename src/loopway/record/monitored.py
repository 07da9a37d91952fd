"""Calls by a tool of `sys.monitoring`, on CPython 3.12 and later; the lines have a tool of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType
from typing import Any

from loopway.record.calls import FULL, Calls
from loopway.record.lines import TOOLS, Lines, follow_lines


class Monitored:
    """The tool, with one method for each of Python's events."""

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
