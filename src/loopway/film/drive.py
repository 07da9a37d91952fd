"""One animation for the whole film: the picture at t is what the stage says of t, and nothing is remembered."""

from __future__ import annotations

from collections import OrderedDict
from typing import cast

import manim as mn
import numpy as np
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray

from loopway.film.actors import drawing
from loopway.film.cast import Cast, Layers
from loopway.film.looks import Placed
from loopway.film.pose import Wardrobe
from loopway.stage.stage import Stage
from loopway.theme import Theme

BAKED = 8
"""So many painted backdrops and panels are kept, 8 MB each at 1080p."""


class Drive(mn.Animation):
    """Shows a stage, by default from its first to its last second. It asks nothing of what was shown before.

    `mark` stands for everything that decides the pictures: Manim uses its cached film if all attributes are the same
    as last time, and cannot look into a stage. A part begins at film second `start` and lasts `seconds`; the part
    `before` it lends what it has painted.
    """

    def __init__(
        self,
        stage: Stage,
        theme: Theme,
        mark: str = "",
        *,
        start: float = 0.0,
        seconds: float | None = None,
        before: Drive | None = None,
    ) -> None:
        self.mark = mark
        self.start = start
        self._show: _Show = before._show if before else _Show(stage, theme)
        length = stage.duration - start if seconds is None else seconds
        super().__init__(self._show.group, run_time=length, rate_func=mn.linear)

    def _setup_scene(self, scene: mn.Scene) -> None:
        super()._setup_scene(scene)
        self._show.scene = scene

    def interpolate_mobject(self, alpha: float) -> None:
        """The film at this part of its length."""
        self._show.show(self.start + self.run_time * self.rate_func(alpha))

    def finish(self) -> None:
        """Leaves the whole last picture in the scene, backdrop included."""
        super().finish()
        self._show.show_whole(self.start + self.run_time)


class _Show:
    """What Manim's hashing must not look into (it follows `__dict__`): the stage, its cast, and painted layers."""

    __slots__ = ("_baked", "_cast", "_ground", "_mine", "_others", "_shown", "_wardrobe", "group", "scene")

    def __init__(self, stage: Stage, theme: Theme) -> None:
        self.group = mn.VGroup()
        self.scene: mn.Scene | None = None
        self._cast = Cast(stage)
        self._wardrobe = Wardrobe(lambda look: drawing(look, theme))
        self._baked: OrderedDict[tuple[int, tuple[Placed, ...]], tuple[object, PixelArray]] = OrderedDict()
        self._ground: PixelArray | None = None
        self._mine: PixelArray | None = None
        self._others: list[mn.Mobject] = []
        self._shown: Layers | None = None

    def show(self, t: float) -> None:
        """What moves at t, posed; what does not is painted beneath it, once."""
        scene = self.scene
        if scene is None or not scene.moving_mobjects:  # Manim has not yet painted what stands still
            self.show_whole(t)
            return
        layers = self._cast.at(t)
        steady = self._shown is not None and self._shown.panel == layers.panel
        self._shown = layers
        self._take_over(scene)
        self._lay(scene, layers.backdrop, layers.panel if steady else ())
        moving = layers.players if steady else (*layers.panel, *layers.players)
        self.group.submobjects = self._wardrobe.dressed(moving)

    def show_whole(self, t: float) -> None:
        """Everything at t as mobjects."""
        self.group.submobjects = self._wardrobe.dressed(self._cast.at(t).all)

    def _take_over(self, scene: mn.Scene) -> None:
        """Manim flattens the moving mobjects once: it has to be given the group anew, or old parts stay in sight."""
        picture = cast(CairoRenderer, scene.renderer).static_image
        if self._mine is None or picture is not self._mine:
            if not _same(picture, self._ground):
                self._baked.clear()
            self._ground = picture
            family = set(self.group.get_family())
            self._others = [one for one in scene.moving_mobjects if one not in family]
        scene.moving_mobjects = [self.group, *self._others]

    def _lay(self, scene: mn.Scene, backdrop: tuple[Placed, ...], panel: tuple[Placed, ...]) -> None:
        renderer = cast(CairoRenderer, scene.renderer)
        self._mine = renderer.static_image = self._painted(renderer.camera, backdrop, panel)

    def _painted(self, camera: mn.Camera, backdrop: tuple[Placed, ...], panel: tuple[Placed, ...]) -> PixelArray:
        key = (id(backdrop), panel)
        found = self._baked.pop(key, None)
        if found is None:
            ground = self._painted(camera, backdrop, ()) if panel else self._ground
            if ground is None:
                camera.reset()
            else:
                camera.set_frame_to_background(ground)
            camera.capture_mobjects(self._wardrobe.dressed(panel or backdrop))
            found = (backdrop, camera.pixel_array.copy())  # the backdrop is kept too: its id is its name
        self._baked[key] = found
        if len(self._baked) > BAKED:
            self._baked.popitem(last=False)
        return found[1]


def _same(one: PixelArray | None, other: PixelArray | None) -> bool:
    return one is other or (one is not None and other is not None and np.array_equal(one, other))
