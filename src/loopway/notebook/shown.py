"""Which file a notebook shows, and in which media types: a film as HTML, its poster where nothing can move."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from jinja2 import Environment

from loopway.api import Made

FILMS = {".mp4": "video/mp4", ".webm": "video/webm"}
MEDIA = {**FILMS, ".gif": "image/gif", ".webp": "image/webp", ".png": "image/png"}
"""Ending -> media type of what a browser can show."""
STILL = "image/png"
"""What a notebook shows where nothing can move, as in a PDF."""
FILM, POSTER = "film.mp4", "film.png"
STYLE = "max-width: 100%; max-height: 75vh"
"""A tall film is seen whole."""
VIDEO = """\
<video controls playsinline preload="metadata" aria-label="{{ label }}" poster="{{ poster }}" style="{{ style }}">
<source src="{{ film }}" type="{{ type }}">
</video>"""
PICTURE = """<img alt="{{ label }}" src="{{ film }}" style="{{ style }}">"""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The file that is shown, and its poster if it is a film."""

    film: Path
    poster: Path | None

    @property
    def files(self) -> tuple[Path, ...]:
        """What has to be made for it."""
        return (self.film, self.poster) if self.poster else (self.film,)


def shown_of(outputs: Sequence[Path], folder: Path) -> Shown:
    """The first of the user's own files that a browser can show, else a film that is made for this in `folder`."""
    able = (output for output in outputs if output.suffix.lower() in MEDIA)
    film = next(able, folder / FILM)
    return Shown(film=film, poster=folder / POSTER if film.suffix.lower() in FILMS else None)


def bundle(shown: Shown, made: Made) -> Mapping[str, str]:
    """The film for a browser, its poster for paper, its name for a terminal: media type -> what is shown there."""
    words = f"{made.title}: film, {made.seconds:.1f} s" if made.seconds is not None else f"{made.title}: picture"
    html = Environment(autoescape=True).from_string(VIDEO if shown.poster else PICTURE)
    ending = shown.film.suffix.lower()
    given = {
        "label": words,
        "style": STYLE,
        "type": MEDIA[ending],
        "film": _url(shown.film, MEDIA[ending]),
        "poster": _url(shown.poster, STILL) if shown.poster else "",
    }
    still = shown.poster or (shown.film if MEDIA[ending] == STILL else None)
    on_paper = {STILL: _text(still)} if still else {}
    return {"text/html": html.render(given), "text/plain": words, **on_paper}


def _text(file: Path) -> str:
    return b64encode(file.read_bytes()).decode()


def _url(file: Path, media: str) -> str:
    """The file as a URL that holds all of it: a notebook is one file."""
    return f"data:{media};base64,{_text(file)}"
