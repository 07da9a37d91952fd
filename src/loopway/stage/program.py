"""What a page or a player needs beside the pictures: chapters, the scripts, their current lines."""

from __future__ import annotations

import msgspec


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A cut for players, slides and chapter lists."""

    at: float
    title: str


class LitLine(msgspec.Struct, frozen=True, kw_only=True):
    """From film second `at` on, this line of a program is the current one; None: no line is."""

    at: float
    line: int | None
    colour: str
    who: str = ""
    """The letter of whoever is there; empty: the script itself."""


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """A script that is filmed, all of it that is shown, and its current line through the film."""

    file: str
    source: str
    numbers: tuple[int, ...] = ()
    """Each line's number in the script itself; empty: 1, 2, 3, ..., for all of it is shown."""
    lit: tuple[LitLine, ...]
    """In order of `at`; their lines are counted among those that are shown."""

    def number(self, line: int) -> int:
        """The number that a shown line has in the script itself."""
        return self.numbers[line - 1] if self.numbers else line
