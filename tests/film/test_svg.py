"""A stage as SVG says of every actor what the film paints: the same paths, colours, strokes, places and alphas."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import cairo
import pytest
from handmade import Cards, Toy, Versus
from hypothesis import given
from hypothesis import strategies as st

from loopway.film.actors import drawing
from loopway.film.cast import Cast
from loopway.film.ink import Ink, Paint, Raster, Shape, ink_of
from loopway.film.looks import Look
from loopway.film.markup import number, symbol
from loopway.film.svg import NAMESPACE, Outlines
from loopway.theme import DAY, NIGHT

NEAR = 6e-5
"""Half of the last decimal that is written, and a little."""
MARKUP = {f"{{{NAMESPACE}}}{name}" for name in ("svg", "defs", "rect", "g", "use", "path", "linearGradient", "stop")}
STAGES = {"action": Toy(), "cards": Cards(), "versus": Versus()}


def tag(name: str) -> str:
    """An element's name as ElementTree has it."""
    return f"{{{NAMESPACE}}}{name}"


def parsed(ink: Ink) -> list[ElementTree.Element]:
    """The elements of an ink's symbol."""
    return list(ElementTree.fromstring(f'<svg xmlns="{NAMESPACE}">{symbol(ink, "it")}</svg>')[0])


def ends(path: str) -> list[tuple[str, tuple[float, ...]]]:
    """(M, L, C or Z, numbers) of an SVG path."""
    words = re.findall(r"([MLCZ])([^MLCZ]*)", path)
    return [(command, tuple(map(float, numbers.split()))) for command, numbers in words]


def curves(path: cairo.Path) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The same of a cairo path."""
    names = {cairo.PATH_MOVE_TO: "M", cairo.PATH_LINE_TO: "L", cairo.PATH_CURVE_TO: "C", cairo.PATH_CLOSE_PATH: "Z"}
    yield from ((names[kind], tuple(points)) for kind, points in path)


def check_path(written: str, painted: cairo.Path) -> None:
    """Each curve is there, or the straight line that it is; every end is where it was."""
    here: tuple[float, ...] = ()
    for (command, numbers), (kind, points) in zip(ends(written), curves(painted), strict=True):
        if command == "L" and kind == "C":
            (ax, ay), (bx, by) = here, points[4:]
            straight = ((2 * ax + bx) / 3, (2 * ay + by) / 3, (ax + 2 * bx) / 3, (ay + 2 * by) / 3)
            assert points[:4] == pytest.approx(straight, abs=2 * NEAR)
            points = points[4:]
        else:
            assert command == kind
        assert numbers == pytest.approx(points, abs=NEAR)
        here = points[-2:]


def check_colour(written: str, stop: tuple[float, float, float, float]) -> None:
    """Red, green, blue as the film's pixels have them, and as opaque."""
    blue, green, red, alpha = stop
    if alpha >= 1:
        assert written == "#" + "".join(f"{round(255 * part):02x}" for part in (red, green, blue))
    else:
        *parts, opacity = written.removeprefix("rgba(").removesuffix(")").split(",")
        assert [int(part) for part in parts] == [round(255 * part) for part in (red, green, blue)]
        assert float(opacity) == pytest.approx(alpha, abs=NEAR)


def check_paint(written: str | None, paint: Paint | None, gradients: dict[str, ElementTree.Element]) -> None:
    """No paint, one colour, or the gradient of this name with its ends and stops."""
    if paint is None:
        assert written in (None, "none")
    elif len(paint.stops) == 1:
        assert written is not None
        check_colour(written, paint.stops[0])
    else:
        gradient = gradients[str(written).removeprefix("url(#").removesuffix(")")]
        span = [float(gradient.attrib[name]) for name in ("x1", "y1", "x2", "y2")]
        assert span == pytest.approx([*paint.start, *paint.end], abs=NEAR)
        for stop, colour in zip(gradient, paint.stops, strict=True):
            check_colour(stop.attrib["stop-color"], colour)


def check(ink: Ink) -> None:
    """The symbol has the ink's shapes, in painter's order."""
    elements = parsed(ink)
    gradients = {one.attrib["id"]: one for one in elements if one.tag == tag("linearGradient")}
    paths = [one.attrib for one in elements if one.tag == tag("path")]
    for path, shape in zip(paths, ink.shapes, strict=True):
        check_path(path["d"], shape.path)
        check_paint(path["fill"], shape.fill, gradients)
        check_paint(path.get("stroke"), shape.stroke, gradients)
        if shape.stroke is not None:
            assert float(path["stroke-width"]) == pytest.approx(shape.width, abs=NEAR)
            assert path["stroke-linejoin"] == ("miter", "round", "bevel")[shape.join]
            assert path["stroke-linecap"] == ("butt", "round", "square")[shape.cap]


def inks(stage: Toy) -> dict[Look, Ink]:
    """What is painted at a few instants."""
    placed = [one for t in (0.1, 0.5, 0.9) for one in Cast(stage).at(t).all]
    return {one.look: ink_of(drawing(one.look, theme)) for one in placed for theme in (NIGHT, DAY)}


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_a_symbol_is_what_the_film_paints(stage: Toy) -> None:
    """Every role's outlines, colours, gradients and strokes come over, to half the last decimal."""
    for ink in inks(stage).values():
        check(ink)


def test_the_check_can_fail() -> None:
    """A point a hundredth of a frame unit aside, and another colour, are seen."""
    ink = ink_of(drawing(Look(role="car", colour="car.0"), NIGHT))
    shape = ink.shapes[0]
    elements = parsed(ink)
    first = next(one.attrib for one in elements if one.tag == tag("path"))
    check_path(first["d"], shape.path)
    aside = re.sub(r"M(\S+)", lambda found: f"M{float(found[1]) + 0.01}", first["d"], count=1)
    with pytest.raises(AssertionError):
        check_path(aside, shape.path)
    with pytest.raises(AssertionError):
        check_colour("#000001", (0.0, 0.0, 0.0, 1.0))


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
@pytest.mark.parametrize("theme", [NIGHT, DAY], ids=lambda theme: theme.name)
def test_a_document_stands_alone(stage: Toy, theme: object) -> None:
    """It is well-formed, has nothing but shapes in it (no script, no style, no words), and needs no other file."""
    document = ElementTree.fromstring(Outlines(stage).document(0.5, theme))  # type: ignore[arg-type]
    names = {one.attrib["id"] for one in document.iter() if "id" in one.attrib}
    for one in document.iter():
        assert one.tag in MARKUP
        assert not (one.text or "").strip()
        assert not {name for name in one.attrib if name.startswith("on") or name == "style"}
        assert one.attrib.get("href", "#").removeprefix("#") in {"", *names}


def test_everybody_stands_where_the_film_has_it() -> None:
    """The uses are the cast in painter's order: each at its place, turned, scaled, as opaque."""
    stage = Toy()
    outlines = Outlines(stage)
    for t in (0.0, 0.3, 0.7, 1.0):
        placed = Cast(stage).at(t).all
        uses = outlines.at(t)
        assert [(use.x, use.y, use.scale, use.alpha) for use in uses] == [
            (one.x, one.y, one.scale, one.alpha) for one in placed
        ]
        assert [math.radians(use.heading) for use in uses] == pytest.approx([one.heading for one in placed], abs=1e-6)
        same = {use.look: one.look for use, one in zip(uses, placed, strict=True)}
        assert [same[use.look] for use in uses] == [one.look for one in placed]


def test_a_look_keeps_its_number() -> None:
    """Instants in any order and any theme: the same look has one number, and each theme its own colours for it."""
    outlines = Outlines(Toy())
    first = outlines.at(0.2)
    outlines.at(0.9)
    assert outlines.at(0.2) == first
    look = first[0].look
    assert outlines.symbol(look, NIGHT) != outlines.symbol(look, DAY)
    assert outlines.symbol(look, NIGHT) is outlines.symbol(look, NIGHT)


@pytest.mark.parametrize("look", [-1, 10**6])
def test_a_look_that_nobody_has_met(look: int) -> None:
    """It has no outlines."""
    outlines = Outlines(Toy())
    outlines.at(0.0)
    with pytest.raises(LookupError):
        outlines.symbol(look, NIGHT)


def box(fill: Paint) -> Ink:
    """A square, filled."""
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))
    context.rectangle(0, 0, 2, 1)
    extent = (0.0, 0.0, 2.0, 1.0)
    join, cap = cairo.LineJoin.ROUND, cairo.LineCap.ROUND
    shape = Shape(path=context.copy_path(), fill=fill, stroke=None, width=0, join=join, cap=cap, extent=extent)
    return Ink(shapes=(shape,), extent=extent)


def test_a_logo_of_pixels() -> None:
    """It is a paint like the others, so that it fades with its box; its first row of pixels stands at the top."""
    raster = Raster(stops=((0.5, 0.5, 0.5, 1.0),), start=(0.0, 1.0), end=(2.0, 0.0), png=b"\x89PNG")
    assert symbol(box(raster), "it") == (
        '<g id="it"><pattern id="it.0.fill" patternUnits="userSpaceOnUse" x="0" y="0" width="2" height="1">'
        '<image href="data:image/png;base64,iVBORw==" x="0" y="-1" width="2" height="1" transform="scale(1 -1)"'
        ' preserveAspectRatio="none"/></pattern><path d="M0 0L2 0L2 1L0 1ZM0 0" fill="url(#it.0.fill)"/></g>'
    )


def test_a_miter_and_a_gradient() -> None:
    """Two colours become a gradient in local coordinates, and a miter is as long as cairo's."""
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))
    context.move_to(0, 0)
    context.line_to(1, 0)
    context.line_to(0, 1)
    context.close_path()
    fading = Paint(stops=((0.0, 0.0, 1.0, 1.0), (1.0, 0.0, 0.0, 0.5)), start=(0.0, 0.0), end=(1.0, 0.0))
    shape = Shape(
        path=context.copy_path(),
        fill=fading,
        stroke=Paint(stops=((0.0, 0.0, 0.0, 1.0),)),
        width=0.1,
        join=cairo.LineJoin.MITER,
        cap=cairo.LineCap.BUTT,
        extent=(0, 0, 1, 1),
    )
    assert symbol(Ink(shapes=(shape,), extent=(0, 0, 1, 1)), "it") == (
        '<g id="it"><linearGradient id="it.0.fill" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="1" y2="0">'
        '<stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="rgba(0,0,255,0.5)"/></linearGradient>'
        '<path d="M0 0L1 0L0 1ZM0 0" fill="url(#it.0.fill)" stroke="#000000" stroke-width="0.1"'
        ' stroke-linejoin="miter" stroke-linecap="butt" stroke-miterlimit="10"/></g>'
    )


@given(st.floats(-1e4, 1e4))
def test_numbers_are_short_and_near(value: float) -> None:
    """A number comes back to half its last decimal, without exponent, needless zeros or a minus before 0."""
    written = number(value)
    assert float(written) == pytest.approx(value, abs=NEAR)
    assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d{0,3}[1-9])?", written)
    assert written != "-0"
