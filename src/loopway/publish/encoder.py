"""Pictures to H.264, VP9 or ProRes, with one YUV frame that is only patched where the picture has changed.

Converting a whole 1080p picture costs half of what encoding it costs; about a tenth of a film's pictures changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self, cast

import av
import msgspec
import numpy as np
import numpy.typing as npt
from av.container.core import Flags
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation, VideoReformatter

from loopway.errors import MachineError, RenderError
from loopway.publish.codecs import codec_named

Pixels = npt.NDArray[np.uint8]
Samples = npt.NDArray[np.generic]
Box = tuple[int, int, int, int]

COLOURS, DEEPEST = 3, 1023
"""Planes before that of alpha; the largest sample of ten bits."""
LEAST = 4
"""Rows: swscale averages the chroma of pictures with two rows in another way."""
WORTH_PATCHING = 0.5
"""The share of the picture from which one whole conversion is cheaper than many patches."""
KEYFRAME_SECONDS = 2
"""Film seconds between keyframes: a player that seeks decodes no more than these."""
CONVERTERS_KEPT = 256
"""Kept converters, one for each size of patch: setting one up costs more than a small patch itself."""
BITEXACT = cast(int, Flags.bitexact.value)
"""Keeps the muxer's version and the hour out of the file."""
EXACT = Interpolation.AREA | Interpolation.BITEXACT
"""A chroma sample is the mean of its four pixels and of no other: a part converts as it does in the whole picture."""


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides how pictures become a film: same pictures, same Encoding, same bytes."""

    size: tuple[int, int]
    """Width and height in pixels, both even."""
    fps: int
    codec: str = "h264"
    """One of loopway.publish.codecs.CODECS."""
    crf: int = 18
    """Constant quality, on the codec's own scale. Of x264: 0 is lossless, 18 looks so."""
    alpha: bool = False
    """Whether the pictures have alpha, which is kept."""
    preset: str = "veryfast"
    """The encoder's speed. On flat pictures x264's files are hardly larger than with "medium", in half of the time."""


class Picture(Protocol):
    """One picture of a film, as `loopway.film` paints it."""

    @property
    def pixels(self) -> Pixels:
        """height x width x 4: red, green, blue, 255 or alpha, with which the colours are not weighed."""

    @property
    def changed(self) -> Sequence[Box]:
        """Where it differs from the picture before: x0, y0, x1, y1 in pixels, x1 and y1 just outside."""


class YuvFrame:
    """A picture in one of FFmpeg's YUV formats (BT.709, limited range) that lives as long as its film."""

    def __init__(self, size: tuple[int, int], pixels: str = "yuv420p") -> None:
        self._width, self._height = size
        self._colours = pixels.replace("yuva", "yuv")
        self.frame = av.VideoFrame(self._width, self._height, pixels)
        _tag(self.frame)  # ProRes takes the tags of its pictures, the others those of the codec
        self.planes = _planes(self.frame)
        self._converters: dict[tuple[int, int], VideoReformatter] = {}

    def patch(self, pixels: Pixels, changed: Sequence[Box]) -> None:
        """Bring it up to date with `pixels`, which differ from those of the last call in the boxes only."""
        area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in changed)
        if area > WORTH_PATCHING * self._width * self._height:
            changed = [(0, 0, self._width, self._height)]
        for box in changed:
            self._convert(pixels, self._even(box))

    def _even(self, box: Box) -> Box:
        """With whole chroma samples, and as high as it must be."""
        x0, y0, x1, y1 = box
        low = min(max(y1 + (y1 & 1), (y0 & ~1) + LEAST), self._height)
        return x0 & ~1, max(min(y0 & ~1, low - LEAST), 0), min(x1 + (x1 & 1), self._width), low

    def _convert(self, pixels: Pixels, box: Box) -> None:
        x0, y0, x1, y1 = box
        converted = self._converter(x1 - x0, y1 - y0).reformat(
            av.VideoFrame.from_numpy_buffer(pixels[y0:y1, x0:x1], "rgba"),
            format=self._colours,
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=EXACT,
            threads=1,
        )
        if len(self.planes) == COLOURS + 1:  # by hand: swscale now and then makes eight pixels half transparent
            alpha = self.planes[COLOURS]
            alpha[y0:y1, x0:x1] = _deep(pixels[y0:y1, x0:x1, COLOURS], alpha)
        for mine, patch in zip(self.planes, _planes(converted), strict=False):
            half = int(2 * mine.shape[1] <= self._width)  # chroma planes may have half the width and height
            mine[y0 >> half : (y1 + half) >> half, x0 >> half : (x1 + half) >> half] = patch

    def _converter(self, width: int, height: int) -> VideoReformatter:
        if len(self._converters) >= CONVERTERS_KEPT:
            self._converters.clear()
        return self._converters.setdefault((width, height), VideoReformatter())


class Encoder:
    """Writes pictures as a film without sound: closed groups of pictures, one thread, nothing that depends on the day.

    Use it in a `with` block; the file is whole when the block has ended without an error.
    """

    def __init__(self, target: Path | IO[bytes], encoding: Encoding) -> None:
        self._frames = 0
        self._codec = codec_named(encoding.codec)
        pixels = self._codec.bare if encoding.alpha else self._codec.pixels
        self._yuv = YuvFrame(encoding.size, pixels)
        self._whole = [(0, 0, *encoding.size)]
        file = str(target) if isinstance(target, Path) else target
        self._container = av.open(file, "w", format=self._codec.container)
        self._container.flags |= BITEXACT
        try:
            stream = self._container.add_stream(self._codec.encoder, rate=encoding.fps)
        except av.codec.codec.UnknownCodecError as error:
            raise MachineError(
                f"this machine's PyAV has no {self._codec.name} encoder",
                why=f"it was built against an FFmpeg without {self._codec.encoder}",
                todo="pip install --force-reinstall --only-binary av av",
            ) from error
        self._stream = cast(av.VideoStream, stream)
        self._stream.width, self._stream.height = encoding.size
        self._stream.pix_fmt = pixels
        self._stream.options = {
            self._codec.speed: encoding.preset,
            self._codec.quality: str(encoding.crf),
            **self._codec.options,
        }
        codec = self._stream.codec_context
        codec.thread_count = 1
        codec.gop_size = KEYFRAME_SECONDS * encoding.fps
        _tag(codec)

    def add(self, picture: Picture) -> None:
        """Encode the next picture. The first is converted whole, whatever it says has changed."""
        self._yuv.patch(picture.pixels, picture.changed if self._frames else self._whole)
        self._yuv.frame.pts = self._frames
        self._frames += 1
        self._write(self._yuv.frame)

    def _write(self, frame: av.VideoFrame | None) -> None:
        try:
            # encoders copy what they are given, so that the frame may be patched again at once
            for packet in self._stream.encode(frame):
                self._container.mux(packet)
        except (av.FFmpegError, OSError) as error:
            raise RenderError(
                f"the {self._codec.name} encoder failed",
                where=f"frame {self._frames}",
                why=str(error),
                todo="see that there is memory and disk space left, then try again",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None and self._frames:
            self._write(None)
        self._container.close()


def _deep(alpha: Pixels, plane: Samples) -> Samples:
    """Alpha as a plane counts it: 0 .. 255, or 0 .. 1023."""
    return alpha if plane.dtype == np.uint8 else (alpha.astype(np.uint32) * DEEPEST + 127) // 255


def _tag(tagged: av.VideoFrame | av.VideoCodecContext) -> None:
    """Say what the numbers mean: BT.709, limited range."""
    tagged.colorspace = Colorspace.ITU709
    tagged.color_range = ColorRange.MPEG
    tagged.color_primaries = ColorPrimaries.BT709
    tagged.color_trc = ColorTrc.BT709


def _planes(frame: av.VideoFrame) -> list[Samples]:
    """Y, U, V and perhaps alpha as arrays on the frame's own memory."""
    samples: npt.DTypeLike = np.uint16 if frame.format.components[0].bits > 8 else np.uint8
    width = np.dtype(samples).itemsize
    return [
        np.frombuffer(memoryview(plane), samples).reshape(-1, plane.line_size // width)[: plane.height, : plane.width]
        for plane in frame.planes
    ]
