"""The chips in the code of a film with very many tasks: at each line how many stand there, and who drives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loopway.stage.hud.code import COUNT, Board, Token
from loopway.stage.hud.standings import Lit, Moved

DRIVER = "#"
"""A driver without a letter."""

ROOT = "M"
"""Who made the others keeps its letter, and is not counted with them."""

THOUSAND = 1000

EXACT = 10_000
"""From so many on only the thousands are shown."""

WIDER = 0.12
"""Places that a count takes for each character beyond the first."""


def tallies(
    moves: Sequence[Moved], lit: Sequence[Lit], letters: dict[int, str], colours: dict[int, str]
) -> list[Board]:
    """The chips after every change; a count's "task" is its line's negative number. Linear in moves and lines."""
    at: dict[int, int] = {}
    counts: Counter[int] = Counter()
    out: list[Board] = []
    drivers = {one.at: one.task for one in lit}
    by_instant: dict[float, list[Moved]] = {instant: [] for instant in drivers}
    for move in moves:
        by_instant.setdefault(move.at, []).append(move)
    driver: int | None = None
    roots = {task for task, letter in letters.items() if letter == ROOT}
    for instant in sorted(by_instant):
        for move in by_instant[instant]:
            counts[at.pop(move.task, 0)] -= 1
            if move.line is not None:
                at[move.task] = move.line
                counts[move.line] += 1
        driver = drivers.get(instant, driver)
        tokens = _tokens(at, counts, driver, roots, colours)
        if not out or tokens != out[-1].tokens:
            on_line = Counter(token.line for token in tokens.values())
            out.append(Board(instant, tokens, dict(on_line)))
    return out


def short(count: int) -> str:
    """A count in four characters, as a chip has room for.

    >>> short(7), short(9999), short(10_999)
    ('7', '9999', '10k')
    """
    return str(count) if count < EXACT else f"{count // THOUSAND}k"


def _tokens(
    at: dict[int, int], counts: Counter[int], driver: int | None, roots: set[int], colours: dict[int, str]
) -> dict[int, Token]:
    alone = [task for task in sorted({*roots, *([driver] if driver is not None else [])}) if task in at]
    tokens: dict[int, Token] = {}
    taken: dict[int, float] = {}
    for line, count in counts.items():
        others = count - sum(1 for task in alone if at[task] == line)
        if line > 0 and others > 0:
            tokens[-line] = Token(line, 0.0, short(others), COUNT, False)
            taken[line] = 1.0 + WIDER * (len(tokens[-line].label) - 1)
    for task in sorted(alone, key=lambda task: task == driver):
        line = at[task]
        label, slot = ROOT if task in roots else DRIVER, taken.get(line, 0.0)
        tokens[task] = Token(line, slot, label, colours[task], task == driver)
        taken[line] = slot + 1.0
    return tokens
