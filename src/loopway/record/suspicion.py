"""Whether anybody in this program may cancel a task. If nobody can, nobody has to be looked at after every step.

A request that comes from elsewhere all the same (Ctrl+C, a name put together at run time) is noticed when it is
delivered, instead of when it is made.
"""

# ruff: noqa: PTH123  # open, not pathlib: this half starts before every script
from __future__ import annotations

import re
import sys
from types import ModuleType

from loopway.record.places import Places, is_installed

_WORDS = re.compile(rb"cancel|timeout|wait_for|TaskGroup|happy_eyeballs")
"""What a program says that makes asyncio, or asks asyncio to, cancel tasks."""


class Suspicion:
    """Reads the user's own modules as they are loaded; libraries that he has installed are suspected unread."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._read = {name for name in sys.modules if name != "__main__"}
        self.modules = -1
        """How many modules there were at the last look."""

    def look(self) -> bool:
        """Tell whether a module that was loaded since the last look may cancel."""
        self.modules = len(sys.modules)
        new = {name: module for name, module in list(sys.modules.items()) if name not in self._read}
        self._read.update(new)
        return any(self._may_cancel(module) for module in new.values())

    def _may_cancel(self, module: ModuleType) -> bool:
        file = getattr(module, "__file__", None)
        if not isinstance(file, str):
            return False
        if self._places.relative(file) is None:
            return is_installed(file)
        try:
            with open(file, "rb") as source:
                return bool(_WORDS.search(source.read()))
        except OSError:
            return True
