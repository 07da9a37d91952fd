"""Whether a film's alpha is really in its file: read by a decoder that sees it, and compared with the drawing."""

from __future__ import annotations

from io import BytesIO
from typing import cast

import av
import numpy as np

from loopway.errors import RenderError
from loopway.publish.codecs import codec_named
from loopway.publish.encoder import Pixels

NEAR = 4.0
"""Levels of 255 by which alpha may differ in the mean: what compression leaves."""


def alpha_of(data: bytes, codec: str) -> Pixels:
    """The alpha of a segment's first picture, 0 .. 255; all 255 if it has none. RenderError if it cannot be decoded."""
    reader = codec_named(codec).reader
    try:
        with av.open(BytesIO(data), "r") as container:
            stream = container.streams.video[0]
            made = av.CodecContext.create(reader, "r") if reader else stream.codec_context
            decoder = cast(av.VideoCodecContext, made)
            for packet in container.demux(stream):
                for frame in decoder.decode(packet):
                    return frame.to_ndarray(format="rgba")[..., 3].astype(np.uint8)
    except (av.FFmpegError, IndexError) as error:
        raise RenderError("a transparent picture cannot be decoded", why=str(error), todo="try again") from error
    raise RenderError("a transparent picture cannot be decoded", why="there is none", todo="try again")


def check(data: bytes, codec: str, drawn: Pixels) -> None:
    """RenderError unless the alpha of a segment's first picture is the one that was drawn."""
    found = alpha_of(data, codec)
    off = float(np.abs(found.astype(int) - drawn).mean()) if found.shape == drawn.shape else 255.0
    if off > NEAR:
        raise RenderError(
            "the film came out without its transparency",
            where=codec_named(codec).name,
            why=f"its alpha is {off:.0f} of 255 levels off",
            todo="this is a fault of loopway: please report it",
        )
