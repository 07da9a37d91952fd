"""Segments to one film by copying their packets: nothing is encoded again, every frame stays what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from itertools import chain

import av
from av.container import OutputContainer

from loopway.errors import RenderError
from loopway.publish.codecs import codec_named
from loopway.publish.encoder import BITEXACT

Furnish = Callable[[OutputContainer], None]


def join(
    segments: Iterable[bytes],
    path: str,
    *,
    fps: int,
    metadata: Mapping[str, str],
    codec: str = "h264",
    furnish: Furnish = lambda container: None,
) -> int:
    """Writes the segments, in order, as one film with its index at the front; gives the number of its frames.

    They are taken one at a time: a film of any length needs the memory of one segment. `furnish` may add captions
    and chapters to the container, before any packet is in it. The same segments give the same bytes.
    """
    following = iter(segments)
    opening = next(following)
    kind = codec_named(codec)
    with av.open(path, "w", format=kind.container, options=kind.joined) as film:
        film.flags |= BITEXACT
        film.metadata.update(metadata)
        with av.open(BytesIO(opening), "r") as first:
            stream = film.add_stream_from_template(first.streams.video[0])
        furnish(film)
        frames = 0
        for segment in chain([opening], following):
            frames += _copy(segment, film, stream, first_frame=frames, fps=fps)
    return frames


def _copy(segment: bytes, film: OutputContainer, stream: av.VideoStream, *, first_frame: int, fps: int) -> int:
    """Moves the segment's packets to where its first frame belongs, and counts them."""
    count = 0
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
            start = round(first_frame / (fps * packet.time_base))
            packet.pts += start
            packet.dts += start
            packet.stream = stream
            film.mux(packet)
            count += 1
    return count
