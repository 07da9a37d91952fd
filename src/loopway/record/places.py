"""Which code is the user's own, and how its places are written down."""

# ruff: noqa: PTH118, PTH119, PTH120  # os.path, not pathlib: this half starts before every script
from __future__ import annotations

import os
from types import FrameType

from loopway.record.sources import call_at
from loopway.record.texts import clean

_INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")
_NOT_HIS = (os.path.dirname(os.__file__) + os.sep, os.path.dirname(os.path.dirname(__file__)) + os.sep)
"""The standard library and loopway."""


def is_installed(path: str) -> bool:
    """Tell whether a file belongs to a library that was installed."""
    return any(part in path for part in _INSTALLED)


class Places:
    """The script's folder, or its package's: code below it is the user's, save for what is installed there."""

    def __init__(self, script: str, root: str) -> None:
        self.script = os.path.realpath(script)
        self.root = os.path.join(os.path.realpath(root), "")
        self.known: dict[str, str | None] = {}
        """What `relative` has found so far; for those who cannot spare a call."""

    def relative(self, filename: str) -> str | None:
        """Give a file's path relative to the script's folder; None if the file is not the user's."""
        try:
            return self.known[filename]
        except KeyError:
            path = self.known[filename] = self._relative(filename)
            return path

    def _relative(self, filename: str) -> str | None:
        path = os.path.realpath(filename)
        if path == self.script:
            return clean(os.path.basename(path))
        below = filename[:1] != "<" and path.startswith(self.root) and not path.endswith(".pyx")  # compiled
        if not below or path.startswith(_NOT_HIS) or is_installed(path):
            return None
        return clean(path.removeprefix(self.root))

    def path(self, file: str) -> str:
        """Give the path of a file that `relative` has named."""
        return self.script if file == os.path.basename(self.script) else self.root + file

    def where(self, frame: FrameType) -> str | None:
        """Give `file:line` of a stack frame of the user's; None for one that is not his."""
        file = self.relative(frame.f_code.co_filename)
        return None if file is None else f"{file}:{frame.f_lineno}"

    def call(self, where: str | None) -> str | None:
        """Give the call that is made at such a place, as it is written there; None if it is not the only one."""
        if where is None:
            return None
        file, _, line = where.rpartition(":")
        return call_at(self.path(file), int(line))

    def caller(self, frame: FrameType | None) -> str | None:
        """Give the place in the user's code from which this stack frame was reached, the innermost one."""
        while frame is not None:
            where = self.where(frame)
            if where is not None:
                return where
            frame = frame.f_back
        return None
