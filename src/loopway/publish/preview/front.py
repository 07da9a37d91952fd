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
STYLE = "preview.css"
SCRIPTS = ("preview.js", "film.js", "picture.js", "player.js")
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
        folder = files(HOME) / "page"
        read = {name: (folder / name).read_bytes() for name in (STYLE, *SCRIPTS)}
        pages = Environment(
            loader=PackageLoader(HOME, "page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        said = {"front": self, "shapes": SHAPES}
        return {
            "/": Answer(HTML, pages.get_template("index.html.jinja").render(said).encode()),
            "/themes.css": Answer(CSS, pages.get_template("themes.css.jinja").render(said).encode()),
            f"/{STYLE}": Answer(CSS, read[STYLE]),
            **{f"/{name}": Answer(SCRIPT, read[name]) for name in SCRIPTS},
        }
