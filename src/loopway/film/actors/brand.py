"""A brand's mark: its logo, vector or raster, and its title beside it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

import cairo
import manim as mn
from msgspec.structs import replace

from loopway.errors import UsageError
from loopway.film.actors.shapes import group, inked, polyline, words
from loopway.film.ink import RASTER, ink_of, raster_size
from loopway.film.looks import Look
from loopway.film.text import outline
from loopway.theme import Brand, Theme

GAP = 0.35
"""Between logo and title, in heights of the mark."""
EM = 0.62
"""The title's em, in heights of the mark."""
BASELINE = 0.27
"""Of the title above the mark's foot, in heights."""
SMALLEST = 0.6
"""Where the mark would have less of its height than this, the logo stands alone."""
UNDER = "#808080"
"""What stands for a PNG where only shapes can be shown."""


def mark(look: Look, theme: Theme) -> mn.VGroup:
    """Logo and title, no larger than the look; the origin is the lower left corner, or the right one at the right."""
    brand = theme.brand or Brand()
    drawn = _lockup(brand, theme)
    if brand.logo and look.width < SMALLEST * look.height * drawn.width:
        drawn = _lockup(replace(brand, title=""), theme)
    scale = min(look.height, look.width / drawn.width) if drawn.width else 1.0
    drawn.scale(scale, about_point=mn.ORIGIN)
    if look.anchor == "right":
        drawn.shift((-drawn.get_right()[0], 0, 0))
    return drawn


def _lockup(brand: Brand, theme: Theme) -> mn.VGroup:
    """Logo and title side by side, 1 high."""
    drawn, at = group(), 0.0
    if brand.logo:
        logo = logo_of(brand).copy()
        logo.move_to((logo.width / 2, 0.5, 0))
        drawn.add(logo)
        at = logo.width + GAP
    if brand.title:
        drawn.add(words(brand.title, "sans.bold", theme.colour("ok"), EM, (at, BASELINE), font=brand.font))
    return drawn


@lru_cache(maxsize=4)
def logo_of(brand: Brand) -> mn.VMobject:
    """The logo, 1 high; UsageError if it shows nothing, or cannot be read after all."""
    try:
        drawn = _vector(brand.logo) if brand.vector else _raster(brand.logo)
    except (ValueError, TypeError, LookupError, AttributeError, cairo.Error, OSError, MemoryError) as error:
        raise UsageError("the logo cannot be drawn", why=str(error), todo="give it a plain PNG or SVG") from error
    if not (drawn.width and drawn.height):
        raise UsageError("the logo shows nothing", why="there is no shape in it", todo="give it a plain PNG or SVG")
    drawn.scale(1 / drawn.height)
    return drawn


def _vector(svg: bytes) -> mn.VMobject:
    with tempfile.TemporaryDirectory(prefix="loopway-logo-") as folder:
        file = Path(folder) / "logo.svg"
        file.write_bytes(svg)
        return mn.SVGMobject(str(file), use_svg_cache=False)


def _raster(png: bytes) -> mn.VMobject:
    """A box that is painted with the picture; `ink_of` knows it by its `raster`."""
    wide, high = raster_size(png)
    half = wide / high / 2
    box = inked(polyline([(-half, -0.5), (half, -0.5), (half, 0.5), (-half, 0.5)], closed=True), UNDER)
    setattr(box, RASTER, png)
    return box


def check_brand(brand: Brand) -> None:
    """UsageError, before anything runs, if the logo or the font cannot be used after all."""
    if brand.logo:
        ink_of(logo_of(brand))
    if brand.font:
        outline("A", "sans", font=brand.font)
