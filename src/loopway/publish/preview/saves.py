"""Sees that a file has been saved with other content, by looking at it a few times a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from threading import Event

POLL = 0.3
"""Real seconds between two looks."""

Stamp = tuple[tuple[Path, int, int], ...]
"""Of each file: when it was written, and how large it is."""


class Saves:
    """The saves of some files, the state that they are found in among them; `over` ends the watch.

    `files` names them anew after each save: a script may import another module than before. What is not there just
    now, as in the middle of a save, is waited for.

    >>> for _ in Saves(lambda: [script]):
    ...     record(script)
    """

    def __init__(self, files: Callable[[], Iterable[Path]], over: Event | None = None) -> None:
        self._files = files
        self._over = over or Event()

    def __iter__(self) -> Iterator[None]:
        """Once now, then after each save that changed something."""
        seen: Stamp = ()
        read = ""
        while not self._over.is_set():
            files = tuple(self._files())
            stamp = _stamp(files)
            if stamp and stamp != seen:
                seen, before, read = stamp, read, _content(files)
                if read and read != before:
                    yield
                    continue
            self._over.wait(POLL)


def _stamp(files: tuple[Path, ...]) -> Stamp:
    """Empty while one of them is missing."""
    try:
        return tuple((file, (stat := file.stat()).st_mtime_ns, stat.st_size) for file in files)
    except OSError:
        return ()


def _content(files: tuple[Path, ...]) -> str:
    """A mark of it; empty while one of them is missing."""
    try:
        return sha256(b"\0".join(sha256(file.read_bytes()).digest() for file in files)).hexdigest()
    except OSError:
        return ""
