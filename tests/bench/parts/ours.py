"""Our own scene, scenes/gather.py, as plain Manim plays it; or a part of it, where all of it would take too long."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import msgspec
from manim.renderer.cairo_renderer import CairoRenderer

from loopway.film import TrafficScene
from loopway.lessons import find_lesson
from loopway.stage.program import Chapter, Program
from loopway.stage.stage import Frame, Piece, Point, Stage
from loopway.story.moments import Moment

from .subject import LESSON


def our_scene(renderer: CairoRenderer, length: float | None, part: tuple[float, float] | None) -> TrafficScene:
    """The lesson's scene, `length` seconds long, or the part from a film second on, so many seconds long."""
    scene: TrafficScene = _gather()(renderer=renderer, pace=length)
    if part:
        whole = scene.stage()
        scene.stage = lambda: Part(whole=whole, start=part[0], duration=part[1])  # type: ignore[method-assign]
    return scene


def _gather() -> type[TrafficScene]:
    """The class in the lesson's file, loaded as Manim loads it."""
    lesson = find_lesson(Path(LESSON))
    assert lesson is not None
    spec = spec_from_file_location(lesson.name, lesson.scene)
    assert spec is not None and spec.loader is not None
    module = sys.modules[lesson.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[TrafficScene] = module.Gather
    return found


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Another stage from film second `start` on, `duration` long."""

    whole: Stage
    start: float
    duration: float

    @property
    def size(self) -> Point:
        """As the whole."""
        return self.whole.size

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """As the whole."""
        return self.whole.pieces

    @property
    def road_roles(self) -> frozenset[str]:
        """As the whole."""
        return self.whole.road_roles

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """None: it is drawn, not published."""
        return ()

    @property
    def programs(self) -> tuple[Program, ...]:
        """None, for the same reason."""
        return ()

    @property
    def moments(self) -> tuple[Moment, ...]:
        """None, for the same reason."""
        return ()

    def at(self, t: float) -> Frame:
        """The Frame at second t of the part."""
        return self.whole.at(self.start + t)
