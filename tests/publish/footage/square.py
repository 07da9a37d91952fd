"""A film that needs no Manim: a bright square crosses a gradient and changes its colour on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np

from loopway.errors import RenderError
from loopway.publish.encoder import Encoding
from loopway.publish.segments import Film

SIZE = (160, 90)
SIDE = 16


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the film does besides moving its square."""

    speed: float = 40.0
    """Pixels a film second; 0: nothing ever changes."""
    ground: int = 255
    """The alpha of everything but the square."""
    ends_at: float = 1e9
    """Film second from which there are no more pictures."""
    fails_at: float = 1e9
    """Film second from which it cannot be drawn."""
    dies_at: float = 1e9
    """Film second at which the process is killed, as often as `deaths` says."""
    deaths: str = ""
    """A folder with one file for each death that is still to be died."""
    workers: str = ""
    """A folder in which every process that draws leaves a file named after its number."""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """As `loopway.film.sampler.Picture`, without its imports."""

    pixels: np.ndarray
    changed: tuple[tuple[int, int, int, int], ...]


class Square:
    """The film, ready to be drawn."""

    def __init__(self, trace: bytes, options: Options) -> None:
        self.shade = sum(trace) % 256
        self.options = options

    def at(self, time: float, size: tuple[int, int]) -> np.ndarray:
        """The picture at a film second, drawn from nothing."""
        width, height = size
        pixels = np.full((height, width, 4), 255, np.uint8)
        pixels[..., 0] = np.linspace(0, 255, width, dtype=np.uint8)
        pixels[..., 1] = np.linspace(0, 255, height, dtype=np.uint8)[:, None]
        pixels[..., 2] = self.shade
        pixels[..., 3] = self.options.ground
        x0, y0, x1, y1 = self.box(time, size)
        pixels[y0:y1, x0:x1] = [255, x0 % 256, 255 - self.shade, 255]
        return pixels

    def box(self, time: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Where the square stands."""
        x = int(self.options.speed * time) % (size[0] - SIDE)
        y = int(self.options.speed * time / 3) % (size[1] - SIDE)
        return x, y, x + SIDE, y + SIDE

    def __call__(self, times: Sequence[float], size: tuple[int, int]) -> Iterator[Picture]:
        """The pictures, on one canvas, with what has changed."""
        if self.options.workers:
            Path(self.options.workers, str(os.getpid())).touch()
        canvas = np.zeros((size[1], size[0], 4), np.uint8)
        before: tuple[int, int, int, int] | None = None
        for time in times:
            if time >= self.options.ends_at:
                return
            self._misfortune(time)
            now = self.box(time, size)
            canvas[...] = self.at(time, size)
            yield Picture(pixels=canvas, changed=() if before == now else (before or now, now))
            before = now

    def _misfortune(self, time: float) -> None:
        if time >= self.options.fails_at:
            raise RenderError("the square is gone", where=f"{time} s", why="it was told to", todo="look elsewhere")
        if time >= self.options.dies_at:
            for death in Path(self.options.deaths).iterdir():
                with suppress(FileNotFoundError):  # another process has just died of it
                    death.unlink()
                    os.kill(os.getpid(), 9)


def footage(trace: bytes, options: bytes) -> Square:
    """The film of this trace."""
    return Square(trace, msgspec.json.decode(options, type=Options))


def film(frames: int, *, trace: bytes = b"trace", crf: int = 18, fps: int = 30, **options: float | str) -> Film:
    """A film of so many frames, to be drawn by `footage`."""
    return Film(
        footage="square:footage",
        trace=trace,
        options=msgspec.json.encode(Options(**options)),  # type: ignore[arg-type]  # the test knows its options
        frames=frames,
        encoding=Encoding(size=SIZE, fps=fps, crf=crf),
    )


def deaths(folder: Path, count: int) -> str:
    """A folder that makes so many workers die."""
    folder.mkdir()
    for number in range(count):
        (folder / str(number)).touch()
    return str(folder)
