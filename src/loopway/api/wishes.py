"""What a user may wish of a film, in words: one list for the command line, a configuration file, a notebook, Python.

A wish is checked here, before anything is run or drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.publish.delivery import CAPTIONS, Delivery, bytes_of

if TYPE_CHECKING:  # a recording begins at once: what tells and draws it is loaded when it is there
    from loopway.lessons import Lesson
    from loopway.story import Language, Pace
    from loopway.theme import Brand, Theme


class Quality(NamedTuple):
    """How fine a film is: the pixels of its short and its long side, pictures a second."""

    short: int
    long: int
    fps: int


QUALITIES = {
    "draft": Quality(480, 854, 15),
    "good": Quality(1080, 1920, 30),
    "best": Quality(1080, 1920, 60),
}
SHAPES = ("wide", "tall", "square")
MOTIONS = ("full", "reduced")
THEME = "night"
PLURALS = {
    "quality": "qualities",
    "kind of captions": "kinds",
    "kind of motion": "kinds",
    "key of a brand": "keys of a brand",
}


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """How a run is to be shown. Its fields are the names of the options, and the keys of a configuration."""

    quality: str = "good"
    """draft, good or best."""
    shape: str = "wide"
    """wide, tall or square."""
    theme: str | None = None
    """A name or an import path; None: the lesson's own, or night."""
    motion: str = "full"
    """full, or reduced: slower, no zoom, no trails, nothing that flickers."""
    pace: Any = None
    """A Pace, "calm", "brisk", or the film's length in seconds; None: the lesson's own, or as the run asks."""
    at: float | None = None
    """The film second of a .png; None: the fullest picture."""
    captions: str = "burn"
    """burn, soft or off: in the picture, as a track that a player can switch, or neither."""
    alpha: bool = False
    """Whether the ground is left out: a .mov, a .webm or a .png is transparent where nothing stands."""
    max_size: str | int | None = None
    """The most that a .gif or a .webp may be large: "10MB", or bytes as a number; None: what a page bears."""
    voice: str | None = None
    """Who speaks the captions: "espeak", or a folder with recordings of one's own; None: nobody."""
    lang: str | None = None
    """A language's code, or the path of a catalogue of one's own; None: the lesson's own, or English."""

    brand: Any = None
    """A Brand, or its words and files: {"accent": "#ffa62b", "logo": "logo.svg", "title": ..., "font": ...}."""


class Cut(NamedTuple):
    """Wishes that can be fulfilled, as values."""

    size: tuple[int, int]
    fps: int
    shape: str
    theme: Theme
    pace: Pace
    delivery: Delivery
    language: Language
    voice: str | None


def wishes(given: Mapping[str, Any]) -> Wishes:
    """The wishes of these names; UsageError for a name that is none.

    >>> wishes({"quality": "draft"}).shape
    'wide'
    """
    for name in given:
        if name not in Wishes.__struct_fields__:
            raise _unknown("option", name, Wishes.__struct_fields__)
    return Wishes(**given)


def of_lesson(asked: Wishes, lesson: Lesson | None) -> Wishes:
    """The wishes with a lesson's own theme and pace where nothing else was asked for."""
    if lesson is None:
        return asked
    return replace(
        asked,
        theme=asked.theme or lesson.theme,
        pace=lesson.pace if asked.pace is None else asked.pace,
        lang=asked.lang or lesson.telling.language.code,
    )


def cut(asked: Wishes) -> Cut:
    """The values behind the words; UsageError, with what was probably meant, for a word that stands for nothing."""
    from loopway.story import ENGLISH, language_named
    from loopway.theme import branded, theme_named

    if asked.shape not in SHAPES:
        raise _unknown("shape", asked.shape, SHAPES)
    if asked.captions not in CAPTIONS:
        raise _unknown("kind of captions", asked.captions, CAPTIONS)
    if asked.quality not in QUALITIES:
        raise _unknown("quality", asked.quality, QUALITIES)
    if asked.motion not in MOTIONS:
        raise _unknown("kind of motion", asked.motion, MOTIONS)
    quality = QUALITIES[asked.quality]
    theme = theme_named(asked.theme or THEME)
    if asked.brand:
        theme = branded(theme, _brand(asked.brand))
    return Cut(
        size=_size(quality, asked.shape),
        fps=quality.fps,
        shape=asked.shape,
        theme=theme,
        pace=_pace(asked.pace, asked.motion),
        delivery=Delivery(
            captions=asked.captions,
            at=asked.at,
            budget=None if asked.max_size is None else bytes_of(asked.max_size),
            ground=not asked.alpha,
        ),
        language=language_named(asked.lang or ENGLISH),
        voice=asked.voice,
    )


def _size(quality: Quality, shape: str) -> tuple[int, int]:
    across = quality.long if shape == "wide" else quality.short
    return across, quality.long if shape == "tall" else quality.short


def _pace(asked: Any, motion: str) -> Pace:
    from loopway.story import Pace, pace_named, with_reduced_motion

    pace = asked if isinstance(asked, Pace) else Pace() if asked is None else pace_named(str(asked))
    return with_reduced_motion(pace) if motion == "reduced" else pace


def _brand(asked: Any) -> Brand:
    from loopway.theme import Brand, brand

    if isinstance(asked, Brand):
        return asked
    for name in asked:
        if name not in Brand.__struct_fields__:
            raise _unknown("key of a brand", name, Brand.__struct_fields__)
    return brand(**asked)


def _unknown(what: str, name: str, known: Iterable[str]) -> UsageError:
    names = tuple(known)
    plural = PLURALS.get(what, f"{what}s")
    close = get_close_matches(name, names, n=1)
    return UsageError(
        f"there is no {what} {name!r}",
        why=f"the {plural} are {', '.join(names)}",
        todo=f"did you mean {close[0]}?" if close else "choose one of them",
    )
