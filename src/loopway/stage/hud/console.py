"""The console strip at the foot of the code panel: what the program printed, newest last."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from loopway.stage.easing import clamp, smooth
from loopway.stage.hud.sheet import Sheet
from loopway.stage.hud.tokens import source_lines
from loopway.stage.stage import ConsoleLine
from loopway.stage.text import COLUMN, cut_columns
from loopway.story.things import Print

SLIDE = 0.20
"""Film seconds in which the lines move up and a new one appears at the foot."""


class Console:
    """All printed lines through the film."""

    def __init__(self, prints: Sequence[Print], sheet: Sheet) -> None:
        self._sheet, self._lengths = sheet, sheet.lengths
        room = int((sheet.box.width - 2 * self._lengths.right) / (COLUMN * sheet.em) + 1e-9)
        said = [(one.at, line) for one in prints for line in source_lines(one.text) or [""]]
        self._at = [at for at, _ in said]
        self._texts = [cut_columns(line, room) for _, line in said]

    @property
    def x(self) -> float:
        """The left end of the lines."""
        return self._sheet.box.x0 + self._lengths.right

    def at(self, t: float) -> tuple[ConsoleLine, ...]:
        """The last lines; the oldest is on its way out while a new one comes in."""
        lengths, em = self._lengths, self._sheet.em
        count = bisect_right(self._at, t)
        foot = self._sheet.box.y0 + lengths.console_pad + lengths.middle * em
        out: list[ConsoleLine] = []
        above = 0.0
        for place in range(count - 1, -1, -1):
            came = smooth((t - self._at[place]) / SLIDE)
            alpha = clamp(2 * came - 1) * clamp(lengths.console_lines - above)  # it comes where the others have left
            if above >= lengths.console_lines:
                break
            y = foot + max(0.0, above + came - 1.0) * lengths.console_leading * em
            out.append(ConsoleLine(y=y, text=self._texts[place], alpha=alpha))
            above += came
        return tuple(reversed(out))
