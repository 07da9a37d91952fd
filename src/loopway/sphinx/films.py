"""The films of a documentation: each is made once, and kept beside Sphinx's doctrees for as long as they are."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from subprocess import DEVNULL
from tempfile import TemporaryDirectory

import msgspec

from loopway.api import compare, name_of, render
from loopway.api.sources import check_source, lesson_of
from loopway.cli.request import Request
from loopway.publish.cache import drawn_with
from loopway.trace import Trace

FOLDER = "loopway"
"""In the folder of the doctrees."""
ABOUT = "about.json"
FILM, SEEN_THROUGH, POSTER, TRACK = ".mp4", ".webm", ".png", ".vtt"


class Film(msgspec.Struct, frozen=True, kw_only=True):
    """A film that is there, with what has to be known to show it."""

    film: str
    """The name of its file."""
    poster: str
    """The name of its poster's file."""
    track: str | None
    """The name of its captions' file; None: it has none."""
    switched_on: bool
    """Whether the captions are seen at once: they stand nowhere else."""
    title: str
    seconds: float
    size: tuple[int, int]
    warnings: tuple[str, ...]
    """What its author should know, one sentence each."""


def made_of(asked: Request) -> tuple[Path, ...]:
    """The files that decide what a film shows; UsageError if a source is none."""
    files = [file for source in asked.sources for file in _files_of(source)]
    return (*files, *asked.files)


def _files_of(source: str) -> tuple[Path, ...]:
    check_source(source)
    lesson = lesson_of(source)
    return (lesson.scene, lesson.script, lesson.trace) if lesson else (Path(source),)


def key_of(asked: Request) -> str:
    """Changes with whatever changes the film: its files, what is wished, and what draws it."""
    digest = sha256(drawn_with())
    wishes = (asked.compare, asked.watching, sorted(asked.wished.items()))
    for part in (repr(wishes).encode(), *(file.read_bytes() for file in made_of(asked))):
        digest.update(b"%d " % len(part) + part)
    return digest.hexdigest()[:16]


def film_in(folder: Path) -> Film | None:
    """The film that is kept in this folder, if it is whole."""
    try:
        film = msgspec.json.decode((folder / ABOUT).read_bytes(), type=Film)
    except (OSError, msgspec.MsgspecError):
        return None
    return film if all((folder / name).is_file() for name in (film.film, film.poster, film.track) if name) else None


def make(asked: Request, folder: Path) -> Film:
    """Films what is asked for, and keeps it in this folder; what the script prints is not shown."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as draft:
        film = _film(asked, Path(draft))
        for file in Path(draft).iterdir():
            folder.mkdir(exist_ok=True)
            file.replace(folder / file.name)  # the same file, if another process of Sphinx's has been quicker
    (folder / ABOUT).write_bytes(msgspec.json.encode(film))
    return film


def _film(asked: Request, folder: Path) -> Film:
    name = "-".join(name_of(source) for source in asked.sources)
    captions = asked.wished["captions"]
    endings = [SEEN_THROUGH if asked.wished["alpha"] else FILM, POSTER, *([TRACK] if captions != "off" else [])]
    told: list[str] = []

    def watching(script: Path) -> Trace:
        return asked.watch(script, stdout=DEVNULL, stderr=DEVNULL)

    with asked.studio(warn=told.append) as studio:
        film, poster, *track = (compare if asked.compare else render)(
            *asked.sources,
            *(folder / f"{name}{ending}" for ending in endings),
            studio=studio,
            watching=watching,
            warn=told.append,
            **asked.wished,
        )
    return Film(
        film=film.path.name,
        poster=poster.path.name,
        track=track[0].path.name if track else None,
        switched_on=captions == "soft",
        title=film.title,
        seconds=film.seconds or 0.0,
        size=film.size or (0, 0),
        warnings=tuple(told),
    )


def version_of_films() -> int:
    """Another number for every loopway that may draw otherwise: Sphinx then reads its documents anew."""
    return int.from_bytes(drawn_with()[:4])
