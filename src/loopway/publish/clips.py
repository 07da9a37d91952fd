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


class Grade(NamedTuple):
    """How much of the film a clip keeps."""

    fps: int
    size: tuple[int, int]
    quality: int | None = None
    """Of lossy compression, 0 .. 100; None: lossless, on flat colours not much larger and free of smudges."""

    @property
    def weight(self) -> float:
        """How large clips of this grade are, in proportion to each other."""
        return self.fps * self.size[0] * self.size[1] * (1 if self.quality is None else self.quality / LOSSY)


class Clip(msgspec.Struct, frozen=True, kw_only=True):
    """The film in one grade."""

    master: Master
    grade: Grade

    @property
    def count(self) -> int:
        """How many pictures it has."""
        return frames(self.master.stage.duration, self.grade.fps)

    def edges(self, a_second: int) -> list[int]:
        """When each picture begins, and when the last ends, in whole parts of a second."""
        return [round(a_second * number / self.grade.fps) for number in range(self.count + 1)]

    def pictures(self) -> Iterator[Picture]:
        """Its pictures, drawn one by one."""
        return self.master.draw([number / self.grade.fps for number in range(self.count)], self.grade.size)


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
        why=f"even at {grade.fps} pictures a second and {grade.size[0]} wide it is larger than {budget / 1e6:g} MB",
        todo="make an .mp4, or a shorter film with --pace SECONDS",
    )
