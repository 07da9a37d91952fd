"""A film in segments of a fixed length, each drawn from the trace alone: in any process, on any machine, in any order.

The length never follows from the number of workers, so that one worker and ten make the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from typing import cast

import av
import msgspec

from loopway.errors import RenderError
from loopway.publish.alpha import check as check_alpha
from loopway.publish.encoder import Encoder, Encoding, Picture

SEGMENT_SECONDS = 2
"""Film seconds: from one keyframe to the next. Longer ones save nothing, and leave hands idle at the end of a film."""

Draw = Callable[[Sequence[float], tuple[int, int]], Iterator[Picture]]
"""The pictures of a film at given film seconds and in a given size, in order."""
Footage = Callable[[bytes, bytes], Draw]
"""Makes a film ready to be drawn from its trace and its options, both encoded."""


class Film(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a worker needs to draw any segment of a film. It is pickled: bytes and numbers only."""

    footage: str
    """Where to find the Footage, as "module:function"."""
    trace: bytes
    options: bytes
    """What decides the pictures besides the trace, and nothing else: the same film has the same options."""
    frames: int
    encoding: Encoding
    first: int = 0
    """The frame that it begins with: a piece of a film keeps the numbers of the whole."""
    cuts: tuple[int, ...] = ()
    """Frames at which a segment begins in any case, in order."""

    @property
    def pixels(self) -> int:
        """Of all its frames."""
        return self.frames * self.encoding.size[0] * self.encoding.size[1]

    def segments(self) -> tuple[Segment, ...]:
        """The film in order, without a gap. 10 s at 30 frames a second: 120, 120 and 60 frames."""
        length, end = SEGMENT_SECONDS * self.encoding.fps, self.first + self.frames
        edges = sorted({self.first, *(cut for cut in self.cuts if self.first < cut < end), end})
        return tuple(
            Segment(first=first, count=min(length, after - first))
            for start, after in pairwise(edges)
            for first in range(start, after, length)
        )


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """`count` frames of a film from frame `first` on."""

    first: int
    count: int


def render_segment(film: Film, segment: Segment) -> bytes:
    """The segment as a film of its own, decoded once; RenderError if its pictures cannot be drawn or encoded."""
    draw = _footage(film.footage, film.trace, film.options)
    encoding = film.encoding
    times = [number / encoding.fps for number in range(segment.first, segment.first + segment.count)]
    file = BytesIO()
    drawn = 0
    with Encoder(file, encoding) as encoder:
        for picture in draw(times, encoding.size):
            if not drawn and encoding.alpha:
                alpha = picture.pixels[..., 3].copy()
            encoder.add(picture)
            drawn += 1
    data = file.getvalue()
    shown = frames_in(data)
    if (drawn, shown) != (segment.count, segment.count):
        raise RenderError(
            "a segment came out incomplete",
            where=f"frames {segment.first} to {segment.first + segment.count - 1}",
            why=f"of its {segment.count} pictures {drawn} were drawn and {shown} can be decoded",
            todo="this is a fault of loopway: please report it",
        )
    if encoding.alpha:
        check_alpha(data, encoding.codec, alpha)
    return data


def frames_in(data: bytes) -> int:
    """How many frames a segment really decodes to; 0 if it is none."""
    try:
        with av.open(BytesIO(data), "r") as container:
            return sum(1 for _ in container.decode(video=0))
    except (av.FFmpegError, IndexError):
        return 0


@lru_cache(maxsize=1)
def _footage(name: str, trace: bytes, options: bytes) -> Draw:
    """Kept for the next segment: setting a stage and drawing its actors takes as long as many frames."""
    module, _, function = name.partition(":")
    return cast(Footage, getattr(import_module(module), function))(trace, options)
