"""The local variables of a task where it waits, without running the user's code or keeping a value alive."""

from __future__ import annotations

import sys
from types import FrameType

from loopway.record.values import plain

LONGEST = 60
"""Characters of a value."""
MOST = 20
"""Variables of one function."""

Texts = tuple[tuple[str, str], ...]


class Variables:
    """Reads the variables of stack frames that are suspended.

    Up to CPython 3.12 Python leaves a copy of the variables in a frame that was looked into, and fills it once more
    when a function that follows lines (`sys.settrace`) sees the frame again: both times the copy has to be emptied, or
    values would die too late.
    """

    def __init__(self) -> None:
        self._copies: dict[int, dict[str, object]] = {}

    def of(self, frame: FrameType) -> Texts:
        """Give the names and values of a function's variables, in its order; not those of the functions around it.

        >>> Variables().of(frame)
        (('n', '1'), ('car', '<Car>'))
        """
        found = frame.f_locals
        others = frame.f_code.co_freevars
        names = [name for name in found if name not in others and name[0] != "."][:MOST]
        texts = tuple([(name, plain(found[name], LONGEST)) for name in names])
        if type(found) is dict:
            found.clear()
            if sys.gettrace() is not None:
                self._copies[id(frame)] = found
        return texts

    def release(self, frame: FrameType) -> None:
        """A line of a frame is about to run: drop the copy that Python has made of its variables."""
        copy = self._copies.pop(id(frame), None)
        if copy is not None:
            copy.clear()
