"""Events on their way from the child to the parent: shared memory that survives whatever ends the child.

It grows with what is written. When there is to be no more of it, what comes is counted instead of kept: it goes round
and round in a small space at the front.
"""

from __future__ import annotations

import marshal
import mmap
import os
from collections.abc import Iterator
from itertools import count
from struct import Struct
from typing import Any

from loopway.record.marks import END, ENTRY, FOLLOWED, MARK, events_in

FRONT = 2**16
"""Bytes at the front: the head, and the space in which dropped marks go round, and the last record in the end."""
FIRST = 2**20
"""Bytes for records, to begin with. Only those that are written to take memory."""
LARGEST = 2**25
"""Bytes by which it grows at most."""

_HEAD = Struct("<QQ")
"""How many events were dropped and have been counted; 1 as soon as somebody watches, 2 with the last record there."""
_WATCHED, _ENDED = 1, 2
_LOW = 64
"""Descriptors that are left to the script (mmap keeps two): its files get the numbers that they would have got."""


def open_spool() -> int:
    """Give the descriptor of an empty spool that has no name anywhere, so that no stray file can be left."""
    descriptor = os.memfd_create("loopway")
    os.ftruncate(descriptor, FRONT + FIRST)
    return descriptor


class Spool:
    """The child's end. `most` is the number of bytes after which nothing more is kept."""

    def __init__(self, descriptor: int, most: int) -> None:
        occupied = [os.dup(descriptor) for _ in range(_LOW)]
        self._front = mmap.mmap(descriptor, FRONT)
        self._rows = mmap.mmap(descriptor, FIRST, offset=FRONT)
        for number in (descriptor, *occupied):
            os.close(number)
        self._most = most
        self._numbers = count(1)
        self._dropped = 0
        self.write = self._rows.write
        """Appends a mark in one call of C; the parent can read it from now on. Raises ValueError if there is no room:
        `make_room` then, and try again."""
        self.drops = False
        """Nothing is kept any more."""
        _HEAD.pack_into(self._front, 0, 0, _WATCHED)

    def put(self, mark: bytes) -> None:
        """Append a mark."""
        try:
            self.write(mark)
        except ValueError:
            self.make_room()
            self.put(mark)

    def enter(self, value: Any) -> int:
        """Append what marks can mention from now on, by the number that this gives."""
        number = next(self._numbers)
        if not self.drops:  # else it is for marks that are dropped, too
            self.put_with(ENTRY, number, 0, 0, value)
        return number

    def put_with(self, kind: int, a: int, at: int, c: int, value: Any) -> None:
        """Append a mark that is followed by a value."""
        data = b"" if self.drops else marshal.dumps(value)
        try:
            self.write(MARK.pack(kind, a, at, len(data), c) + data)
        except ValueError:
            self.make_room()
            if kind != ENTRY or not self.drops:
                self.put_with(kind, a, at, c, value)

    def make_room(self) -> None:
        """Grow; if that must not be or cannot be, begin to drop; if that has begun, count what went round."""
        if self.drops:
            self._count()
        elif not self._grows():
            self.drops = True
            self.write = self._front.write
            self._front.seek(_HEAD.size)

    def end(self, value: Any) -> None:
        """Write the last record: how many events were dropped, and what else there is to say."""
        if self.drops:
            self._count()
        data = marshal.dumps(value)
        self._front[_HEAD.size : _HEAD.size + len(data)] = data
        _HEAD.pack_into(self._front, 0, self._dropped, _ENDED)

    def _grows(self) -> bool:
        size = self._rows.size() - FRONT
        larger = min(size * 2, size + LARGEST, self._most)
        if larger <= size:
            return False
        try:
            self._rows.resize(larger)
        except (OSError, ValueError, SystemError):  # no memory left, or a limit of the machine's
            return False
        return True

    def _count(self) -> None:
        self._dropped += events_in(self._front[_HEAD.size :])
        _HEAD.pack_into(self._front, 0, self._dropped, _WATCHED)
        self._front[_HEAD.size :] = bytes(FRONT - _HEAD.size)
        self._front.seek(_HEAD.size)


class Spooled:
    """The parent's end: what the child has written."""

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, os.fstat(descriptor).st_size, prot=mmap.PROT_READ)
        counted, state = _HEAD.unpack_from(self._memory)
        front = self._memory[_HEAD.size : FRONT]
        self.watched: bool = state > 0
        """Somebody was there to write."""
        self.dropped: int = counted if state == _ENDED else counted + events_in(front)
        """How many events were counted and not kept."""
        self.last: Any = marshal.loads(front) if state == _ENDED else None
        """The last record; None if the child was killed."""
        self.bytes = 0
        """How many bytes of marks and entries were read."""

    def __enter__(self) -> Spooled:
        return self

    def __exit__(self, *_: object) -> None:
        self._memory.close()

    def marks(self, entries: dict[int, Any]) -> Iterator[tuple[int, int, int, int, int]]:
        """Give the marks in order; the entries are put into the dictionary as soon as they are passed.

        Under the number 0 stands the value that follows the mark which is given.
        """
        memory, unpack, size = self._memory, MARK.unpack_from, MARK.size
        place, end = FRONT, len(memory) - MARK.size
        while place <= end:
            mark = unpack(memory, place)
            kind = mark[0]
            if kind == END:
                break
            place += size
            if kind in FOLLOWED:
                value = marshal.loads(memory[place : place + mark[3]])
                place += mark[3]
                entries[mark[1] if kind == ENTRY else 0] = value
            self.bytes = place - FRONT
            if kind != ENTRY:
                yield mark
