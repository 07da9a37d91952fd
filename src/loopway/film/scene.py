"""TrafficScene: a normal Manim Scene that films a recorded run; a lesson declares a few fields and draws nothing.

class Gather(TrafficScene):
    title = "Three fetches, one road"
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import manim as mn

import loopway
from loopway.errors import TraceError, UsageError
from loopway.film.drive import Drive
from loopway.film.fonts import use_our_fonts
from loopway.film.parts import parts
from loopway.stage import stage_of
from loopway.stage.shapes import layout_of
from loopway.stage.stage import Stage
from loopway.story import Pace, Telling, language_named, pace_named, tell
from loopway.theme import Theme, theme_named
from loopway.trace import read

MANIM_BLACK = "#000000"
"""Manim's own background: nobody asked for another."""


class TrafficScene(mn.Scene):
    """Films a trace. `manim -ql scenes/gather.py Gather` and `loopway render gather` give the same film."""

    id: ClassVar[str] = ""
    """Its place in the course: "s07"."""
    script: ClassVar[str] = ""
    """Path of the script, relative to the scene's file; empty: scripts/ and the scene file's name."""
    trace: ClassVar[str] = ""
    """Path of its recording, relative to the scene's file; empty: traces/ and the scene file's name, as .jsonl."""
    title: ClassVar[str] = ""
    """At most 26 characters; empty: made from the script's name."""
    subtitle: ClassVar[str] = ""
    note: ClassVar[str] = ""
    """One line for the ending card: where the picture stops being true."""
    captions: ClassVar[Mapping[str, str]] = {}
    """Own sentences in place of generated ones, by their key and letter: "exit.sleep A"."""
    keeps: ClassVar[tuple[str, ...]] = ()
    """Local variables that are shown at a parked car: ("total",)."""
    lang: ClassVar[str] = "en"
    """The language of its own words, and of all others: en, de, es, ja, ar."""
    theme: str | Theme = "night"
    """A theme, its name, or where to import it from."""
    pace: str | float | Pace | None = None
    """The film's length in seconds, "calm", "brisk", or a Pace; None: as the run asks."""
    shape: str | None = None
    """wide, tall or square; None: as Manim's pixels are, so that `manim -r 1080,1920` gives the tall film."""

    def __init__(
        self, *args: Any, theme: str | Theme | None = None, pace: str | float | Pace | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if theme is not None:
            self.theme = theme
        if pace is not None:
            self.pace = pace

    def setup(self) -> None:
        """The background is the theme's, unless Manim was told another colour; the frame is as high as the stage."""
        use_our_fonts()
        if not isinstance(self.camera, mn.Camera):
            raise UsageError("loopway draws with Cairo only", todo="leave out --renderer=opengl")
        if mn.config.background_color == mn.ManimColor(MANIM_BLACK):
            self.camera.background_color = mn.ManimColor(theme_named(self.theme).bg)
        high = layout_of(self._shape()).size[1]
        self.camera.frame_height = high
        self.camera.frame_width = high * mn.config.pixel_width / mn.config.pixel_height

    def construct(self) -> None:
        """Plays the whole run; each caption and each card is a section, named by its words."""
        stage, theme, mark = self.stage(), theme_named(self.theme), self._mark()
        drive = None
        for part in parts(stage, mn.config.frame_rate):
            self.next_section(part.name)
            drive = Drive(stage, theme, mark, start=part.start, seconds=part.seconds, before=drive)
            self.play(drive)

    def stage(self) -> Stage:
        """The run, told and staged; TraceError if it has not been recorded."""
        telling = Telling(
            title=self.title,
            subtitle=self.subtitle,
            note=self.note,
            captions=dict(self.captions),
            keeps=self.keeps,
            language=language_named(self.lang),
        )
        return stage_of(tell(read(self._trace_file()), telling, self._pace()), shape=self._shape())

    def _shape(self) -> str:
        """The one that was asked for, or the one that Manim's pixels have."""
        if self.shape is not None:
            return self.shape
        wide, high = mn.config.pixel_width, mn.config.pixel_height
        return "square" if wide == high else "wide" if wide > high else "tall"

    def _pace(self) -> Pace:
        if self.pace is None:
            return Pace()
        return self.pace if isinstance(self.pace, Pace) else pace_named(str(self.pace))

    def _trace_file(self) -> Path:
        home = scene_file(type(self))
        file = home.parent / (self.trace or f"traces/{home.stem}.jsonl")
        if not file.is_file():
            script = home.parent / (self.script or f"scripts/{home.name}")
            raise TraceError(f"no trace for {script}", where=str(file), todo=f"loopway trace {script} -o {file}")
        return file

    def _mark(self) -> str:
        """Changes with whatever changes the film."""
        said = (
            self.title,
            self.subtitle,
            self.note,
            sorted(self.captions.items()),
            self.keeps,
            self._pace(),
            self.theme,
            self.lang,
        )
        parts = (self._trace_file().read_bytes(), repr(said).encode(), _source())
        return sha256(b"".join(parts)).hexdigest()


def scene_file(scene: type[mn.Scene]) -> Path:
    """Where the scene's class is written."""
    return Path(inspect.getfile(scene)).resolve()


@cache
def _source() -> bytes:
    """loopway's own source and words: Manim must not show a film that an older one has drawn."""
    home = Path(loopway.__file__).parent
    files = (file for ending in ("py", "toml") for file in sorted(home.rglob(f"*.{ending}")))
    return b"".join(file.read_bytes() for file in files)
