"""Calls and lines by `sys.settrace`, on CPython 3.11: one trace function for both, for there can be only one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from opcode import opmap
from types import FrameType
from typing import Any

from loopway.record.calls import FULL, Calls
from loopway.record.lines import INNER, Lines, follow_lines
from loopway.record.watch import Watch

_RESUME, _YIELD, _RETURN = opmap["RESUME"], opmap["YIELD_VALUE"], opmap["RETURN_VALUE"]


class Traced:
    """The trace function, and what it must remember between two of Python's events."""

    def __init__(self, watch: Watch, calls: Calls, lines: Lines, *, lines_told: bool) -> None:
        self._calls = calls
        self._lines = lines
        self._lines_told = lines_told
        self._places = watch.places
        self._known = watch.places.known
        self._met: dict[int, tuple[int, str]] = {}
        """The last exception that each open call has met: the instruction that met it, the text."""
        self._leaving: tuple[FrameType, str] | None = None
        """What is being left by an exception that only its caller, who is about to meet it, can tell; and a guess."""
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
        self._met.pop(id(frame), None)
        try:
            self._has_left(None)
            where = self._calls.tells(code)
            if where is not None and not self._calls.started(frame, where, resumed=not _is_beginning(frame)):
                sys.settrace(None)
                return None
        except RecursionError:
            self._give_way()
        return self._step

    def _step(self, frame: FrameType, event: str, argument: Any) -> Any:
        try:
            if self._leaving is not None:
                self._has_left(self._calls.shown(argument[1]) if event == "exception" else None)
            if event == "line":
                file = self._known[frame.f_code.co_filename]
                if file is not None and not self._lines.reached(file, frame):
                    frame.f_trace_lines = False
            elif event == "return" and self._calls.is_open(frame):
                self._left(frame, argument)
            elif event == "exception" and self._calls.is_open(frame):
                self._met[id(frame)] = (frame.f_lasti, self._calls.shown(argument[1]))
        except RecursionError:
            self._give_way()
        return self._step

    def _left(self, frame: FrameType, value: Any) -> None:
        """Python gives the same event for `return None` and for an exception: the last instruction tells them apart."""
        instruction = frame.f_code.co_code[frame.f_lasti]
        where, text = self._met.pop(id(frame), (-1, ""))
        if instruction == _RETURN or (instruction == _YIELD and where != frame.f_lasti):
            self._calls.ended(frame, value, suspended=instruction == _YIELD)
            return
        self._leaving = (frame, text)
        if where == frame.f_lasti or frame.f_back is None or frame.f_back.f_trace != self._step:
            self._has_left(None)  # the guess is certain, or there is nobody to ask

    def _has_left(self, text: str | None) -> None:
        leaving, self._leaving = self._leaving, None
        if leaving is not None:
            frame, guess = leaving
            self._calls.ends(frame, guess if text is None else text, raised=True)

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


def _is_beginning(frame: FrameType) -> bool:
    """Tell whether a function is called, or a generator goes on."""
    code, last = frame.f_code.co_code, frame.f_lasti
    return code[last] == _RESUME and code[last + 1] == 0


def _nothing() -> None:
    """There is nothing to end."""
