"""The film on one sheet: a picture of every chapter, in order, each with its number and its film second."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from loopway.errors import RenderError
from loopway.film.fonts import font_folders
from loopway.publish.chapters import Chapter
from loopway.publish.clips import Grade
from loopway.publish.mark import MARK
from loopway.publish.master import Master, Tick
from loopway.publish.poster import is_ours
from loopway.publish.stamps import minutes_and_seconds

__all__ = ["is_ours", "write"]

GRADE = Grade(0, 640)
"""As wide is a picture of a wide film; of another shape it has as many pixels."""
ACROSS = 1920
"""Pixels that the pictures of a row fill, about."""
GAP, EM, LABEL = 16, 20, 34
"""Between pictures; of the labels; of the strip under a picture in which its label stands. Pixels."""
FONT = "Inter[opsz,wght].ttf"
PAPER, INK = (24, 28, 34), (214, 221, 232)
"""Of the sheet, neither as dark as the night's pictures nor as light as the day's."""


class Sheet(NamedTuple):
    """Where the pictures stand."""

    columns: int
    rows: int
    tile: tuple[int, int]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.tile
        return GAP + self.columns * (width + GAP), GAP + self.rows * (height + LABEL + GAP)

    def corner(self, number: int) -> tuple[int, int]:
        """The upper left corner of a picture, counted from 0."""
        row, column = divmod(number, self.columns)
        return GAP + column * (self.tile[0] + GAP), GAP + row * (self.tile[1] + LABEL + GAP)


def write(master: Master, path: str, tick: Tick) -> None:
    """Writes the sheet and reads it back; RenderError if it comes back another."""
    chapters = master.chapters or (Chapter(start=0.0, end=master.stage.duration, title=master.title),)
    sheet = sheet_of(len(chapters), GRADE.size(master.size))
    page = Image.new("RGB", sheet.size, PAPER)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(font_folders()[0] / FONT), EM)
    moments = [(chapter.start + chapter.end) / 2 for chapter in chapters]
    for number, picture in enumerate(master.draw(moments, sheet.tile)):
        left, top = sheet.corner(number)
        page.paste(Image.fromarray(picture.pixels[..., :3]), (left, top))
        label = f"{number + 1}   {minutes_and_seconds(int(chapters[number].start))}"
        pen.text((left, top + sheet.tile[1] + LABEL // 2), label, fill=INK, font=font, anchor="lm")
        tick("drawing", number + 1, len(chapters))
    comment = PngInfo()
    comment.add_text("Comment", MARK)
    page.save(path, format="PNG", pnginfo=comment, optimize=True)
    with Image.open(path) as image:
        if not np.array_equal(np.asarray(image), np.asarray(page)):
            raise RenderError("the storyboard came back from the disk another", where=path, todo="try another disk")


def sheet_of(count: int, tile: tuple[int, int]) -> Sheet:
    """The sheet for so many pictures: three wide ones in a row, five tall ones."""
    columns = min(count, max(1, round(ACROSS / tile[0])))
    return Sheet(columns, math.ceil(count / columns), tile)
