"""Segments to one film by copying their packets: nothing is encoded again, every frame stays what it was.

So nothing has to be decoded again either: segments were where they were drawn, and the packets of the film are theirs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import av
from av.container import OutputContainer
from av.stream import Disposition

from loopway.errors import RenderError
from loopway.publish.codecs import codec_named
from loopway.publish.encoder import BITEXACT
from loopway.publish.furnish import Feed, Words

NO_WORDS = Words()
ALPHA = "matroska_block_additional"
"""What FFmpeg calls the second picture that a WebM has beside each one."""


def join(
    segments: Iterable[bytes],
    path: str,
    *,
    fps: int,
    metadata: Mapping[str, str],
    codec: str = "h264",
    words: Words = NO_WORDS,
) -> int:
    """Writes the segments, in order, as one film with its index at the front; gives the number of its frames.

    They are taken one at a time: a film of any length needs the memory of one segment. `words` are the captions and
    chapters beside the pictures. The same segments and words give the same bytes. RenderError unless what can be read
    back is every packet of the segments, one a frame, each at its time.
    """
    following = iter(segments)
    opening = next(following)
    kind = codec_named(codec)
    with av.open(path, "w", format=kind.container, options=kind.joined) as film:
        film.flags |= BITEXACT
        film.metadata.update(metadata)
        with av.open(BytesIO(opening), "r") as first:
            stream = film.add_stream_from_template(first.streams.video[0])
            stream.metadata.update(kind.kept(first.streams.video[0].metadata))
        if kind.tag:
            stream.codec_context.codec_tag = kind.tag
        stream.disposition = Disposition.default
        feed = words.begin(film)
        written: list[int] = []
        for segment in chain([opening], following):
            place = Place(first_frame=len(written), fps=fps, delay=kind.delay)
            written += _copy(segment, film, stream, feed, place)
        feed(math.inf)
    check(path, written, fps=fps)
    return len(written)


class Place(NamedTuple):
    """Where a segment belongs in its film."""

    first_frame: int
    fps: int
    delay: int
    """Frames by which packets are decoded before they are shown, in all of the film."""


def _copy(segment: bytes, film: OutputContainer, stream: av.VideoStream, feed: Feed, place: Place) -> list[int]:
    """Moves the segment's packets to where its first frame belongs, and gives the checksum of each."""
    written: list[int] = []
    first_frame, fps, delay = place
    with av.open(BytesIO(segment), "r") as part:
        source = part.streams.video[0]
        if source.codec_context.extradata != stream.codec_context.extradata:
            raise RenderError(
                "the parts of the film do not fit together",
                where=f"frame {first_frame}",
                why="they were encoded with different settings",
                todo="loopway cache --clear, then try again",
            )
        for packet in part.demux(source):
            if packet.dts is None or packet.pts is None:  # the empty packet at the end
                continue
            written.append(_checksum(packet))
            feed((first_frame + len(written) - 1) / fps)
            frame = 1 / (fps * packet.time_base)
            if len(written) == 1:
                behind = round((delay + round(packet.dts / frame)) * frame)
            start = round(first_frame * frame)
            packet.pts += start
            packet.dts += start - behind
            packet.stream = stream
            film.mux(packet)
    return written


def check(path: str, written: Sequence[int], *, fps: int) -> None:
    """Reads a film back; RenderError unless its packets have these checksums, one a frame and each at its time."""
    frames, read = read_back(path, fps=fps)
    if frames != list(range(len(written))) or read != written:
        raise RenderError(
            "the film came back from the disk another",
            where=path,
            why=f"{len(written)} frames were written, and {len(frames)} can be read",
            todo="try another disk",
        )


def read_back(path: str, *, fps: int) -> tuple[list[int], list[int]]:
    """The numbers of a film's frames, in the order of their times, and the checksums of its packets."""
    frames, read = [], []
    with av.open(path, "r") as film:
        for packet in film.demux(video=0):
            if packet.pts is None:  # the empty packet at the end
                continue
            frames.append(round(packet.pts * packet.time_base * fps))
            read.append(_checksum(packet))
    return sorted(frames), read


def _checksum(packet: av.Packet[av.VideoStream]) -> int:
    """Of its picture, and of what belongs to that: the alpha of a WebM."""
    found = crc32(packet)
    for beside in packet.iter_sidedata():
        if beside.data_type == ALPHA:
            found = crc32(beside, found)
    return found
