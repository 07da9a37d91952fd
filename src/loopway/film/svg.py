"""A stage as SVG: the outlines of every look once, and for each instant which look stands where.

The outlines are those that the film is painted with (`ink.py`), so that a browser and the film show the same. Frame
units, y upwards, stand as they are: only the outermost group is turned over.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from loopway.film.actors import drawing
from loopway.film.cast import Cast
from loopway.film.grid import PLACE
from loopway.film.ink import ink_of
from loopway.film.looks import Look, Placed
from loopway.film.markup import number, symbol
from loopway.stage.stage import Stage
from loopway.theme import Theme

NAMESPACE = "http://www.w3.org/2000/svg"
SYMBOLS = 2048
"""The symbols of so many looks are kept."""


class Use(NamedTuple):
    """One actor at one instant: the look with this number, put as a `Placed` says; the heading is in degrees."""

    look: int
    x: float
    y: float
    heading: float
    scale: float
    alpha: float

    def markup(self) -> str:
        """It as a `<use>`."""
        turn = f" rotate({number(self.heading)})" if self.heading else ""
        scale = f" scale({number(self.scale)})" if self.scale != 1 else ""
        alpha = f' fill-opacity="{number(self.alpha)}" stroke-opacity="{number(self.alpha)}"' if self.alpha < 1 else ""
        place = f"translate({number(self.x)} {number(self.y)}){turn}{scale}"
        return f'<use href="#{name_of(self.look)}" transform="{place}"{alpha}/>'


class Outlines:
    """A stage's instants, and the outlines of all looks that have been met in them.

    Looks are numbered in the order in which they are met, whatever the theme: a theme only colours them. `branded`: the
    themes have a brand, and its mark is shown.
    """

    def __init__(self, stage: Stage, *, branded: bool = False) -> None:
        self._size = stage.size
        self._cast = Cast(stage, branded=branded)
        self._looks: dict[int, Look] = {}
        self._numbers: dict[Look, int] = {}
        self._symbol = lru_cache(maxsize=SYMBOLS)(self._drawn)

    @property
    def box(self) -> str:
        """The picture's edges as an SVG `viewBox`, the origin in its middle."""
        width, height = self._size
        return " ".join(map(number, (-width / 2, -height / 2, width, height)))

    def at(self, t: float) -> tuple[Use, ...]:
        """Everything that is seen at film second t, in painter's order."""
        return tuple(self._use(placed) for placed in self._cast.at(t).all)

    def symbol(self, look: int, theme: Theme) -> str:
        """The outlines of the look with this number as one `<g>`; LookupError if it has not been met yet."""
        return self._symbol(look, theme)

    def document(self, t: float, theme: Theme) -> str:
        """The picture at film second t as an SVG file that needs nothing else."""
        uses = self.at(t)
        symbols = "".join(self.symbol(look, theme) for look in dict.fromkeys(use.look for use in uses))
        x, y, width, height = self.box.split()
        return (
            f'<svg xmlns="{NAMESPACE}" viewBox="{self.box}"><defs>{symbols}</defs>'
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{theme.bg}"/>'
            f'<g transform="scale(1 -1)">{"".join(use.markup() for use in uses)}</g></svg>'
        )

    def _use(self, placed: Placed) -> Use:
        heading = round(math.degrees(placed.heading), PLACE)
        return Use(self._number(placed.look), placed.x, placed.y, heading, placed.scale, placed.alpha)

    def _number(self, look: Look) -> int:
        known = self._numbers.setdefault(look, len(self._looks))
        if known == len(self._looks):
            self._looks[known] = look
        return known

    def _drawn(self, look: int, theme: Theme) -> str:
        return symbol(ink_of(drawing(self._looks[look], theme)), name_of(look))


def name_of(look: int) -> str:
    """The id of a look's symbol."""
    return f"look{look}"
