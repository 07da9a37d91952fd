"""The sheet of the code panel: which em, how many lines, where each of them stands, how much of it fits."""

from __future__ import annotations

from loopway.stage.hud.tokens import Colour, colours, source_lines
from loopway.stage.layout import CodeLengths, Layout
from loopway.stage.text import COLUMN, cut_columns, places


class Sheet:
    """The script's text, set once for the whole film."""

    def __init__(self, source: str, layout: Layout, prints: bool) -> None:
        self.box, self.lengths = layout.code, layout.code_lengths
        self.lines = source_lines(source)
        self._colours = colours(self.lines)
        self.prints = prints
        self.em, wanted = self._em()
        self.rows = max(1, min(wanted, self._fitting(self.em)))
        self._cuts: dict[tuple[int, int], tuple[str, tuple[Colour, ...]]] = {}

    # -- how large ----------------------------------------------------------------------------------------------

    def _em(self) -> tuple[float, int]:
        """The largest em at which the longest line fits before a chip, and how many lines are wanted."""
        lengths = self.lengths
        short = len(self.lines) <= lengths.whole and self._fitting(lengths.em_floor) >= len(self.lines)
        wanted = len(self.lines) if short else lengths.lines
        widest = max((places(line)[-1] for line in self.lines), default=0)
        steps = round((lengths.em - lengths.em_floor) / lengths.em_step)
        for step in range(steps, 0, -1):
            em = round(lengths.em_floor + step * lengths.em_step, 4)
            if self._fitting(em) >= wanted and widest <= self.room(em, 1):
                return em, wanted
        return lengths.em_floor, wanted

    def _fitting(self, em: float) -> int:
        """So many lines fit between header and foot."""
        lengths = self.lengths
        height = self.box.height - lengths.head - self._console(em)
        below = 0.49 - lengths.middle / lengths.leading
        return int(height / (em * lengths.leading) - lengths.first - below + 1 + 1e-9)

    def _console(self, em: float) -> float:
        lengths = self.lengths
        if not self.prints:
            return 0.0
        return lengths.console_lines * lengths.console_leading * em + 2 * lengths.console_pad

    # -- where ---------------------------------------------------------------------------------------------------

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.em * self.lengths.leading

    @property
    def top(self) -> float:
        """The line under the header."""
        return self.box.y1 - self.lengths.head

    @property
    def console_top(self) -> float | None:
        """The line between code and console; None if the script prints nothing."""
        return self.box.y0 + self._console(self.em) if self.prints else None

    def y(self, row: float) -> float:
        """The baseline of a row of the window, 0 the first; a real number while it scrolls."""
        return self.top - self.leading * (self.lengths.first + row)

    @property
    def number_x(self) -> float:
        """The left end of the line numbers."""
        return self.box.x0 + self.lengths.number_x

    @property
    def text_x(self) -> float:
        """The left end of the code."""
        return self._text_x(self.em)

    def _text_x(self, em: float) -> float:
        digits = max(2, len(str(len(self.lines))))
        return self.number_x + em * (COLUMN * self.lengths.number_em * digits + self.lengths.number_gap)

    def chip_x(self, slot: float) -> float:
        """The middle of a chip, `slot` places from the right end."""
        return self.box.x1 - self.lengths.chip_x - slot * self.em * self.lengths.chip_pitch

    def room(self, em: float, chips: int) -> int:
        """How many columns a line has if so many chips stand at it."""
        lengths: CodeLengths = self.lengths
        if chips == 0:
            right = self.box.x1 - lengths.right
        else:
            first = self.box.x1 - lengths.chip_x - (chips - 1) * em * lengths.chip_pitch
            right = first - em * lengths.chip_em * lengths.chip_ratio / 2 - lengths.chip_gap
        return int((right - self._text_x(em)) / (COLUMN * em) + 1e-9)

    def line(self, number: int, chips: int) -> tuple[str, tuple[Colour, ...]]:
        """Text and colours of a line (1 is the first) as far as it fits before its chips."""
        key = (number, chips)
        if key not in self._cuts:
            whole = self.lines[number - 1]
            text = cut_columns(whole, self.room(self.em, chips))
            end = len(text) if text == whole else len(text) - 1
            spans = [(a, min(b, end), role) for a, b, role in self._colours[number - 1] if a < end]
            if text != whole:
                spans.append((end, len(text), "punctuation"))
            self._cuts[key] = (text, tuple(spans))
        return self._cuts[key]
