"""Pictures of a stage: one by Manim's own camera, for reference and tests, and a whole film the fast way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import manim as mn
import numpy as np

from loopway.film.actors import drawing
from loopway.film.cast import Cast
from loopway.film.ink import ink_of
from loopway.film.looks import Placed
from loopway.film.pose import Wardrobe
from loopway.film.sampler import Picture, Pixels, Sampler, Tableau
from loopway.stage.stage import Stage
from loopway.theme import Theme
from loopway.theme.mixing import components

Size = tuple[int, int]
"""Width and height in pixels."""

INKS = 2048
"""So many looks are kept as paths: all of an ordinary film, save trails, which are each seen once."""


def picture(stage: Stage, theme: Theme, t: float, size: Size) -> Pixels:
    """The picture at film second t by the stock camera: height x width x 4, red, green, blue, 255.

    >>> picture(stage, NIGHT, 2.5, (1920, 1080)).shape
    (1080, 1920, 4)
    """
    camera = stock_camera(stage, theme, size)
    capture(camera, Cast(stage, branded=theme.brand is not None).at(t).all, theme)
    return np.asarray(camera.pixel_array, dtype=np.uint8)


def pictures(
    stage: Stage, theme: Theme, *, ground: bool = True
) -> Callable[[Sequence[float], Size], Iterator[Picture]]:
    """A function (film seconds, size) -> their pictures, painted the fast way, in order.

    It may be called again and again, in any size: what has been drawn once is kept. Without a `ground` they are
    transparent where nothing stands, their colours weighed with their alpha.
    """
    cast = Cast(stage, branded=theme.brand is not None)
    ink = lru_cache(maxsize=INKS)(lambda look: ink_of(drawing(look, theme)))

    def tableau(t: float) -> Tableau:
        layers = cast.at(t)
        return Tableau(backdrop=layers.backdrop, cast=(*layers.panel, *layers.players))

    def draw(times: Sequence[float], size: Size) -> Iterator[Picture]:
        sampler = Sampler(
            tableau,
            ink,
            size=size,
            frame_height=stage.size[1],
            background=components(theme.bg) if ground else None,
        )
        return sampler.pictures(times)

    return draw


def frames(stage: Stage, theme: Theme, fps: int, size: Size) -> Iterator[Pixels]:
    """All pictures of the film, `fps` a film second; each array is the caller's own."""
    times = [number / fps for number in range(max(1, round(stage.duration * fps)))]
    for one in pictures(stage, theme)(times, size):
        yield one.pixels.copy()


def stock_camera(stage: Stage, theme: Theme, size: Size) -> mn.Camera:
    """Manim's camera, looking at the whole frame of the stage."""
    width, height = size
    return mn.Camera(
        pixel_width=width,
        pixel_height=height,
        frame_width=stage.size[1] * width / height,
        frame_height=stage.size[1],
        background_color=theme.bg,
        background_opacity=1.0,
    )


def capture(camera: mn.Camera, placed: Iterable[Placed], theme: Theme) -> None:
    """Paints these with the stock camera over what it has painted."""
    camera.capture_mobjects(Wardrobe(lambda look: drawing(look, theme)).dressed(placed))
