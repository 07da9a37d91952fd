"""The whole street, joined: from a script or a trace to files. The command line and every integration call this."""

from __future__ import annotations

from loopway.api.outputs import Made
from loopway.api.previewing import preview
from loopway.api.sources import Source, file_of_module, name_of
from loopway.api.verbs import Take, check_cut, compare, load, render, take, watch
from loopway.api.wishes import QUALITIES, SHAPES, Wishes
from loopway.publish import FILMS, Studio

__all__ = [
    "FILMS",
    "QUALITIES",
    "SHAPES",
    "Made",
    "Source",
    "Studio",
    "Take",
    "Wishes",
    "check_cut",
    "compare",
    "file_of_module",
    "load",
    "name_of",
    "preview",
    "render",
    "take",
    "watch",
]
