"""Stock Manim: its own renderer, camera and caching, for the idiomatic scene and for our own."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import manim as mn

from loopway.film.fonts import use_our_fonts

from .child import Found
from .meter import Meter
from .ours import our_scene
from .stock import Watched, as_loopway_encodes, configured
from .subject import encoding_of


def measure(
    meter: Meter,
    *,
    scene: str,
    caching: bool,
    same_encoder: bool,
    picture: dict[str, Any],
    length: float | None = None,
    part: tuple[float, float] | None = None,
    seconds: int = 0,
) -> Found:
    """Renders "idiomatic", `seconds` of the baseline, or "ours", the lesson or a part of it, to a file, from nothing.

    Set-up: loading Manim, building the scene, the first picture.
    """
    options = as_loopway_encodes(encoding_of(picture)) if same_encoder else {}
    with configured(picture, disable_caching=not caching, video_encoder_options=options):
        renderer = Watched(meter)
        made = _idiomatic(renderer, seconds) if scene == "idiomatic" else our_scene(renderer, length, part)
        made.render()
        cost = meter.lap()
        size = renderer.file_writer.movie_file_path.stat().st_size
    return {"frames": renderer.frames, "bytes": size, "setup": renderer.setup, "cost": cost}


def _idiomatic(renderer: Watched, seconds: int) -> mn.Scene:
    """Imported when Manim is configured, as by the command `manim`; in fonts that are the same on every machine."""
    use_our_fonts()
    scene: mn.Scene = import_module("tests.bench.parts.idiomatic").Traffic(renderer=renderer)
    scene.seconds = seconds
    return scene
