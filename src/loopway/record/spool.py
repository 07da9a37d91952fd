"""Events on their way from the child to the parent: shared memory that survives whatever ends the child."""

from __future__ import annotations

import marshal
import mmap
import os
from collections.abc import Iterator
from typing import Any

SIZE = 64 * 2**20
"""Bytes. Only those that are written to take memory."""
RESERVE = 2**16
"""Bytes kept free for the last record."""

_LENGTH = 4
"""Bytes of a record's length. A record that was not finished has the length 0, which ends the reading."""

_LOW = 64
"""Descriptors that are left to the script (mmap keeps one): its files get the numbers that they would have got."""

Record = tuple[str, int, dict[str, Any]]
"""A type of `loopway.trace.events`, nanoseconds since the start, its fields."""


def open_spool() -> int:
    """Give the descriptor of an empty spool that has no name anywhere, so that no stray file can be left."""
    descriptor = os.memfd_create("loopway")
    os.ftruncate(descriptor, SIZE)
    return descriptor


class Spool:
    """The child's end: records go in, one C call each, so that threads and signals never tear one."""

    def __init__(self, descriptor: int) -> None:
        occupied = [os.dup(descriptor) for _ in range(_LOW)]
        self._memory = mmap.mmap(descriptor, SIZE)
        for number in (descriptor, *occupied):
            os.close(number)

    def put(self, record: Record) -> None:
        """Append a record; the parent can read it from now on."""
        data = marshal.dumps(record)
        self._memory.write(len(data).to_bytes(_LENGTH, "little") + data)

    def is_full(self) -> bool:
        """Tell whether only the reserve is left."""
        return self._memory.tell() > SIZE - RESERVE


def read_spool(descriptor: int) -> Iterator[Record]:
    """Give the records that the child has put, in order."""
    with mmap.mmap(descriptor, SIZE, prot=mmap.PROT_READ) as memory:
        while length := int.from_bytes(memory.read(_LENGTH), "little"):
            yield marshal.loads(memory.read(length))
