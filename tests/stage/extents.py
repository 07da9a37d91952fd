"""How far a picture reaches: the boxes of everything in it that is meant to be seen, from lengths and widths alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loopway.stage.stage import Box, CodeView, Frame, Piece, Point, Stage, Words
from loopway.stage.text import width

from .writing import DROPS, RISES, Patch, patches

LIGHT = (".glow", "rim", "chevron")
"""Ends of the roles of what may leave the frame: light, and marks of a road that goes on."""

NAMES = ("title", "heading")

SEEN = 0.5
"""Whatever is fainter than this comes or goes."""


def outside(stage: Stage, frame: Frame, within: Box) -> set[str]:
    """What of a frame reaches out of `within`."""
    return {name for name, box in reaches(stage, frame) if not _holds(within, box)}


def reaches(stage: Stage, frame: Frame) -> Iterator[tuple[str, Box]]:
    """Everything that is seen at one instant, with its box."""
    there = [*patches(stage, frame), *_words_of(frame)]
    words = {patch.name for patch in there}
    for piece in stage.pieces:
        if frame.rest == 1.0 and not _goes_on(piece) and piece.points:
            if piece.role in NAMES:
                title = _line(piece.id, piece.points[0], piece.height, piece.label, "sans.semibold")
                yield piece.id, _around(title.corners, 0.0)
            elif piece.id not in words:
                yield piece.id, _around(piece.points, _half(piece))
    for patch in there:
        if not _on_the_lane(patch):
            yield patch.name, _around(patch.corners, 0.0)


def _goes_on(piece: Piece) -> bool:
    return piece.role.endswith(LIGHT) or (piece.role, piece.id) == ("road", "lane")


def _on_the_lane(patch: Patch) -> bool:
    """Cars that have left drive out of the frame."""
    return patch.name.startswith("lane car")


def _half(piece: Piece) -> float:
    """Half of what a line is wide; the width of a box is that of its corners."""
    casing = piece.role.startswith("casing.") and len(piece.points) > 2
    return piece.width / 2 if casing or piece.role in ("road", "ruler", "panel.line") else 0.0


def _words_of(frame: Frame) -> Iterator[Patch]:
    """All lines of panels, caption and cards."""
    found: list[Words] = [*frame.clock.texts] if frame.rest > 0.0 else []
    if frame.card is not None:
        found += frame.card.texts
    if frame.caption is not None and frame.rest > 0.0:
        view = frame.caption
        for place, line in enumerate(view.lines or (view.text,)):
            y = view.y - place * view.leading
            found.append(Words(x=view.x, y=y, em=view.em, text=line, colour="text", face="sans"))
    for words in found:
        left = words.x - {"left": 0.0, "centre": 0.5, "right": 1.0}[words.anchor] * width(
            words.text, words.em, words.face
        )
        yield _line(words.text, (left, words.y), words.em, words.text, words.face)
    for code in (frame.code, *([frame.beside] if frame.beside else [])) if frame.rest > 0.0 else ():
        yield from _code(code)


def _code(code: CodeView) -> Iterator[Patch]:
    for line in code.lines:
        if line.alpha > SEEN and line.text.strip():
            yield _line(f"line {line.number}", (code.text_x, line.y), code.em, line.text, "mono")
    for printed in code.console:
        if printed.alpha > SEEN:
            yield _line(printed.text, (code.text_x, printed.y), code.em, printed.text, "mono")


def _line(name: str, at: Point, em: float, text: str, face: str) -> Patch:
    (x, y), wide = at, width(text, em, face)
    low, high = y - DROPS * em, y + RISES * em
    return Patch(name, ((x, low), (x + wide, low), (x + wide, high), (x, high)), True)


def _around(points: Iterable[Point], half: float) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half)


def _holds(outer: Box, inner: Box) -> bool:
    slack = 1e-6
    return (
        inner.x0 >= outer.x0 - slack
        and inner.y0 >= outer.y0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.y1 <= outer.y1 + slack
    )
