"""What stands in a film's file beside its pictures: the captions as a track, and the chapters.

Both are the words of the run, so they are text, never markup: MP4 and MOV hold plain text, WebM holds WebVTT.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import av
import msgspec
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream

from loopway.errors import RenderError
from loopway.publish.captions import Cue
from loopway.publish.chapters import Chapter
from loopway.publish.said import Said, said
from loopway.publish.said import check as check_said
from loopway.publish.sound import Sound
from loopway.publish.srt import guarded
from loopway.publish.stamps import MILLISECONDS, milliseconds
from loopway.publish.vtt import escaped

if TYPE_CHECKING:
    from av.container.core import Chapter as Marked

Feed = Callable[[float], None]
"""To be told the film second of the pictures that come next: writes what begins before them."""

CLOCK = Fraction(1, MILLISECONDS)
CODES = {"ar": "ara", "de": "deu", "en": "eng", "es": "spa", "ja": "jpn"}
UNKNOWN = "und"
"""Languages as files name them, and one that is not in the list."""
LONGEST_TITLE = 240
"""Bytes of a chapter's title: an MP4 counts them in one byte."""
LONGEST_TEXT = 60_000
"""Bytes of a caption: an MP4 counts them in two."""
STYLES = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,Arial,16,&Hffffff,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
"""FFmpeg's writers of captions want a style, in the words of another format."""


class Kind(msgspec.Struct, frozen=True):
    """How a container holds captions."""

    codec: Literal["mov_text", "webvtt"]
    packet: Callable[[str], bytes]
    """The words as a packet of it."""
    prefix: int = 0
    """Bytes of a packet before its words."""


def _counted(text: str) -> bytes:
    data = _cut(guarded(text), LONGEST_TEXT).encode()
    return len(data).to_bytes(2, "big") + data


KINDS = {
    "mp4": Kind("mov_text", _counted, prefix=2),
    "mov": Kind("mov_text", _counted, prefix=2),
    "webm": Kind("webvtt", lambda text: escaped(text).encode()),
}
"""By the name of the container."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a film's file."""

    cues: tuple[Cue, ...] = ()
    """Those that become a track; none: there is no track."""
    shown: bool = False
    """Whether the track is switched on."""
    chapters: tuple[Chapter, ...] = ()
    language: str = "en"
    """Of all words, as in `--lang`."""
    sound: Sound | None = None
    """The captions spoken; None: the film is silent."""

    def begin(self, film: OutputContainer) -> Feed:
        """Announces them, before any packet is in the film; the captions are written by what this gives."""
        if self.chapters:
            film.set_chapters([_chapter(number, chapter) for number, chapter in enumerate(self.chapters, 1)])
        feeds = [begin(film) for begin in (*([self.sound.begin] if self.sound else []), *self._tracks())]

        def feed(seconds: float) -> None:
            for each in feeds:
                each(seconds)

        return feed

    def _tracks(self) -> tuple[Callable[[OutputContainer], Feed], ...]:
        return (self._captions,) if self.cues else ()

    def _captions(self, film: OutputContainer) -> Feed:
        kind = KINDS[film.format.name]
        track = film.add_stream(kind.codec)
        track.codec_context.subtitle_header = STYLES
        track.time_base = CLOCK
        track.metadata["language"] = CODES.get(self.language, UNKNOWN)
        if self.shown:
            track.disposition = Disposition.default
        waiting = deque(self.cues)

        def feed(seconds: float) -> None:
            while waiting and waiting[0].start <= seconds:
                packet = _packet(waiting.popleft(), kind)
                packet.stream = track
                film.mux(packet)

        return feed

    def check(self, path: str) -> None:
        """Reads them back out of a file; RenderError unless they are all there, and nothing else."""
        if self.sound:
            self.sound.check(path)
        with av.open(path) as film:
            kind = KINDS["webm" if "webm" in film.format.name else "mp4"]
            chapters = [(_begins(one), one["metadata"]["title"]) for one in film.chapters()]
            tracks = [track.disposition for track in film.streams.subtitles]
        wanted = [(milliseconds(one.start), _cut(one.title, LONGEST_TITLE)) for one in self.chapters]
        if chapters != wanted:
            raise RenderError(
                "the chapters came back from the disk others",
                where=path,
                why=f"{len(wanted)} were written, and {len(chapters)} can be read",
                todo="try another disk",
            )
        check_said(path, said(path, prefix=kind.prefix) if tracks else [], [_said(cue, kind) for cue in self.cues])
        shown = [bool(track & Disposition.default) for track in tracks]
        if shown != [self.shown] * bool(self.cues):
            raise RenderError("the captions' track is not switched as it should be", where=path, why=str(shown))


def _chapter(number: int, chapter: Chapter) -> Marked:
    return {
        "id": number,
        "start": milliseconds(chapter.start),
        "end": milliseconds(chapter.end),
        "time_base": CLOCK,
        "metadata": {"title": _cut(chapter.title, LONGEST_TITLE)},
    }


def _begins(chapter: Marked) -> int:
    return round(chapter["start"] * (chapter["time_base"] or CLOCK) * MILLISECONDS)


def _packet(cue: Cue, kind: Kind) -> Packet[Stream]:
    packet = Packet(kind.packet(cue.text))
    packet.time_base = CLOCK
    packet.pts = packet.dts = milliseconds(cue.start)
    packet.duration = milliseconds(cue.end) - milliseconds(cue.start)
    return packet


def _said(cue: Cue, kind: Kind) -> Said:
    return Said(milliseconds(cue.start), milliseconds(cue.end), kind.packet(cue.text)[kind.prefix :].decode())


def _cut(text: str, most: int) -> str:
    """The text, or as many of its characters as make no more than so many bytes, with an ellipsis.

    >>> _cut("naïve", 6), _cut("naïve", 5)
    ('naïve', 'n…')
    """
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - len("…".encode())].decode(errors="ignore") + "…"
