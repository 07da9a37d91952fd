"""The film as a WebM for pages of the web: VP9, as free as the page, otherwise made like the MP4."""

from __future__ import annotations

import msgspec

from loopway.publish import video
from loopway.publish.master import Master, Tick

CRF = 32
"""libvpx's constant quality: on our pictures as close to the drawing as the MP4, and a sixth larger."""
SPEED = "6"
"""libvpx's, in real time: 8 saves a fifth of the time and costs a sixth more bytes. Offline takes ten times as long."""

is_ours = video.is_ours


def encoded(master: Master) -> Master:
    """The master of the same film in VP9."""
    encoding = msgspec.structs.replace(
        master.film.encoding, codec="vp9", crf=CRF, preset=SPEED, alpha=not master.delivery.ground
    )
    film = msgspec.structs.replace(master.film, encoding=encoding)
    return msgspec.structs.replace(master, film=film)


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the whole film and reads it back; RenderError if the encoder fails, or pictures or words are missing."""
    video.write(encoded(master), path, tick)
