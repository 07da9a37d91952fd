"""What panels and cards show, as Placed: code, clock, caption, opening and ending card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from loopway.film.grid import ALPHA, fine, steps
from loopway.film.looks import Look, Placed
from loopway.stage.barview import BarView
from loopway.stage.layout import CodeLengths
from loopway.stage.stage import (
    Box,
    CaptionView,
    ClockView,
    CodeChip,
    CodeLine,
    CodeView,
    EndingCard,
    OpeningCard,
    Words,
)
from loopway.stage.text import COLUMN
from loopway.stage.versus import VersusCard

CODE = CodeLengths()
BAR = 0.98
"""The bar over the current line in leadings."""
LETTER_WIDER = 0.25
"""So much wider, in heights, for every character beyond the first."""
WARNING = 0.62
"""The warning on a chip in heights of the chip."""
RULE_WIDTH = 0.07
TICK, TICK_WIDTH, GRID_WIDTH = 0.13, 0.02, 0.018
LINES = 1024
"""So many lines of code and words are remembered: few of them change from one picture to the next."""


def code_lines(code: CodeView) -> Iterator[Placed]:
    """The bar, then numbers and lines, then what the program printed."""
    if code.bar is not None:
        x, y = code.box.centre[0], code.bar.y + CODE.middle * code.em
        height = fine(BAR * code.leading * code.em)
        look = Look(role="code.bar", colour=code.bar.colour, width=fine(code.box.width), height=height)
        yield _placed(look, x, y, alpha=code.bar.alpha)
    for line in code.lines:
        yield from _code_line(line, code.text_x, code.em, code.numbers)
    for printed in code.console:
        look = Look(role="text", label=printed.text, font="mono", colour="text2")
        yield _placed(look, code.box.x0 + CODE.right, printed.y, code.em, printed.alpha)


@lru_cache(maxsize=LINES)
def _code_line(line: CodeLine, text_x: float, em: float, numbered: bool) -> tuple[Placed, ...]:
    """Number, if it has one, and text."""
    placed = []
    if numbered:
        colour, right = "text2" if line.current else "text3", text_x - CODE.number_gap * em
        number = Look(role="text", label=str(line.number), font="mono", colour=colour, anchor="right")
        placed.append(_placed(number, right, line.y, CODE.number_em * em, line.alpha))
    if line.text.strip():
        face = "mono.medium" if line.current else "mono"
        look = Look(role="code.line", label=line.text, font=face, spans=line.spans)
        placed.append(_placed(look, text_x, line.y, em, line.alpha))
    return tuple(placed)


def code_chips(code: CodeView) -> Iterator[Placed]:
    """The chips, from the right to the left: the driver's lies on top."""
    for chip in code.chips:
        yield from _code_chip(chip, CODE.chip_em * code.em)


def _code_chip(chip: CodeChip, height: float) -> Iterator[Placed]:
    width = height * (CODE.chip_ratio + LETTER_WIDER * (len(chip.label) - 1))
    look = Look(
        role="code.chip",
        colour=chip.colour,
        label=chip.label,
        level=float(chip.full),
        width=fine(width),
        height=fine(height),
    )
    yield _placed(look, chip.x, chip.y, chip.scale, chip.alpha)
    if chip.warning:
        warning = Look(role="warning", height=fine(WARNING * height))
        yield _placed(warning, chip.x + width / 2, chip.y + height / 2, chip.scale, chip.alpha)


def clock(view: ClockView) -> Iterator[Placed]:
    """All words of the clock, then bar and needle."""
    yield from words(view.texts)
    x, y = view.needle
    length = fine(x - view.real)
    if length:
        bar = Look(role="clock.bar", colour=view.colour, points=((0.0, 0.0), (length, 0.0)))
        yield _placed(bar, view.real, y)
    yield _placed(Look(role="clock.needle", colour=view.colour), x, y)


def caption(view: CaptionView) -> Iterator[Placed]:
    """The caption, line by line."""
    for place, line in enumerate(view.lines or (view.text,)):
        look = Look(role="text", label=line, font="sans", colour="text", anchor=view.anchor)
        yield _placed(look, view.x, view.y - place * view.leading, view.em, view.alpha)


def words(texts: Iterable[Words], alpha: float = 1.0) -> Iterator[Placed]:
    """Words of a panel or a card."""
    for text in texts:
        if text.text.strip():
            yield from _words(text, alpha)


@lru_cache(maxsize=LINES)
def _words(text: Words, alpha: float) -> tuple[Placed, ...]:
    """As one; running digits one by one, for each of them is a drawing that comes back."""
    digits = text.face.startswith("mono") and text.anchor == "left" and text.text.isdecimal()
    parts = [(text.x + place * COLUMN * text.em, digit) for place, digit in enumerate(text.text)] if digits else []
    return tuple(
        _placed(
            Look(role="text", label=words, font=text.face, colour=text.colour, anchor=text.anchor),
            x,
            text.y,
            text.em,
            alpha,
        )
        for x, words in parts or [(text.x, text.text)]
    )


def opening(card: OpeningCard) -> Iterator[Placed]:
    """The opening card's words and the green line under them."""
    if card.rule:
        points = tuple((fine(x), fine(y)) for x, y in card.rule)
        look = Look(role="rule", colour="ok", width=RULE_WIDTH, points=points)
        yield _placed(look, 0, 0, alpha=card.alpha)
    yield from words(card.texts, card.alpha)


def ending(card: EndingCard) -> Iterator[Placed]:
    """The ending card: bars with their chips, ticks of the axis, swatches, words."""
    for bar in card.bars:
        yield from _bar(bar, card.alpha)
    for x, _ in card.ticks:
        look = Look(role="rule", colour="text3", width=TICK_WIDTH, points=((0.0, 0.0), (0.0, -TICK)))
        yield _placed(look, x, card.axis_y, alpha=card.alpha)
    colour = card.bars[0].colour if card.bars else "text2"
    for state, box in card.swatches:
        look = _span(state, box, colour, "swatch")
        yield _placed(look, box.x0, box.centre[1], alpha=card.alpha)
    yield from words(card.texts, card.alpha)


def mark(box: Box, alpha: float, *, at_right: bool) -> Placed:
    """A brand's mark in its box, at its left or its right end."""
    look = Look(role="brand", width=fine(box.width), height=fine(box.height), anchor="right" if at_right else "left")
    return _placed(look, box.x1 if at_right else box.x0, box.y0, alpha=alpha)


def versus(card: VersusCard) -> Iterator[Placed]:
    """The card that ends a comparison: grid, tracks with their bars, words."""
    for (x0, y0), (x1, y1) in card.grid:
        points = ((0.0, 0.0), (fine(x1 - x0), fine(y1 - y0)))
        yield _placed(Look(role="panel.line", colour="line", width=GRID_WIDTH, points=points), x0, y0, alpha=card.alpha)
    for track in card.tracks:
        wide, high = track.box.width / 2, track.box.height / 2
        corners = ((fine(-wide), fine(-high)), (fine(wide), fine(high)))
        ground = Look(role="bar.track", width=fine(track.radius), points=corners)
        yield _placed(ground, *track.box.centre, alpha=card.alpha)
        for colour, box in track.bars:
            radius = fine(min(track.radius, box.height / 2))
            bar = Look(role="bar.fill", colour=colour, width=fine(box.width), height=fine(box.height), scale=radius)
            yield _placed(bar, *box.centre, alpha=card.alpha)
    yield from words(card.texts, card.alpha)


def _bar(bar: BarView, alpha: float) -> Iterator[Placed]:
    if bar.chip is not None:
        width, height = fine(bar.chip.width), fine(bar.chip.height)
        chip = Look(role="card.chip", colour=bar.colour, label=bar.letter, width=width, height=height)
        yield _placed(chip, *bar.chip.centre, alpha=alpha)
        if bar.failed:
            warning = Look(role="warning", height=fine(WARNING * height))
            yield _placed(warning, bar.chip.x1, bar.chip.y1, alpha=alpha)
    last = len(bar.spans) - 1
    ordered = sorted(enumerate(bar.spans), key=lambda one: one[1][0] == "running")
    for number, (state, x0, x1) in ordered:  # driving last: it is drawn wider than it was
        box = Box(x0, bar.y - bar.height / 2, x1, bar.y + bar.height / 2)
        look = _span(state, box, bar.colour, "open" if bar.open_ended and number == last else "")
        yield _placed(look, x0, bar.y, alpha=alpha)


def _span(state: str, box: Box, colour: str, label: str) -> Look:
    return Look(role=f"bar.{state}", colour=colour, width=fine(box.width), height=fine(box.height), label=label)


def _placed(look: Look, x: float, y: float, scale: float = 1.0, alpha: float = 1.0) -> Placed:
    return Placed(look=look, x=fine(x), y=fine(y), scale=fine(scale), alpha=steps(alpha, ALPHA))
