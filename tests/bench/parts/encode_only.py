"""Encoding alone: the pictures of the same film, already yuv420p and in memory, through the same encoder."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import av

from loopway.publish.encoder import Encoder, Encoding, YuvFrame
from loopway.publish.master import Master

from .child import Found
from .meter import Cost, Meter
from .subject import LESSON, encoding_of, film

AT_ONCE = 60
"""So many pictures lie ready in memory, 3 MB each at 1080p, before they are encoded."""


class ReadyEncoder(Encoder):
    """Takes frames that are yuv420p already, instead of pictures."""

    def encode(self, frame: av.VideoFrame) -> None:
        """The next frame."""
        frame.pts = self._frames
        self._frames += 1
        self._write(frame)


def measure(meter: Meter, *, length: float | None, picture: dict[str, Any]) -> Found:
    """What x264 costs; drawing and converting are not counted."""
    settings = encoding_of(picture)
    made = film(LESSON, settings, length)
    costs = []
    frames = 0
    file = BytesIO()
    with ReadyEncoder(file, settings) as encoder:
        for batch in _batches(made, settings):
            meter.lap()
            for frame in batch:
                encoder.encode(frame)
            costs.append(meter.lap())
            frames += len(batch)
        meter.lap()
    costs.append(meter.lap())  # x264 encodes the last pictures when it is closed
    cost = Cost(sum(one.cpu for one in costs), sum(one.wall for one in costs))
    return {"frames": frames, "bytes": len(file.getvalue()), "setup": Cost(0.0, 0.0), "cost": cost}


def _batches(made: Master, settings: Encoding) -> Iterator[list[av.VideoFrame]]:
    """The film's frames, each one a frame of its own, so many at once as memory can hold."""
    yuv = YuvFrame(settings.size)
    times = [number / settings.fps for number in range(made.film.frames)]
    batch: list[av.VideoFrame] = []
    for painted in made.draw(times, settings.size):
        yuv.patch(painted.pixels, painted.changed)
        frame = av.VideoFrame(*settings.size, "yuv420p")
        for mine, theirs in zip(frame.planes, yuv.frame.planes, strict=True):
            mine.update(bytes(theirs))
        batch.append(frame)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch
