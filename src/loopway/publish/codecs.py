"""What pictures are encoded as: H.264 in an MP4, which every player knows, or VP9 in a WebM, for pages of the web."""

from __future__ import annotations

import msgspec

from loopway.errors import UsageError


class Codec(msgspec.Struct, frozen=True, kw_only=True):
    """An encoder of FFmpeg's, its container, and what they have to be told."""

    name: str
    """As people call it."""
    encoder: str
    """As FFmpeg calls it."""
    container: str
    speed: str
    """The option that trades bytes for time."""
    options: dict[str, str]
    """Of the encoder, always."""
    joined: dict[str, str]
    """Of the container of a whole film: the index stands at its front, so that a player can begin at once."""


CODECS = {
    "h264": Codec(
        name="H.264",
        encoder="libx264",
        container="mp4",
        speed="preset",
        options={
            "flags": "+cgop",
            # without it x264's look-ahead rounds as each processor likes: with AVX-512 two runs of one machine differ
            "x264-params": "cpu-independent=1",
        },
        joined={"movflags": "+faststart"},
    ),
    "vp9": Codec(
        name="VP9",
        encoder="libvpx-vp9",
        container="webm",
        speed="cpu-used",
        options={"deadline": "realtime", "lag-in-frames": "0", "b": "0"},
        joined={"cues_to_front": "1"},
    ),
}


def codec_named(name: str) -> Codec:
    """The codec of that name, one of CODECS; UsageError if there is none."""
    if name not in CODECS:
        raise UsageError(f"there is no codec {name!r}", why=f"the codecs are {', '.join(CODECS)}", todo="choose one")
    return CODECS[name]
