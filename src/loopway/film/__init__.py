"""Owns what is seen: the one room that knows Manim. It draws a stage's frames: as a Scene, as pictures, as SVG."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loopway.film.actors.brand import check_brand
    from loopway.film.painting import frames, picture, pictures
    from loopway.film.scene import TrafficScene
    from loopway.film.svg import Outlines

__all__ = ["Outlines", "TrafficScene", "check_brand", "frames", "picture", "pictures"]

_HOMES = {
    "TrafficScene": "scene",
    "Outlines": "svg",
    "check_brand": "actors.brand",
    "frames": "painting",
    "picture": "painting",
    "pictures": "painting",
}
"""Where the names live. They are imported when first asked for: Manim takes a second to load."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'loopway.film' has no attribute {name!r}")
    return getattr(import_module(f"loopway.film.{_HOMES[name]}"), name)
