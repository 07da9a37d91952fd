"""Where in the script something happened: `file:line` -> the script's line, None outside of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from loopway.trace.events import Header, StackFrame


class Places:
    """The lines of one script, as the trace names them: "gather.py:4" is line 4, "helpers.py:4" is none."""

    def __init__(self, header: Header) -> None:
        self._names = {header.script, PurePath(header.script).name}

    def line(self, where: str | None) -> int | None:
        """The line in the script; None if it is elsewhere or unknown."""
        if where is None:
            return None
        file, _, line = where.rpartition(":")
        return int(line) if file in self._names and line.isdigit() else None

    def innermost(self, stack: Iterable[StackFrame]) -> int | None:
        """The line of the innermost of the script's own stack frames."""
        lines = [line for frame in stack if (line := self.line(frame.where)) is not None]
        return lines[-1] if lines else None
