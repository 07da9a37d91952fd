"""Stock Manim's renderer, watched; and its encoder told to use loopway's settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import manim as mn
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray

from loopway.publish.codecs import codec_named
from loopway.publish.encoder import KEYFRAME_SECONDS, Encoding

from .meter import Cost, Meter


class Watched(CairoRenderer):
    """Manim's renderer; it notes what it cost until the first picture, and how many there are."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.meter = meter
        self.setup = Cost(0.0, 0.0)
        self.frames = 0

    def add_frame(self, frame: PixelArray, num_frames: int = 1) -> None:
        """Counted, and then written as ever."""
        if not self.frames:
            self.setup = self.meter.lap()
        self.frames += num_frames
        super().add_frame(frame, num_frames)


@contextmanager
def configured(picture: dict[str, Any], **settings: Any) -> Iterator[None]:
    """Manim as it comes, in this size and at this rate, its files in a folder that is new and goes away."""
    width, height = picture["size"]
    with TemporaryDirectory() as folder:
        given = {
            "pixel_width": width,
            "pixel_height": height,
            "frame_rate": picture["fps"],
            "media_dir": folder,
            "progress_bar": "none",
            "verbosity": "ERROR",
            **settings,
        }
        with mn.tempconfig(given):
            yield


def as_loopway_encodes(encoding: Encoding) -> dict[str, str]:
    """Its settings in FFmpeg's words, for Manim's own option `video_encoder_options`."""
    codec = codec_named(encoding.codec)
    return {
        codec.speed: encoding.preset,
        "crf": str(encoding.crf),
        "threads": "1",
        "g": str(KEYFRAME_SECONDS * encoding.fps),
        **codec.options,
    }
