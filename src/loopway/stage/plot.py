"""What a stage shows besides its pictures: the scripts with their current line, and where a film may be cut."""

from __future__ import annotations

from typing import Protocol

import msgspec

from loopway.story.moments import Moment


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
    """A script that is filmed, whole, and its current line through the film."""

    file: str
    source: str
    lit: tuple[LitLine, ...]
    """In order of `at`."""


class Plot(Protocol):
    """What is told, as a stage knows it."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """A cut for every caption."""

    @property
    def programs(self) -> tuple[Program, ...]:
        """What is filmed: one script, or a plain one and one with a loop."""

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The events that are shown, in order."""
