"""What the page is told, field by field: it draws and says this, and works nothing out by itself."""

from __future__ import annotations

from typing import Any

import msgspec

from loopway.errors import LoopwayError


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A LoopwayError in its four parts."""

    what: str
    where: str
    why: str
    todo: str

    @classmethod
    def of(cls, error: LoopwayError) -> Trouble:
        """What the error says."""
        return cls(what=error.what, where=error.where, why=error.why, todo=error.todo)


class News(msgspec.Struct, frozen=True, kw_only=True):
    """How the preview stands; sent whenever it changes."""

    edition: str = ""
    """The name of the last good film; empty: there is none yet."""
    busy: bool = False
    """The script is being recorded."""
    error: Trouble | None = None
    """Why the last save gave no film."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """An event; pictures are numbered from 0."""

    first: int
    """The picture from which it is the current event."""
    still: int
    """The picture that shows it."""
    said: str
    """It in words, with its line."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """A film in one shape."""

    title: str
    box: str
    """The picture's edges as an SVG `viewBox`."""
    pictures: int
    """They are numbered from 0."""
    rate: int
    """Pictures a film second."""
    steps: tuple[Step, ...]
    """Its events in order, as a page tells them."""
    warnings: tuple[str, ...]
    lang: str
    """The language of all words, as HTML names it."""


class Instant(msgspec.Struct, frozen=True, kw_only=True):
    """One picture: what is drawn, and what it says in words."""

    uses: tuple[Any, ...]
    """What stands where, in painter's order: [look, x, y, heading in degrees, scale, alpha]."""
    caption: str
    """Empty: nothing is said."""
    place: str
    """Where the program stands: "gather.py:8"; empty: nowhere."""
    line: str
    """The source line there."""
    clock: str
    """The program's own time: "1 s 000 ms 030 µs"."""
