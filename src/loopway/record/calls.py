"""What a plain program does: calls of its own functions, one inside the other, and the stretches of work between."""

# ruff: noqa: PTH123  # open, not pathlib: this half starts before every script
from __future__ import annotations

import re
from types import CodeType, FrameType
from typing import Any

from loopway.record import texts
from loopway.record.clock import STEP
from loopway.record.effort import real_now
from loopway.record.lines import MOST, Lines
from loopway.record.runs import Run
from loopway.record.watch import Watch

_FUNCTION, _GENERATOR = 1, 32
_SUSPENDS = _GENERATOR | 128 | 512
"""Flags of code (`inspect.CO_...`): a function's, not a module's or class body's; a generator's; any coroutine's."""
_IMPORT = re.compile(rb"\s*(import|from\s+\S+\s+import)\b")
_HALF = STEP // 2
"""A call counts as one step under the virtual clock: half at its start, half at its end, so that all are distinct."""
FULL = "The recording stopped where the program had used up Python's stack."


class Calls:
    """Tells each call and its end. After `limit` calls the recording stops; the program goes on, at its own speed."""

    def __init__(self, watch: Watch, lines: Lines, limit: int) -> None:
        self._watch = watch
        self._lines = lines
        self._limit = limit
        self._told = 0
        self._open: list[tuple[int, str]] = []
        """The calls that have not ended: the identity of the stack frame, which lives as long, and the call's text."""
        self._suspended: dict[int, str] = {}
        """What a generator's stack frame was called with."""
        self._run: Run | None = None
        self._cut = ""
        """Why the recording stopped."""
        lines.long = self._long
        lines.too_many = f"Between two calls only the first {MOST:,} lines are recorded."

    # -- the program has the thread, or a loop has it

    def begin(self) -> None:
        """The program's own code goes on, outside of any loop."""
        lives = self._watch.lives
        if self._run is None:
            self._run = lives.runs.push(Run(None, is_users=True))
            lives.effort.begin()

    def pause(self) -> None:
        """A loop begins to run, or the program ends."""
        run, self._run = self._run, None
        if run is not None:
            self._long(self._lines.place)
            self._watch.lives.runs.pop(run)
            self._watch.lives.effort.end()

    # -- calls

    def tells(self, code: CodeType) -> str | None:
        """Give `file:line` of a function whose calls are told; None for all other code."""
        name = code.co_name
        if not code.co_flags & _FUNCTION or (name[0] == "<" and name != "<lambda>") or name == "__annotate__":
            return None
        file = self._watch.places.relative(code.co_filename)
        return None if file is None else f"{file}:{code.co_firstlineno}"

    def started(self, frame: FrameType, where: str, *, resumed: bool) -> bool:
        """A function begins to run, or a generator goes on. Gives False if nothing is told any more."""
        watch = self._watch
        if not self._is_told():
            return watch.journal.is_on()
        if self._told >= self._limit:
            self.stop(f"The recording stopped after {self._limit:,} calls.")
            return False
        began = real_now()
        self._long(self._lines.place)
        call = self._text(frame, resumed=resumed)
        watch.journal.tell("CallStarted", call=call, where=where)
        self._told += 1
        self._open.append((id(frame), call))
        watch.clock.advance(_HALF)
        self._go_on("", began)
        return True

    def ended(self, frame: FrameType, value: Any, *, raised: bool = False, suspended: bool = False) -> None:
        """A function has ended with a value or an exception, or a generator has given one."""
        if self.is_open(frame):
            self.ends(frame, self.shown(value), raised=raised, suspended=suspended)

    def ends(self, frame: FrameType, result: str, *, raised: bool = False, suspended: bool = False) -> None:
        """As `ended`, for an open call whose result is text already."""
        began = real_now()
        self._long(self._lines.place)
        if not suspended:
            self._suspended.pop(id(frame), None)
        self._watch.clock.advance(_HALF)
        outcome = "raised" if raised else "returned"
        self._watch.journal.tell("CallReturned", call=self._open.pop()[1], outcome=outcome, result=result)
        self._go_on(self._watch.places.caller(frame.f_back) or "", began)

    def is_open(self, frame: FrameType) -> bool:
        """Tell whether this is the call that began last of those that have been told and have not ended."""
        return bool(self._open) and self._open[-1][0] == id(frame) and self._is_told()

    def shown(self, value: Any) -> str:
        """Give the text of a result; nothing for None."""
        return "" if value is None else self._quietly(texts.shown, value)

    def stop(self, why: str) -> None:
        """Record no more. As Python's stack may be full, this calls nothing."""
        self._cut = why
        self._watch.journal.over = True

    def end(self) -> None:
        """The program ends: say why the recording stopped before, if it did."""
        if self._cut:
            self._watch.journal.over = False
            self._watch.journal.end(cut=self._cut, goes_on=True)

    def _is_told(self) -> bool:
        watch = self._watch
        return watch.journal.is_on() and not watch.journal.quiet and watch.lives.runs.on_main()

    def _text(self, frame: FrameType, *, resumed: bool) -> str:
        code, key = frame.f_code, id(frame)
        if not code.co_flags & _SUSPENDS:
            return self._quietly(texts.call, code, frame)
        if not resumed or key not in self._suspended:
            verb = "next" if code.co_flags & _GENERATOR else "send"
            call = self._quietly(texts.call, code, None if resumed else frame)
            self._suspended[key] = texts.cut(f"{verb}({call})", texts.CALL)
        return self._suspended[key]

    def _quietly(self, describe: Any, *things: Any) -> str:
        self._watch.journal.quiet = True
        try:
            return str(describe(*things))
        finally:
            self._watch.journal.quiet = False

    # -- what goes on between

    def _go_on(self, place: str, began: int) -> None:
        """Begin a new stretch of the program's own work; loopway's since `began` does not count."""
        self._watch.lives.effort.excuse(began)
        self._watch.on_run()
        self._lines.stands(place)
        self._watch.lives.effort.begin()

    def _long(self, place: str) -> None:
        """Tell of the stretch of work that ends here, if it was long; loading a module is no work of the program's."""
        lives = self._watch.lives
        if self._run is None:
            return
        if lives.effort.is_long() and self._is_import(place):
            lives.effort.restart()
        lives.settle(place or None)

    def _is_import(self, place: str) -> bool:
        file, _, line = place.rpartition(":")
        try:
            with open(self._watch.places.path(file), "rb") as source:
                return any(number == int(line) and _IMPORT.match(text) for number, text in enumerate(source, 1))
        except (OSError, ValueError):
            return False
