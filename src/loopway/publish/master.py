"""A master: the finished film, from which every file is made; it knows nothing of files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from loopway.publish.captions import Cue
from loopway.publish.chapters import Chapter
from loopway.publish.delivery import Delivery
from loopway.story.catalogue import english
from loopway.story.language import Language
from loopway.theme import NIGHT, Theme

if TYPE_CHECKING:  # a trace is written without ever loading these
    from loopway.publish.segments import Draw, Film
    from loopway.publish.sound import Sound
    from loopway.publish.studio import Studio
    from loopway.stage.stage import Stage
Tick = Callable[[str, int, int], None]
"""Told of progress: what is being done ("drawing"), how much of it is done, how much there is."""


class Master(msgspec.Struct, frozen=True, kw_only=True):
    """A film before it becomes a file."""

    stage: Stage
    draw: Draw
    """Its pictures at any film seconds, in any size, drawn in this process."""
    film: Film
    """All of it in one size, to be drawn by any process."""
    studio: Studio
    """Where `film` is drawn."""
    sound: Sound | None = None
    """Its captions spoken; None: it is silent."""
    title: str = ""
    warnings: tuple[str, ...] = ()
    """What the user should know of the run or of the telling, one sentence each."""
    cues: tuple[Cue, ...] = ()
    """Its captions, whether they are drawn or not."""
    chapters: tuple[Chapter, ...] = ()
    delivery: Delivery = Delivery()
    theme: Theme = NIGHT
    """Its colours, and ..."""
    language: Language = msgspec.field(default_factory=english)
    """... its words, for what is shown beside the pictures."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, both even."""
        return self.film.encoding.size


def frames(duration: float, fps: int) -> int:
    """How many pictures a film has. 2 s at 15 pictures a second are 30: the first at 0.0 s, the last at 1.933 s."""
    return max(1, round(duration * fps))
