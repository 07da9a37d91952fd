"""The page itself: its template filled in, its style, its scripts; read once, so that no path is ever opened."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import NamedTuple

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from loopway.theme import Theme

JSON = "application/json"
HTML = "text/html; charset=utf-8"
CSS = "text/css; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"

HOME = "loopway.publish.preview"
FOLDER = "page"
FILLED = {"/": ("index.html.jinja", HTML), "/themes.css": ("themes.css.jinja", CSS)}
"""Where the filled templates stand."""
READ = {
    "preview.css": CSS,
    "icon.svg": "image/svg+xml",
    **dict.fromkeys(("preview.js", "film.js", "ahead.js", "picture.js", "player.js"), SCRIPT),
}
"""The files that are sent as they are; each stands at its own name."""
SHAPES = ("wide", "tall", "square")


class Answer(NamedTuple):
    """What is sent."""

    kind: str
    """Its media type."""
    body: bytes


class Front(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the page offers; its first shape and theme are those that were asked for."""

    name: str
    """What is previewed."""
    themes: tuple[Theme, ...]
    theme: int = 0
    """The number of the theme that is shown first."""
    shape: str = "wide"

    def page(self, path: str) -> Answer | None:
        """What stands at this path; None: it is no part of the page."""
        return self._parts.get(path)

    @cached_property
    def _parts(self) -> dict[str, Answer]:
        pages = Environment(
            loader=PackageLoader(HOME, FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        filled = {
            path: Answer(kind, pages.get_template(name).render(front=self, shapes=SHAPES).encode())
            for path, (name, kind) in FILLED.items()
        }
        folder = files(HOME) / FOLDER
        return filled | {f"/{name}": Answer(kind, (folder / name).read_bytes()) for name, kind in READ.items()}
