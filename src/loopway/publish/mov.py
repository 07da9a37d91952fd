"""The film as a MOV for editors: ProRes 4444, every picture whole by itself; with alpha if there is no ground."""

from __future__ import annotations

import msgspec

from loopway.publish import video
from loopway.publish.master import Master, Tick

SCALE = 4 * 118
"""How coarse it may be, 1 .. 31 times FFmpeg's unit of it: at 4 our pictures stay at 52 dB in half of Apple's bytes."""
SLICES = "8"
"""Macroblocks of a slice, the most there can be: the fewest bytes."""

is_ours = video.is_ours


def encoded(master: Master) -> Master:
    """The master of the same film in ProRes."""
    encoding = msgspec.structs.replace(
        master.film.encoding, codec="prores", crf=SCALE, preset=SLICES, alpha=not master.delivery.ground
    )
    film = msgspec.structs.replace(master.film, encoding=encoding)
    return msgspec.structs.replace(master, film=film)


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the whole film and reads it back; RenderError if the encoder fails, or pictures or words are missing."""
    video.write(encoded(master), path, tick)
