"""The film as a video: H.264 in an MP4, which plays everywhere; yuv420p, bt709, the index at the front, our mark."""

from __future__ import annotations

import av

from loopway.errors import RenderError
from loopway.publish.mark import MARK, is_mark
from loopway.publish.master import Master, Tick
from loopway.publish.pool import render_film


def is_ours(path: str) -> bool:
    """Whether the file's comment says that loopway made it."""
    try:
        with av.open(path) as container:
            tags = {name.lower(): text for name, text in container.metadata.items()}  # WebM's are in capitals
            return is_mark(tags.get("comment"))
    except av.FFmpegError:
        return False


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the whole film and decodes it once; RenderError if the encoder fails or a picture is missing."""
    film = master.film
    tick("drawing", 0, film.frames)
    try:
        render_film(
            film,
            path,
            crew=master.studio.crew,
            cache=master.studio.cache,
            metadata={"comment": MARK, "title": master.title},
            progress=lambda done, total: tick("drawing", done, total),
        )
        check(path, film.frames, master.size, tick)
    except av.FFmpegError as error:
        if isinstance(error, OSError):  # a full disk, for one: whoever opened the target knows what to say
            raise
        raise RenderError("the film could not be put together", why=str(error), todo="try again") from error


def check(path: str, expected: int, size: tuple[int, int], tick: Tick) -> None:
    """Decodes the whole film; RenderError unless it has so many pictures of this size."""
    with av.open(path) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        seen = 0
        for frame in container.decode(stream):
            seen += 1
            tick("checking", seen, expected)
            if (frame.width, frame.height) != size:
                raise RenderError("the film came out in another size", why=f"{frame.width}x{frame.height}, not {size}")
    if seen != expected:
        raise RenderError("the film came out incomplete", why=f"{seen} of its {expected} pictures can be decoded")
