"""What the script prints, line by line, with the task that printed it; the stream itself stays what it was."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

from loopway.record.effort import real_now
from loopway.record.replaced import Replaced
from loopway.record.texts import LINE, clean, cut
from loopway.record.watch import Watch


class Output:
    """Reads along what is written to one stream. Each thread's unfinished line is kept apart."""

    def __init__(self, watch: Watch, write: Callable[[str], int]) -> None:
        self._watch = watch
        self._write = write
        self._unfinished: dict[int, str] = {}

    def write(self, text: str, /) -> int:
        """Write string to stream. Returns the number of characters written (which is always equal to the length)."""
        written = self._write(text)
        watch = self._watch
        if not watch.lives.runs.on_main():
            watch.outside.own_threads()
            self._read(text)
        elif not watch.journal.quiet:
            began = real_now()
            watch.lines_off()
            self._read(text)
            watch.lines_on()
            watch.lives.effort.excuse(began)
        return written

    def _read(self, text: str) -> None:
        if self._watch.journal.is_on():
            thread = threading.get_ident()
            *lines, rest = (self._unfinished.pop(thread, "") + text).split("\n")
            if rest:
                self._unfinished[thread] = rest[: LINE + 1]
            for line in lines:
                self._tell(line)

    def end(self) -> None:
        """Tell the lines that were never finished."""
        while self._unfinished:
            self._tell(self._unfinished.popitem()[1])

    def _tell(self, line: str) -> None:
        root = self._watch.places.root
        text = cut(clean(line.replace(root, "")), LINE)
        self._watch.journal.tell("Printed", text=text, task=self._watch.lives.runs.task())


def follow_output(watch: Watch, replaced: Replaced) -> Callable[[], None]:
    """Read along what is written to `sys.stdout` from now on; what is given back tells the last, unfinished line.

    Only the method `write` of this one object is replaced: its type, encoding, buffer and descriptor stay, and so
    does the way in which it flushes.
    """
    stream: Any = sys.stdout
    if stream is None:
        return lambda: None
    output = Output(watch, stream.write)
    replaced.put(stream, "write", output.write)
    return output.end
