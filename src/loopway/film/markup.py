"""An ink as SVG: the very paths, colours and strokes that the film is painted with, written as words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence

import cairo

from loopway.film.ink import Ink, Paint, Raster, Shape

DECIMALS = 4
"""Of coordinates in frame units or ems: a hundredth of a pixel at 1080p."""
STRAIGHT = 3e-4
"""Three times as far a handle may stand from a straight line's: cairo keeps points as 24.8 fixed numbers."""
MITER_LIMIT = 10
"""Cairo's own."""
COMMANDS = {cairo.PATH_MOVE_TO: "M", cairo.PATH_LINE_TO: "L", cairo.PATH_CURVE_TO: "C", cairo.PATH_CLOSE_PATH: "Z"}
JOINS = {cairo.LineJoin.MITER: "miter", cairo.LineJoin.ROUND: "round", cairo.LineJoin.BEVEL: "bevel"}
CAPS = {cairo.LineCap.BUTT: "butt", cairo.LineCap.ROUND: "round", cairo.LineCap.SQUARE: "square"}


def symbol(ink: Ink, name: str) -> str:
    """The shapes as one `<g id="name">`, in local coordinates; whoever uses it may make it more transparent.

    Its parts have no opacity of their own, only colours that have: `fill-opacity` and `stroke-opacity` of a `<use>`
    come down to every shape and multiply with these, as the film's alpha does.
    """
    return f'<g id="{name}">{"".join(_shapes(ink, name))}</g>'


def number(value: float) -> str:
    """As short as it can be written.

    >>> number(0.25), number(-3.0), number(0.00001)
    ('0.25', '-3', '0')
    """
    return f"{round(value, DECIMALS) + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _shapes(ink: Ink, name: str) -> Iterator[str]:
    for place, shape in enumerate(ink.shapes):
        fill, stroke = f"{name}.{place}.fill", f"{name}.{place}.stroke"
        yield from _server(shape.fill, fill)
        yield from _server(shape.stroke, stroke)
        filled = _source(shape.fill, fill) if shape.fill else "none"
        yield f'<path d="{_path(shape.path)}" fill="{filled}"{_stroke(shape, stroke)}/>'


def _path(path: cairo.Path) -> str:
    """Manim knows curves only: what is straight is written as a line, a third as long."""
    words: list[str] = []
    here: Sequence[float] = ()
    for kind, points in path:
        if kind == cairo.PATH_CURVE_TO and _is_straight(here, points):
            kind, points = cairo.PATH_LINE_TO, points[4:]
        words.append(COMMANDS[kind] + " ".join(map(number, points)))
        here = points[-2:]
    return "".join(words)


def _is_straight(here: Sequence[float], points: Sequence[float]) -> bool:
    """Whether the handles stand at a third and at two thirds of the way."""
    (ax, ay), (hx, hy, kx, ky, bx, by) = here, points
    away = (3 * hx - 2 * ax - bx, 3 * hy - 2 * ay - by, 3 * kx - ax - 2 * bx, 3 * ky - ay - 2 * by)
    return max(map(abs, away)) < STRAIGHT


def _stroke(shape: Shape, name: str) -> str:
    if shape.stroke is None:
        return ""
    limit = f' stroke-miterlimit="{MITER_LIMIT}"' if shape.join == cairo.LineJoin.MITER else ""
    return (
        f' stroke="{_source(shape.stroke, name)}" stroke-width="{number(shape.width)}"'
        f' stroke-linejoin="{JOINS[shape.join]}" stroke-linecap="{CAPS[shape.cap]}"{limit}'
    )


def _source(paint: Paint, name: str) -> str:
    return _colour(paint.stops[0]) if _is_plain(paint) else f"url(#{name})"


def _is_plain(paint: Paint) -> bool:
    return len(paint.stops) == 1 and not isinstance(paint, Raster)


def _colour(stop: tuple[float, float, float, float]) -> str:
    blue, green, red, alpha = stop
    parts = [round(255 * part) for part in (red, green, blue)]
    if alpha >= 1:
        return "#" + "".join(f"{part:02x}" for part in parts)
    return f"rgba({parts[0]},{parts[1]},{parts[2]},{number(alpha)})"


def _server(paint: Paint | None, name: str) -> Iterator[str]:
    """What a paint that is no plain colour refers to: as a paint it becomes more transparent with its shape."""
    if isinstance(paint, Raster):
        yield _pattern(paint, name)
    elif paint is not None and not _is_plain(paint):
        yield _gradient(paint, name)


def _pattern(raster: Raster, name: str) -> str:
    (x0, y1), (x1, y0) = raster.start, raster.end
    size = f'width="{number(x1 - x0)}" height="{number(y1 - y0)}"'
    return (
        f'<pattern id="{name}" patternUnits="userSpaceOnUse" x="{number(x0)}" y="{number(y0)}" {size}>'
        f'<image href="data:image/png;base64,{b64encode(raster.png).decode()}" x="0" y="{number(y0 - y1)}" {size}'
        ' transform="scale(1 -1)" preserveAspectRatio="none"/></pattern>'
    )


def _gradient(paint: Paint, name: str) -> str:
    ends = zip(("x1", "y1", "x2", "y2"), (*paint.start, *paint.end), strict=True)
    span = " ".join(f'{attribute}="{number(value)}"' for attribute, value in ends)
    last = len(paint.stops) - 1
    stops = "".join(
        f'<stop offset="{number(place / last)}" stop-color="{_colour(stop)}"/>'
        for place, stop in enumerate(paint.stops)
    )
    return f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" {span}>{stops}</linearGradient>'
