"""How like the fast pictures are to those that the stock renderer gives of the same scene at the same instants."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray

from .child import Found
from .meter import Meter
from .ours import our_scene
from .stock import configured
from .subject import LESSON, encoding_of, film

EVERY = 10
Pixels = npt.NDArray[np.uint8]


class Comparing(CairoRenderer):
    """Manim's renderer; each picture is compared with the one painted for its instant, and then written as ever."""

    def __init__(self, painted: Sequence[bytes]) -> None:
        super().__init__()
        self.painted = painted
        self.errors: list[float] = []

    def add_frame(self, frame: PixelArray, num_frames: int = 1) -> None:
        """Compared, as many as loopway has painted: where the last instant is, the two may round differently."""
        for _ in range(num_frames):
            if len(self.errors) < len(self.painted):
                ours = np.frombuffer(zlib.decompress(self.painted[len(self.errors)]), np.uint8)
                self.errors.append(error(ours.reshape(frame.shape), frame))
        super().add_frame(frame, num_frames)


def measure(meter: Meter, *, length: float | None, picture: dict[str, Any]) -> Found:
    """PSNR in decibels of every tenth picture of the whole film.

    loopway paints all pictures one after the other, as for its film; Manim plays the scene with a tenth of the rate.
    """
    painted = _every_tenth(length, picture)
    slow = picture | {"fps": picture["fps"] / EVERY}
    with configured(slow, disable_caching=True):
        renderer = Comparing(painted)
        our_scene(renderer, length, None).render()
    assert len(renderer.errors) == len(painted), "Manim gave fewer pictures"
    return summary(renderer.errors)


def _every_tenth(length: float | None, picture: dict[str, Any]) -> list[bytes]:
    """Packed: a picture has 8 MB."""
    settings = encoding_of(picture)
    made = film(LESSON, settings, length)
    times = [number / settings.fps for number in range(made.film.frames)]
    drawn = enumerate(made.draw(times, settings.size))
    return [zlib.compress(one.pixels.tobytes(), 1) for number, one in drawn if number % EVERY == 0]


def error(ours: Pixels, theirs: Pixels) -> float:
    """The mean squared difference of two pictures in red, green and blue, of 0 .. 255."""
    difference = ours[..., :3].astype(np.int16) - theirs[..., :3]
    return float(np.mean(np.square(difference, dtype=np.int32)))


def summary(errors: Sequence[float]) -> Found:
    """The worst picture, the one in the middle, and where the worst is: of those compared."""
    return {
        "pictures": len(errors),
        "equal": sum(one == 0 for one in errors),
        "worst": decibels(max(errors)),
        "worst_frame": EVERY * errors.index(max(errors)),
        "median": decibels(median(errors)),
    }


def decibels(mean_squared: float) -> float | None:
    """PSNR of a mean squared difference; None if there is no difference.

    >>> round(decibels(1.0), 1)
    48.1
    """
    return 10 * math.log10(255**2 / mean_squared) if mean_squared else None
