"""What a film would have to draw as hollow boxes, said before it is drawn, with the line that mends it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from loopway.errors import MachineError
from loopway.film.fonts import extra_for
from loopway.film.text import lacking
from loopway.story import Language

SHOWN = 5
"""So many characters are named."""


def check_fonts(language: Language) -> None:
    """MachineError, naming the extra, if this machine has no font for the words of a language."""
    said = (*language.words.values(), *(one.text for one in language.captions.values()))
    if missing := lacking("".join(said)):
        extra = min(filter(None, map(extra_for, missing)), default=None)
        raise MachineError(
            f"this machine has no font for {language.name}",
            why=f"none of loopway's fonts has {_named(missing)}",
            todo=f"pip install 'loopway[{extra}]'" if extra else "say it with characters that Inter has",
        )


def missing_glyphs(texts: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each extra that would help these texts, and one for what no font of loopway's has.

    >>> missing_glyphs(["\U0001f680"])
    ("no font of loopway's has '\U0001f680' (U+1F680): a hollow box stands in its place",)
    """
    found = sorted((extra_for(char) or "", char) for char in lacking("".join(texts)))
    return tuple(
        _sentence(extra, {char for _, char in together}) for extra, together in groupby(found, lambda one: one[0])
    )


def _sentence(extra: str, characters: set[str]) -> str:
    if extra:
        return f"hollow boxes stand for {_named(characters)}; its font comes with: pip install 'loopway[{extra}]'"
    verb = "a hollow box stands in its place" if len(characters) == 1 else "hollow boxes stand in their places"
    return f"no font of loopway's has {_named(characters)}: {verb}"


def _named(characters: set[str]) -> str:
    named = [f"{char!r} (U+{ord(char):04X})" for char in sorted(characters)[:SHOWN]]
    more = len(characters) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")
