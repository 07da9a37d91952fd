"""The pictures that Manim would have written, kept to be compared."""

from __future__ import annotations

import math

import numpy as np
from manim.renderer.cairo_renderer import CairoRenderer

from loopway.film.sampler import Pixels


class Keeping(CairoRenderer):
    """Keeps what it would have written."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Pixels] = []

    def add_frame(self, frame: Pixels, num_frames: int = 1) -> None:
        """Kept, and then written as ever."""
        self.kept += [frame.copy()] * num_frames
        super().add_frame(frame, num_frames)


def psnr(one: Pixels, other: Pixels) -> float:
    """Decibels; infinite for equal pictures."""
    error = float(np.mean((one[..., :3].astype(float) - other[..., :3].astype(float)) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)
