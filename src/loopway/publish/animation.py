"""The film as a small picture that moves: animated WebP for READMEs, kept under a budget of bytes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ExifTags, Image, UnidentifiedImageError

from loopway.errors import RenderError
from loopway.publish.clips import Clip, Grade, described, fit, ladder
from loopway.publish.mark import MARK, is_mark
from loopway.publish.master import Master, Tick

if TYPE_CHECKING:
    from loopway.publish.encoder import Picture

BUDGET = 1_000_000
"""Bytes. A page with several of them must still open quickly."""
EFFORT, METHOD = 60, 3
"""Of compression: beyond these a few percent cost many seconds."""
COMMENT = ExifTags.Base.ImageDescription

GRADES = (
    Grade(15, 720),
    Grade(12, 720),
    Grade(10, 720),
    Grade(10, 720, 85),
    Grade(10, 640, 75),
    Grade(8, 560, 65),
    Grade(5, 480, 50),
)
"""From the best to the smallest: pictures a second go first, then what nobody sees, then width."""
POOR = tuple(Grade(0, 0, quality) for quality in (85, 75, 65, 50, 35, 20))
LADDER = ladder(GRADES[0], (12, 10, 8), (640, 560, 480, 400, 320), POOR)
"""The same where a size was asked for: in the order that was promised."""


def is_ours(path: str) -> bool:
    """Whether the EXIF description says that loopway made it."""
    try:
        with Image.open(path) as image:
            return is_mark(image.getexif().get(COMMENT))
    except (UnidentifiedImageError, OSError):
        return False


def write(master: Master, path: str, tick: Tick) -> str:
    """Writes the clip in the best grade that fits its budget, reads it back, says which; RenderError if none fits."""

    def encode(clip: Clip) -> int:
        _encode(clip, path, tick)
        return Path(path).stat().st_size

    asked = master.delivery.budget
    clip = fit(master, GRADES if asked is None else LADDER, BUDGET if asked is None else asked, encode)
    _decode(path, clip.count)
    return described(clip)


class _FilmStrip(Image.Image):
    """An image sequence, as Pillow knows them, whose next picture is drawn when it is asked for."""

    def __init__(self, pictures: Iterator[Picture], count: int, size: tuple[int, int], tick: Tick) -> None:
        super().__init__()
        vars(self).update(vars(Image.new("RGB", size)))
        self.n_frames = count
        self._pictures = pictures
        self._at = -1
        self._tick = tick

    def seek(self, frame: int) -> None:
        if frame == self._at + 1:
            self.paste(Image.fromarray(next(self._pictures).pixels[..., :3]))
            self._at = frame
            self._tick("drawing", frame + 1, self.n_frames)

    def tell(self) -> int:
        return 0


def _encode(clip: Clip, path: str, tick: Tick) -> None:
    exif = Image.Exif()
    exif[COMMENT] = MARK
    grade = clip.grade
    _FilmStrip(clip.pictures(), clip.count, clip.size, tick).save(
        path,
        format="WEBP",
        save_all=True,
        duration=[end - start for start, end in pairwise(clip.edges(1000))],
        loop=0,
        lossless=grade.quality is None,
        quality=grade.quality or EFFORT,
        method=METHOD,
        kmin=0,
        kmax=0,  # no keyframes after the first: half the bytes, and nobody scrubs in a README
        exif=exif,
    )


def _decode(path: str, drawn: int) -> None:
    with Image.open(path) as image:
        if not 1 <= getattr(image, "n_frames", 1) <= drawn:  # equal pictures in a row become one
            raise RenderError("the clip came out incomplete", why=f"{path} does not hold its {drawn} pictures")
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
