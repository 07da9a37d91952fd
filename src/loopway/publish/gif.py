"""The film as a GIF, where nothing better is known: one palette for all of it, and only what changes is stored."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from loopway.errors import RenderError
from loopway.publish.clips import Clip, Grade, described, fit, ladder
from loopway.publish.mark import MARK, is_mark
from loopway.publish.master import Master, Tick

BUDGET = 4_000_000
"""Bytes. A GIF is several times as large as a WebP of the same pictures."""
COLOURS = 255
"""Of a GIF's 256 one is left: it stands for "as before"."""
GRADES = (
    Grade(15, 720),
    Grade(10, 720),
    Grade(10, 640),
    Grade(8, 560),
    Grade(5, 480),
)
"""From the best to the smallest."""
POOR = tuple(Grade(0, 0, colours=colours) for colours in (127, 63, 31, 15))
LADDER = ladder(GRADES[0], (12, 10, 8), (640, 560, 480, 400, 320), POOR)
"""The same where a size was asked for: in the order that was promised."""
LOOKED_AT = 16
"""Pictures from all over the film that the palette is made from."""
CLOCK = 100
"""A GIF counts hundredths of a second."""
FIXED = 13
"""Bytes of a GIF before its palette."""

Palette = npt.NDArray[np.uint8]


def is_ours(path: str) -> bool:
    """Whether the first comment in the file says that loopway made it."""
    try:
        with Image.open(path) as image:
            return image.format == "GIF" and is_mark(image.info.get("comment", b"").decode("latin-1"))
    except (UnidentifiedImageError, OSError):
        return False


def write(master: Master, path: str, tick: Tick) -> str:
    """Writes the clip in the best grade that fits its budget, reads it back, says which; RenderError if none fits."""
    file = BytesIO()
    asked = master.delivery.budget
    budget = BUDGET if asked is None else asked

    def encode(clip: Clip) -> int:
        file.seek(0)
        file.truncate()
        return _encode(clip, file, budget, tick)

    clip = fit(master, GRADES if asked is None else LADDER, budget, encode)
    Path(path).write_bytes(_marked(file.getvalue()))
    _decode(path, clip)
    return described(clip, palette=True)


def _encode(clip: Clip, file: BytesIO, budget: int, tick: Tick) -> int:
    """Writes the clip, or as much of it as fits; gives its size, or what it would have been."""
    palette = _palette(clip)
    colours = _argb(palette)
    *starts, end = clip.edges(CLOCK)
    with av.open(file, "w", format="gif", options={"loop": "0", "final_delay": str(end - starts[-1])}) as container:
        stream = container.add_stream("gif", rate=clip.grade.fps)
        stream.width, stream.height = clip.size
        stream.pix_fmt = "pal8"
        stream.codec_context.time_base = Fraction(1, CLOCK)  # else times are first rounded to whole pictures
        for number, (start, picture) in enumerate(zip(starts, clip.pictures(), strict=True), 1):
            image = Image.fromarray(picture.pixels[..., :3]).quantize(palette=palette, dither=Image.Dither.NONE)
            indexed: Any = np.asarray(image), colours  # PyAV's types forget that pal8 is two arrays
            frame = av.VideoFrame.from_ndarray(indexed, format="pal8")
            frame.pts, frame.time_base = start, Fraction(1, CLOCK)
            container.mux(stream.encode(frame))
            tick("drawing", number, clip.count)
            if file.tell() > budget:
                return file.tell() * clip.count // number
        container.mux(stream.encode(None))
    return len(file.getvalue()) + len(_comment())


def _palette(clip: Clip) -> Image.Image:
    """The best colours for the whole clip, as the palette of an image.

    A colour weighs by the root of its pixels: a small car's paint counts beside all the asphalt.
    """
    duration = clip.master.stage.duration
    times = [duration * (number + 0.5) / LOOKED_AT for number in range(LOOKED_AT)]
    pixels = [picture.pixels[..., :3].copy() for picture in clip.master.draw(times, clip.size)]
    packed = np.concatenate(pixels).reshape(-1, 3).astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    found, count = np.unique(packed, return_counts=True)
    weighed = np.repeat(found, np.sqrt(count).astype(int))
    sample = np.stack([weighed >> 16, weighed >> 8 & 255, weighed & 255], axis=-1).astype(np.uint8)
    return Image.fromarray(sample[None]).quantize(clip.grade.colours, kmeans=1)


def _argb(palette: Image.Image) -> Palette:
    """256 colours as FFmpeg wants them: alpha, red, green, blue. Those that are not needed are transparent."""
    colours = np.array(palette.getpalette(), np.uint8).reshape(-1, 3)[:COLOURS]
    argb = np.zeros((256, 4), np.uint8)
    argb[: len(colours)] = np.insert(colours, 0, 255, axis=1)
    return argb


def _comment() -> bytes:
    """A GIF's comment block: our mark."""
    text = MARK.encode("ascii")
    return b"\x21\xfe" + bytes([len(text)]) + text + b"\x00"


def _marked(data: bytes) -> bytes:
    """The same GIF with our mark before its first picture; FFmpeg's writer leaves comments out."""
    start = FIXED + (3 << (data[10] & 7) + 1 if data[10] & 128 else 0)
    return data[:start] + _comment() + data[start:]


def _decode(path: str, clip: Clip) -> None:
    """Reads all of it back; RenderError unless it is as long as the film."""
    hundredths = 0
    with Image.open(path) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
            hundredths += round(image.info["duration"] * CLOCK / 1000)
    if hundredths != clip.edges(CLOCK)[-1]:
        raise RenderError("the clip came out incomplete", why=f"{path} lasts {hundredths / CLOCK:g} s")
