"""The film as a video: H.264 in an MP4, which plays everywhere; yuv420p, bt709, the index at the front, our mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import av
import msgspec

from loopway.errors import RenderError
from loopway.publish.captions import Cue
from loopway.publish.chapters import Chapter
from loopway.publish.furnish import Words
from loopway.publish.mark import MARK, is_mark
from loopway.publish.master import Master, Tick
from loopway.publish.mp4 import switch_off_captions
from loopway.publish.oneline import one_line
from loopway.publish.pool import render_film

Timed = TypeVar("Timed", Cue, Chapter)


def is_ours(path: str) -> bool:
    """Whether the file's comment says that loopway made it."""
    try:
        with av.open(path) as container:
            tags = {name.lower(): text for name, text in container.metadata.items()}  # WebM's are in capitals
            return is_mark(tags.get("comment"))
    except av.FFmpegError:
        return False


def encoded(master: Master) -> Master:
    """The master of the same film in H.264: itself."""
    return master


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the whole film and reads it back; RenderError if the encoder fails, or pictures or words are missing."""
    film, delivery = master.film, master.delivery
    end = film.frames / film.encoding.fps  # no track outlasts the pictures
    words = Words(
        cues=() if delivery.captions == "off" else tuple(_within(master.cues, end)),
        shown=delivery.captions == "soft",
        chapters=tuple(_within(master.chapters, end)),
        language=master.language.code,
        sound=master.sound,
    )
    tick("drawing", 0, film.frames)
    try:
        render_film(
            film,
            path,
            crew=master.studio.crew,
            cache=master.studio.cache,
            metadata={"comment": MARK, "title": one_line(master.title)},
            progress=lambda done, total: tick("drawing", done, total),
            words=words,
        )
        if words.cues and not words.shown and film.encoding.codec != "vp9":
            switch_off_captions(path)
        words.check(path)
    except av.FFmpegError as error:
        if isinstance(error, OSError):  # a full disk, for one: whoever opened the target knows what to say
            raise
        raise RenderError("the film could not be put together", why=str(error), todo="try again") from error


def _within(words: Iterable[Timed], end: float) -> Iterator[Timed]:
    """Captions or chapters, up to this film second."""
    for one in words:
        if one.start < end:
            yield msgspec.structs.replace(one, end=min(one.end, end))
