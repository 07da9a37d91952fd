"""Small pictures that move, under a budget of bytes: as many and as large pictures of the film as fit into it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from loopway.errors import RenderError
from loopway.publish.master import Master, frames

if TYPE_CHECKING:
    from loopway.publish.encoder import Picture

LOSSY = 150
"""A lossy picture takes about its quality / this of what the lossless one takes."""
ASPECT = 9 / 16
"""Of the frame that a grade's width is that of. Others have as many pixels: a tall one is narrower, and higher."""


class Grade(NamedTuple):
    """How much of the film a clip keeps."""

    fps: int
    width: int
    """Of a wide film, in pixels."""
    quality: int | None = None
    """Of lossy compression, 0 .. 100; None: lossless, on flat colours not much larger and free of smudges."""
    colours: int = 255
    """Of a picture that has a palette."""

    @property
    def weight(self) -> float:
        """How large clips of this grade are, in proportion to each other."""
        lossy = 1 if self.quality is None else self.quality / LOSSY
        return self.fps * self.width**2 * lossy * math.log2(self.colours)

    def size(self, film: tuple[int, int]) -> tuple[int, int]:
        """Width and height in pixels of a clip of a film of this size.

        >>> Grade(15, 720).size((1920, 1080)), Grade(15, 720).size((1080, 1920)), Grade(15, 720).size((1080, 1080))
        ((720, 405), (405, 720), (540, 540))
        """
        share = math.sqrt(self.width**2 * ASPECT / (film[0] * film[1]))
        return round(film[0] * share), round(film[1] * share)


def ladder(best: Grade, fps: tuple[int, ...], widths: tuple[int, ...], last: tuple[Grade, ...]) -> tuple[Grade, ...]:
    """Grades from the best to the smallest: first there are fewer pictures, then they are narrower, then poorer.

    `last` are the poorest; only their quality and colours count.

    >>> [grade[:3] for grade in ladder(Grade(15, 720), (10,), (480,), (Grade(0, 0, 50),))]
    [(15, 720, None), (10, 720, None), (10, 480, None), (10, 480, 50)]
    """
    grades = [best, *(best._replace(fps=fewer) for fewer in fps)]
    grades += [grades[-1]._replace(width=width) for width in widths]
    grades += [grades[-1]._replace(quality=poor.quality, colours=poor.colours) for poor in last]
    return tuple(grades)


class Clip(msgspec.Struct, frozen=True, kw_only=True):
    """The film in one grade."""

    master: Master
    grade: Grade

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.grade.size(self.master.size)

    @property
    def count(self) -> int:
        """How many pictures it has."""
        return frames(self.master.stage.duration, self.grade.fps)

    def edges(self, a_second: int) -> list[int]:
        """When each picture begins, and when the last ends, in whole parts of a second."""
        return [round(a_second * number / self.grade.fps) for number in range(self.count + 1)]

    def pictures(self) -> Iterator[Picture]:
        """Its pictures, drawn one by one."""
        return self.master.draw([number / self.grade.fps for number in range(self.count)], self.size)


def fit(master: Master, grades: tuple[Grade, ...], budget: int, encode: Callable[[Clip], int]) -> Clip:
    """Encodes the clip in the best grade that fits into `budget` bytes, and gives it; RenderError if none fits.

    `encode` gives the bytes of the whole clip. Of one that it gave up, too large already, an estimate will do.
    """
    heaviest = math.inf
    for grade in grades:
        if grade.weight > heaviest and grade is not grades[-1]:
            continue  # the last one tried shows that this one is too large as well
        clip = Clip(master=master, grade=grade)
        size = encode(clip)
        if size <= budget:
            return clip
        heaviest = grade.weight * budget / size
    raise RenderError(
        "the clip is too long for an animated picture",
        why=f"even at {grade.fps} pictures a second and {clip.size[0]} wide it is larger than {budget / 1e6:g} MB",
        todo="make an .mp4, or a shorter film with --pace SECONDS",
    )


def described(clip: Clip, *, palette: bool = False) -> str:
    """What a clip has kept of the film: "10 pictures a second, 640x360, 127 colours"."""
    fps, _, quality, colours = clip.grade
    kept = [f"{fps} pictures a second", f"{clip.size[0]}x{clip.size[1]}"]
    if palette:
        kept.append(f"{colours} colours")
    elif quality is not None:
        kept.append(f"quality {quality}")
    return ", ".join(kept)
