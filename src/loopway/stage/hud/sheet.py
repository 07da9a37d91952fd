"""The sheet of the code panel: which em, how many lines, where each of them stands, how much of it fits."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import accumulate

from loopway.stage.hud.tokens import Colour, colours, source_lines
from loopway.stage.layout import CodeLengths, Layout
from loopway.stage.text import COLUMN, cut_columns, places


class Sheet:
    """The script's text, set once for the whole film."""

    def __init__(self, source: str, layout: Layout, prints: bool, numbers: Sequence[int] = ()) -> None:
        self.box, self.lengths = layout.code, layout.code_lengths
        self.lines = source_lines(source)
        self.numbers = tuple(numbers) or range(1, len(self.lines) + 1)
        """Each line's number in the script itself."""
        self.head, end = functions(source, len(self.lines)) if self.lengths.functions else (0, len(self.lines))
        """So many lines at the top are left out ..."""
        self.count = end - self.head
        """... and so many from there on are what is shown."""
        self._colours = colours(self.lines)
        self.prints = prints
        self.em, wanted = self._em()
        self.rows = max(1, min(wanted, int(self._fitting(self.em))))
        self._offsets = self._whole() if self._tall() <= self._fitting(self.em) else ()
        if self._offsets:
            self.rows = self.count
        self._cuts: dict[tuple[int, int], tuple[str, tuple[Colour, ...]]] = {}

    # -- how large ----------------------------------------------------------------------------------------------

    def _em(self) -> tuple[float, int]:
        """The largest em at which the longest line fits before a chip, and how many lines are wanted."""
        lengths = self.lengths
        short = self.count <= lengths.whole and self._fitting(lengths.em_floor) >= self._tall()
        most = lengths.printing if self.prints else lengths.lines
        wanted, rows = (self._tall(), self.count) if short else (most, most)
        widest = max((places(line)[-1] for line in self.lines), default=0)
        steps = round((lengths.em - lengths.em_floor) / lengths.em_step)
        for step in range(steps, 0, -1):
            em = round(lengths.em_floor + step * lengths.em_step, 4)
            if self._fitting(em) >= wanted and widest <= self.room(em, 1):
                return em, rows
        return lengths.em_floor, rows if short else lengths.lines

    def _whole(self) -> tuple[float, ...]:
        """How many leadings each line is below the first, and the one that would follow, if all of them are shown."""
        return offsets(self.lines[self.head : self.head + self.count], self.lengths)

    def _tall(self) -> float:
        """All that is to be shown, in leadings."""
        return self._whole()[-1]

    def _fitting(self, em: float) -> float:
        """So many lines fit between header and foot."""
        lengths = self.lengths
        height = self.box.height - lengths.head - self._console(em)
        below = lengths.foot - lengths.middle / lengths.leading
        return height / (em * lengths.leading) - lengths.first - below + 1 + 1e-9

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
        if self._offsets:
            place = min(max(0, int(row)), self.count - 1)
            row = self._offsets[place] + (row - place) * (self._offsets[place + 1] - self._offsets[place])
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
        if not self.lengths.numbers:
            return self.box.x0 + self.lengths.pad
        digits = max(2, len(str(self.numbers[-1] if self.numbers else 0)))
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


def offsets(lines: Sequence[str], lengths: CodeLengths) -> tuple[float, ...]:
    """How many leadings each line is below the first one, and after the last one what all of them take.

    >>> offsets(["a", "", "b"], CodeLengths(blank=0.5))
    (0.0, 1.0, 1.5, 2.5)
    """
    return tuple(accumulate((1.0 if line.strip() else lengths.blank for line in lines), initial=0.0))


def functions(source: str, lines: int) -> tuple[int, int]:
    """The part of a script from its first function or class to the end of its last one: lines before it, its end.

    All `lines` of a script that has none, or that Python cannot read.

    >>> functions("import time\\n\\ndef f():\\n    pass\\n\\nf()", 6)
    (2, 4)
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return 0, lines
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    if not found:
        return 0, lines
    first = min(line.lineno for node in found for line in (node, *node.decorator_list))
    return first - 1, min(lines, max(node.end_lineno or node.lineno for node in found))
