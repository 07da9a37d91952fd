"""The pieces of panels, title and legend: what of the HUD never changes."""

from __future__ import annotations

from collections.abc import Sequence

from loopway.stage.hud.caption import fitted
from loopway.stage.hud.sheet import Sheet
from loopway.stage.layout import Layout
from loopway.stage.stage import Box, Piece, Point
from loopway.stage.text import cut, width
from loopway.story.language import Language

ICON = 0.52
"""Scale of the legend's cars."""

ICON_MIDDLE = 0.20
ICON_WIDTH = {"drive": 0.66, "exit": 0.40}
ICON_OTHER = 0.42
ICON_GAP = 0.10
LEGEND_GAP = 0.24
"""Between two entries, at least: words of a language that takes more room are smaller."""
EDGE = 0.02
"""From a panel's edge to the lines in it."""
BASELINE = 0.075
"""From an icon's middle down to the baseline of its words."""


def title_piece(title: str, layout: Layout) -> Piece:
    """The title over the code: it shrinks to its room, and is cut if that is not enough."""
    em = fitted(title, layout.title_em, layout.title_floor, layout.title_room, "sans.semibold")
    label = cut(title, layout.title_room, em, "sans.semibold")
    return Piece(role="title", id="title", points=(layout.title,), height=em, label=label, colour="text")


def panel(name: str, box: Box, layout: Layout) -> Piece:
    """The ground of a panel."""
    return Piece(role="panel", id=name, points=((box.x0, box.y0), (box.x1, box.y1)), width=layout.panel_radius)


def code_pieces(sheet: Sheet, file: str, layout: Layout, taken: float = 0.0) -> list[Piece]:
    """Panel, header, file name, and the line above the console; so much of the header's right end is taken."""
    box, lengths = sheet.box, sheet.lengths
    em = max(layout.floor, sheet.em * lengths.head_em)
    name = Piece(
        role="mono",
        id="file",
        points=((box.x0 + lengths.pad, box.y1 - lengths.head * lengths.head_baseline),),
        height=em,
        label=cut(file, box.width - 2 * lengths.pad - taken, em, "mono.medium"),
        colour="text3",
    )
    return [panel("code", box, layout), name, *code_rules(sheet, "")]


def code_rules(sheet: Sheet, panel_name: str) -> list[Piece]:
    """The line under the header, and the one above the console; their ids begin with the panel's name."""
    box, levels = sheet.box, [("header", sheet.top)]
    if sheet.console_top is not None:
        levels.append(("console", sheet.console_top))
    return [
        Piece(
            role="panel.line",
            id=f"{panel_name} {which} line".strip(),
            points=((box.x0 + EDGE, y), (box.x1 - EDGE, y)),
            width=sheet.lengths.line,
            colour="panel_edge",
        )
        for which, y in levels
    ]


def legend_pieces(entries: Sequence[str], layout: Layout, language: Language) -> list[Piece]:
    """Icons with their words: in one row, spread over the legend's width, or in columns below each other."""
    columns = min(len(entries), layout.legend_columns)
    if not columns:
        return []
    said = [language.say(f"legend.{entry}") for entry in entries]
    em = legend_em(said, entries, layout)
    lefts = _lefts(_widest(said, entries, columns, em), layout)
    x, y = layout.legend
    out: list[Piece] = []
    for place, (entry, words) in enumerate(zip(entries, said, strict=True)):
        row, column = divmod(place, columns)
        out += _entry(entry, words, (x + lefts[column], y - row * layout.legend_row), em)
    return out


def legend_em(said: Sequence[str], entries: Sequence[str], layout: Layout) -> float:
    """The em at which a legend's words have room beside their icons, with a gap between the columns."""
    columns = min(len(entries), layout.legend_columns)
    icons = _widest([""] * len(entries), entries, columns, 1.0)
    words = [wide - icon for wide, icon in zip(_widest(said, entries, columns, 1.0), icons, strict=True)]
    room = layout.legend_width - sum(icons) - LEGEND_GAP * (columns - 1)
    return min(layout.legend_em, room / max(1e-9, sum(words)))


def _widest(said: Sequence[str], entries: Sequence[str], columns: int, em: float) -> list[float]:
    """How wide each column is."""
    widths = [_icon(entry) + width(words, em) for entry, words in zip(entries, said, strict=True)]
    return [max(widths[column::columns]) for column in range(columns)]


def _lefts(widths: Sequence[float], layout: Layout) -> list[float]:
    """Where each column begins, the last one ending where the legend does."""
    gap = (layout.legend_width - sum(widths)) / max(1, len(widths) - 1)
    return [sum(widths[:column]) + column * gap for column in range(len(widths))]


def _entry(entry: str, words: str, at: Point, em: float) -> tuple[Piece, Piece]:
    (x, y), icon = at, _icon(entry)
    return (
        Piece(role=f"legend.{entry}", id=f"legend {entry}", points=((x + ICON_MIDDLE, y),), scale=ICON),
        Piece(
            role="words",
            id=f"legend words {entry}",
            points=((x + icon, y - BASELINE),),
            height=em,
            label=words,
            colour="text2",
        ),
    )


def _icon(entry: str) -> float:
    """The width of an entry's icon, with the gap behind it."""
    return ICON_WIDTH.get(entry, ICON_OTHER) + ICON_GAP
