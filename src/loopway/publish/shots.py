"""The film in pieces: a file for every chapter, named after its words, and the list of them for a video editor.

The folder is new, empty, or one that loopway made before; then nothing of that is left in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from loopway.publish.captions import Cue
from loopway.publish.chapters import Chapter
from loopway.publish.markers import LISTS, Marker, write_lists
from loopway.publish.master import Master, Tick
from loopway.publish.pool import draw_film
from loopway.publish.sound import Sound

ENDINGS = {".mp4": "loopway.publish.video", ".webm": "loopway.publish.webm", ".mov": "loopway.publish.mov"}
"""What a piece may be, and the module that makes it."""
LONGEST_NAME = 60
"""Characters of a file's name, number and ending not counted."""
_PIECE = re.compile(r"\d{2,}-.*")


class Shot(NamedTuple):
    """A chapter as frames of the film: from `first` to just before `end`."""

    first: int
    end: int
    chapter: Chapter


def cut(master: Master) -> Master:
    """The master of the same film with a keyframe where each chapter begins: so its pieces are drawn with it."""
    return replace(master, film=replace(master.film, cuts=tuple(shot.first for shot in shots(master))))


def is_ours(folder: str) -> bool:
    """Whether all that is in the folder is what loopway puts there; an empty one will do."""
    for path in Path(folder).iterdir():
        if path.name in LISTS:
            continue
        module = ENDINGS.get(path.suffix.lower())
        if module is None or not _PIECE.fullmatch(path.name) or not import_module(module).is_ours(str(path)):
            return False
    return True


def write(master: Master, folder: str, tick: Tick, *, ending: str = ".mp4") -> str:
    """Fills an empty folder and reads each file back; says how many films there are. RenderError if one fails."""
    module = import_module(ENDINGS[ending])
    whole: Master = module.encoded(master)
    draw_film(
        whole.film,
        crew=master.studio.crew,
        cache=master.studio.cache,
        progress=lambda done, total: tick("drawing", done, total),
    )
    found = shots(whole)
    markers = []
    for number, shot in enumerate(found, 1):
        name = f"{number:0{max(2, len(str(len(found))))}}-{file_name(shot.chapter.title)}{ending}"
        module.write(piece(master, shot), str(Path(folder, name)), lambda what, done, total: None)
        markers.append(Marker(first=shot.first, end=shot.end, name=shot.chapter.title, file=name))
    write_lists(markers, folder, fps=whole.film.encoding.fps, title=whole.title)
    return f"{len(found)} film{'s' if len(found) > 1 else ''}"


def shots(master: Master) -> list[Shot]:
    """The chapters that have at least one frame, without a gap."""
    film = master.film
    starts = [round(chapter.start * film.encoding.fps) for chapter in master.chapters]
    ends = [*starts[1:], film.frames]
    if not starts:
        return [Shot(0, film.frames, Chapter(start=0.0, end=master.stage.duration, title=master.title))]
    return [
        Shot(first, end, chapter)
        for first, end, chapter in zip(starts, ends, master.chapters, strict=True)
        if first < end
    ]


def piece(master: Master, shot: Shot) -> Master:
    """The master of one shot: its frames, and the captions and speech in it on its own clock."""
    fps = master.film.encoding.fps
    start, end = shot.first / fps, shot.end / fps
    return replace(
        master,
        film=replace(master.film, first=shot.first, frames=shot.end - shot.first, cuts=()),
        title=shot.chapter.title,
        cues=tuple(_heard(master.cues, start, end, least=1 / fps)),
        chapters=(),
        sound=master.sound and _spoken(master.sound, start, end, early=1 / fps),
    )


def _heard(cues: tuple[Cue, ...], start: float, end: float, *, least: float) -> Iterator[Cue]:
    """The captions of a stretch of film on its own clock; not those that only reach into it by rounding."""
    for cue in cues:
        heard = replace(cue, start=max(cue.start, start) - start, end=min(cue.end, end) - start)
        if heard.end - heard.start > least:
            yield heard


def _spoken(sound: Sound, start: float, end: float, *, early: float) -> Sound:
    """What begins to be said in a stretch of film, or so little before it that rounding is the reason."""
    said = (speech for speech in sound.speeches if start - early < speech.at < end - early)
    return Sound(
        speeches=tuple(replace(speech, at=max(0.0, speech.at - start)) for speech in said), seconds=end - start
    )


def file_name(words: str) -> str:
    """The words as part of a file's name on any system: letters and digits of any script, and hyphens.

    >>> file_name("A takes the exit: it waits 1 s."), file_name("../../etc/passwd"), file_name("…")
    ('a-takes-the-exit-it-waits-1-s', 'etc-passwd', 'piece')
    """
    letters = unicodedata.normalize("NFKC", words).lower()
    parts = "".join(char if char.isalnum() or unicodedata.category(char) == "Mn" else " " for char in letters).split()
    name = ""
    for part in parts:
        longer = f"{name}-{part}" if name else part[:LONGEST_NAME]
        if len(longer) > LONGEST_NAME or len(longer.encode()) > 3 * LONGEST_NAME:
            break
        name = longer
    return name or "piece"
