"""The code panel at any instant: its window on the script, the sliding highlight, the chips, the console."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from loopway.stage.easing import clamp, smooth
from loopway.stage.hud.console import Console
from loopway.stage.hud.sheet import Sheet
from loopway.stage.hud.standings import SLIDE, Lit, Moved
from loopway.stage.program import LitLine
from loopway.stage.stage import CodeBar, CodeChip, CodeLine, CodeView

SCROLL = 0.25
"""Film seconds in which the window moves on."""

COUNT = "text3"
"""The colour of a token that only counts."""


class Token(msgspec.Struct, frozen=True):
    """A task's chip, or a count of chips, at a line; `slot` counts from the right."""

    line: int
    slot: float
    label: str
    colour: str
    full: bool


class Board(msgspec.Struct, frozen=True):
    """All chips from `at` on, by task; a count has its line's negative number for a task."""

    at: float
    tokens: dict[int, Token]
    counts: dict[int, int]
    """line -> how many chips stand there."""


class CodePanel:
    """The panel through the whole film."""

    def __init__(
        self,
        sheet: Sheet,
        file: str,
        lit: Sequence[Lit],
        boards: Sequence[Board],
        console: Console | None,
    ) -> None:
        self.sheet, self._file, self._console = sheet, file, console
        self._lit, self._lit_at = lit, [one.at for one in lit]
        self._boards, self._boards_at = boards, [one.at for one in boards]
        self._scrolls = scrolls(lit, sheet.rows, sheet.count, sheet.lengths.quiet, sheet.head)
        self._scrolls_at = [at for at, _ in self._scrolls]

    def at(self, t: float) -> CodeView:
        """The panel at film second t."""
        sheet = self.sheet
        first = self._first(t)
        now = self._now(t)
        board = self._board(t)
        return CodeView(
            box=sheet.box,
            file=self._file,
            em=sheet.em,
            number_x=sheet.number_x,
            text_x=sheet.text_x,
            lines=self._lines(first, now.line if now else None, board.counts if board else {}),
            bar=self._bar(t, first),
            chips=self._chips(t, first),
            console=self._console.at(t) if self._console else (),
            console_top=sheet.console_top,
            leading=sheet.lengths.leading,
            numbers=sheet.lengths.numbers,
        )

    def lit(self, letters: Mapping[int, str]) -> tuple[LitLine, ...]:
        """The current line through the film; `letters` are those of the tasks."""
        return tuple(
            LitLine(at=one.at, line=one.line, colour=one.colour, who="" if one.task is None else letters[one.task])
            for one in self._lit
        )

    def line_y(self, line: int | None, t: float) -> float:
        """The baseline of a line at t, within the panel; its middle if the line is None."""
        rows = self.sheet.rows
        row = (rows - 1) / 2 if line is None else line - 1 - self._first(t)
        return self.sheet.y(min(rows - 1.0, max(0.0, row)))

    # -- parts --------------------------------------------------------------------------------------------------

    def _first(self, t: float) -> float:
        """The number of lines above the window."""
        place = bisect_right(self._scrolls_at, t) - 1
        if place < 0:
            return float(self.sheet.head)
        at, first = self._scrolls[place]
        before = self._scrolls[place - 1][1] if place else first
        following = self._scrolls_at[place + 1] if place + 1 < len(self._scrolls) else at + SCROLL
        return before + (first - before) * smooth((t - at) / min(SCROLL, following - at))

    def _seen(self, row: float) -> float:
        """How much of a row is seen at the window's edges."""
        return clamp(min(row + 1.0, self.sheet.rows - row))

    def _now(self, t: float) -> Lit | None:
        place = bisect_right(self._lit_at, t) - 1
        return self._lit[place] if place >= 0 else None

    def _board(self, t: float) -> Board | None:
        place = bisect_right(self._boards_at, t) - 1
        return self._boards[place] if place >= 0 else None

    def _lines(self, first: float, current: int | None, counts: dict[int, int]) -> tuple[CodeLine, ...]:
        sheet = self.sheet
        out = []
        for number in range(int(first) + 1, min(sheet.head + sheet.count, int(first) + sheet.rows + 1) + 1):
            seen = self._seen(number - 1 - first)
            if seen <= 0.0:
                continue
            text, spans = sheet.line(number, counts.get(number, 0))
            y = sheet.y(number - 1 - first)
            line = sheet.numbers[number - 1]
            out.append(CodeLine(number=line, y=y, text=text, spans=spans, current=number == current, alpha=seen))
        return tuple(out)

    def _bar(self, t: float, first: float) -> CodeBar | None:
        place = bisect_right(self._lit_at, t) - 1
        if place < 0:
            return None
        now = self._lit[place]
        before = self._lit[place - 1] if place else None
        following = self._lit_at[place + 1] if place + 1 < len(self._lit) else now.at + SLIDE
        slid = smooth((t - now.at) / min(SLIDE, following - now.at))
        was = before.line if before else None
        if now.line is None and (was is None or slid >= 1.0):
            return None
        line = float(now.line or was or 0)
        alpha = 1.0
        if now.line is None:
            alpha = 1.0 - slid
        elif was is None:
            alpha = slid
        else:
            line = was + (now.line - was) * slid
        row = line - 1 - first
        colour = now.colour if now.line is not None or before is None else before.colour
        return CodeBar(y=self.sheet.y(row), colour=colour, alpha=alpha * self._seen(row))

    def _chips(self, t: float, first: float) -> tuple[CodeChip, ...]:
        place = bisect_right(self._boards_at, t) - 1
        if place < 0:
            return ()
        now = self._boards[place]
        before = self._boards[place - 1].tokens if place else {}
        following = self._boards_at[place + 1] if place + 1 < len(self._boards) else now.at + SLIDE
        slid = smooth((t - now.at) / min(SLIDE, following - now.at))
        out = [self._chip(name, token, before.get(name), slid, first) for name, token in now.tokens.items()]
        if slid < 1.0:
            gone = [(name, token) for name, token in before.items() if name not in now.tokens]
            out += [self._chip(name, token, token, 1.0, first, 1.0 - slid) for name, token in gone]
        # from the right to the left, so that the first of a line lies on top
        return tuple(sorted((chip for chip in out if chip.alpha > 0.0), key=lambda chip: (-chip.y, -chip.x, chip.id)))

    def _chip(
        self, name: int, token: Token, was: Token | None, slid: float, first: float, alpha: float = 1.0
    ) -> CodeChip:
        line, slot = float(token.line), token.slot
        if was is None:
            alpha = slid
        elif slid < 1.0:
            line, slot = was.line + (line - was.line) * slid, was.slot + (slot - was.slot) * slid
        row, sheet = line - 1 - first, self.sheet
        return CodeChip(
            id=f"chip {name}",
            x=sheet.chip_x(slot),
            y=sheet.y(row) + sheet.lengths.middle * sheet.em,
            label=token.label,
            colour=token.colour,
            full=token.full,
            alpha=alpha * self._seen(row),
        )


def boards(
    moves: Sequence[Moved], lit: Sequence[Lit], letters: dict[int, str], colours: dict[int, str], most: int
) -> list[Board]:
    """The chips after every change: at each line the driver's first, then the others in order of creation."""
    at: dict[int, int] = {}
    out: list[Board] = []
    drivers = [(one.at, one.task) for one in lit]
    instants = sorted({move.at for move in moves} | {instant for instant, _ in drivers})
    move_place = driver_place = 0
    driver: int | None = None
    for instant in instants:
        while move_place < len(moves) and moves[move_place].at <= instant:
            move = moves[move_place]
            if move.line is None:
                at.pop(move.task, None)
            else:
                at[move.task] = move.line
            move_place += 1
        while driver_place < len(drivers) and drivers[driver_place][0] <= instant:
            driver = drivers[driver_place][1]
            driver_place += 1
        board = _board(instant, at, driver, letters, colours, most)
        if not out or (board.tokens, board.counts) != (out[-1].tokens, out[-1].counts):
            out.append(board)
    return out


def _board(
    instant: float, at: dict[int, int], driver: int | None, letters: dict[int, str], colours: dict[int, str], most: int
) -> Board:
    lines: dict[int, list[int]] = {}
    for task in sorted(at, key=lambda task: (task != driver, task)):
        lines.setdefault(at[task], []).append(task)
    tokens: dict[int, Token] = {}
    counts: dict[int, int] = {}
    for line, tasks in lines.items():
        shown = tasks if len(tasks) <= most else tasks[: most - 1]
        counts[line] = min(len(tasks), most)
        for place, task in enumerate(shown):
            slot = float(counts[line] - 1 - place)
            tokens[task] = Token(line, slot, letters[task], colours[task], task == driver)
        if len(shown) < len(tasks):
            more = len(tasks) - len(shown)
            # two characters at most: a chip has no room for more
            tokens[-line] = Token(line, 0.0, f"+{more}" if more < 10 else f"{more}", COUNT, False)
    return Board(instant, tokens, counts)


def scrolls(lit: Sequence[Lit], rows: int, lines: int, quiet: int, head: int = 0) -> list[tuple[float, float]]:
    """(instant, lines above the window) whenever the window moves: only if the lit line would leave its middle.

    The window shows `rows` of the `lines` that come after the first `head` ones.
    """
    out: list[tuple[float, float]] = []
    first = head
    quiet = min(quiet, max(0, (rows - 1) // 2))
    for one in lit:
        if one.line is None or lines <= rows:
            continue
        row = one.line - 1 - first
        moved = first
        if row < quiet:
            moved = one.line - 1 - quiet
        elif row > rows - 1 - quiet:
            moved = one.line - rows + quiet
        moved = max(head, min(head + lines - rows, moved))
        if moved != first:
            first = moved
            out.append((one.at, float(first)))
    return out
