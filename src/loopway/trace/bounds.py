"""What no number and no path in a trace may exceed, whatever it stands for."""

from __future__ import annotations

from math import isfinite

from loopway.trace.ledger import Ledger

LONGEST = 1e10
"""Seconds: no run lasts, and no deadline lies, more than three hundred years ahead."""
LARGEST = 2**53
"""Of the numbers that count something; beyond, other programs that read JSON lose digits."""
FINEST = 1e-6
"""Seconds: a microsecond. Clocks are finer, but a loop's instants are floats, and instants of two clocks meet."""

_LONGEST_PATH = 4096
"""Characters: as many as Linux takes."""
_DIGITS = 9
"""Of a line's number."""


def no_deadline(until: float | None) -> str | None:
    """Give why this is no deadline, if it is none."""
    if until is not None and not (isfinite(until) and abs(until) <= LONGEST):
        return f"{until!r} is no deadline"
    return None


def no_count(number: int | None) -> str | None:
    """Give why this counts nothing, if it does not."""
    return (
        None if number is None or abs(number) <= LARGEST else f"a number of {number.bit_length()} bits counts nothing"
    )


def outside(path: str) -> str | None:
    """Give why a path is none inside a folder, if it leads out of it.

    >>> outside("../lib/os.py")
    "'../lib/os.py' leads out of the script's folder"
    """
    if len(path) > _LONGEST_PATH:
        return f"a path of {len(path):,} characters leads nowhere"
    if path.startswith("/") or ".." in path.split("/"):
        return f"{path!r} leads out of the script's folder"
    return None


def no_place(ledger: Ledger, *places: str | None) -> str | None:
    """Give why one of these is no `file:line` of the script's folder, if it is not."""
    if ledger.places.issuperset(places):
        return None
    for place in set(places) - ledger.places:
        file, _, line = (place or "").rpartition(":")
        if not (file and line.isascii() and line.isdigit() and len(line) <= _DIGITS):
            return f"{place!r} is no file and line"
        why = outside(file)
        if why is not None:
            return why
        ledger.places.add(place)
    return None
