"""What pictures are encoded as: H.264 in an MP4 for players, VP9 in a WebM for pages, ProRes in a MOV for editors."""

from __future__ import annotations

from collections.abc import Mapping

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
    pixels: str
    """FFmpeg's name of the format that pictures are converted to."""
    bare: str = ""
    """The same for pictures with alpha; empty: it has none."""
    quality: str = "crf"
    """The option for constant quality."""
    tag: str = ""
    """Four letters by which a container knows the codec, where its own choice would be another one's."""
    delay: int = 0
    """Frames by which a packet is decoded before its picture is shown; segments of one or two frames have none."""
    reader: str = ""
    """FFmpeg's decoder that sees alpha; empty: its usual one does."""

    def kept(self, metadata: Mapping[str, str]) -> dict[str, str]:
        """What of a stream's metadata makes it what it is."""
        return {name: value for name, value in metadata.items() if name.lower() == ALPHA_MODE}


ALPHA_MODE = "alpha_mode"
"""By this a player of WebM knows that there is alpha."""

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
        pixels="yuv420p",
        delay=2,
    ),
    "vp9": Codec(
        name="VP9",
        encoder="libvpx-vp9",
        container="webm",
        speed="cpu-used",
        options={"deadline": "realtime", "lag-in-frames": "0", "b": "0"},
        # the captions' track is not switched on unless it is said
        joined={"cues_to_front": "1", "default_mode": "passthrough"},
        pixels="yuv420p",
        bare="yuva420p",
        reader="libvpx-vp9",
    ),
    "prores": Codec(
        name="ProRes 4444",
        encoder="prores_ks",
        container="mov",
        speed="mbs_per_slice",
        # the vendor is Apple's: some editors take no other
        options={"flags": "+qscale", "vendor": "apl0", "alpha_bits": "8"},
        joined={"movflags": "+faststart"},
        pixels="yuv444p10le",
        bare="yuva444p10le",
        quality="global_quality",
        tag="ap4h",
    ),
}


def codec_named(name: str) -> Codec:
    """The codec of that name, one of CODECS; UsageError if there is none."""
    if name not in CODECS:
        raise UsageError(f"there is no codec {name!r}", why=f"the codecs are {', '.join(CODECS)}", todo="choose one")
    return CODECS[name]
