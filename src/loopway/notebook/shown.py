"""Which file a notebook shows, and in which media types: a film as HTML, its poster where nothing can move."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

import msgspec
from jinja2 import Environment

from loopway.api import Made
from loopway.cli.request import Request

FILMS = {".mp4": "video/mp4", ".webm": "video/webm"}
MEDIA = {**FILMS, ".gif": "image/gif", ".webp": "image/webp", ".png": "image/png"}
"""Ending -> media type of what a browser can show."""
STILL, CAPTIONS = "image/png", "text/vtt"
"""What a notebook shows where nothing can move, as in a PDF; and what a browser shows over a film."""
FILM, SEEN_THROUGH, POSTER, TRACK = "film.mp4", "film.webm", "film.png", "film.vtt"
STYLE = "max-width: 100%; max-height: 75vh"
"""A tall film is seen whole."""
VIDEO = """\
<video controls playsinline preload="metadata" aria-label="{{ label }}" poster="{{ poster }}" style="{{ style }}">
<source src="{{ film }}" type="{{ type }}">
{% if track -%}
<track kind="captions" label="Captions" src="{{ track }}"{{ " default" if switched_on }}>
{% endif -%}
</video>"""
PICTURE = """<img alt="{{ label }}" src="{{ film }}" style="{{ style }}">"""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The file that is shown, and its poster and its captions if it is a film."""

    film: Path
    poster: Path | None = None
    track: Path | None = None
    switched_on: bool = False
    """Whether the captions are seen at once: they stand nowhere else."""

    @property
    def files(self) -> tuple[Path, ...]:
        """What has to be made for it."""
        return tuple(file for file in (self.film, self.poster, self.track) if file)


def shown_of(asked: Request, folder: Path) -> Shown:
    """The first of the user's own files that a browser can show, else a film that is made for this in `folder`."""
    able = (output for output in asked.outputs if output.suffix.lower() in MEDIA)
    film = next(able, folder / (SEEN_THROUGH if asked.wished["alpha"] else FILM))
    if film.suffix.lower() not in FILMS:
        return Shown(film=film)
    captions = asked.wished["captions"]
    track = folder / TRACK if captions != "off" else None
    return Shown(film=film, poster=folder / POSTER, track=track, switched_on=captions == "soft")


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
        "track": _url(shown.track, CAPTIONS) if shown.track else "",
        "switched_on": shown.switched_on,
    }
    still = shown.poster or (shown.film if MEDIA[ending] == STILL else None)
    on_paper = {STILL: _text(still)} if still else {}
    return {"text/html": html.render(given), "text/plain": words, **on_paper}


def _text(file: Path) -> str:
    return b64encode(file.read_bytes()).decode()


def _url(file: Path, media: str) -> str:
    """The file as a URL that holds all of it: a notebook is one file."""
    return f"data:{media};base64,{_text(file)}"
