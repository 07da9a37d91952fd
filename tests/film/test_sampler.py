"""The fast sampler shows what the stock camera shows."""

from __future__ import annotations

import math
from functools import lru_cache

import manim as mn
import numpy as np
import numpy.typing as npt

from loopway.film.ink import ink_of
from loopway.film.looks import Look, Placed
from loopway.film.sampler import Sampler, Tableau

SIZE = (320, 180)
HEIGHT = 8.0
GREY = (0.125, 0.125, 0.125)


def draw(look: Look) -> mn.VMobject:
    """A rounded body with a thick edge, and a translucent disc over its corner."""
    body = mn.RoundedRectangle(width=1.6, height=0.8, corner_radius=0.2)
    body.set_fill(look.colour, 1).set_stroke("#ffffff", 6)
    disc = mn.Circle(radius=0.3).shift([0.7, 0.3, 0]).set_fill("#3366ff", 0.5).set_stroke(width=0)
    return mn.VGroup(body, disc)


def stock(tableau: Tableau) -> npt.NDArray[np.uint8]:
    """The same tableau by Manim's own camera."""
    with mn.tempconfig(
        {"pixel_width": SIZE[0], "pixel_height": SIZE[1], "frame_height": HEIGHT, "frame_width": HEIGHT * 16 / 9}
    ):
        camera = mn.Camera(background_color=mn.rgb_to_color(GREY))
        for placed in (*tableau.backdrop, *tableau.cast):
            drawing = draw(placed.look)
            drawing.rotate(placed.heading, about_point=mn.ORIGIN).shift([placed.x, placed.y, 0])
            for part in drawing.family_members_with_points():
                part.set_fill(opacity=part.get_fill_opacity() * placed.alpha)
                part.set_stroke(opacity=part.get_stroke_opacity() * placed.alpha)
            camera.capture_mobjects([drawing])
        return np.asarray(camera.pixel_array).copy()


def psnr(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> float:
    """Decibels; infinite for equal pictures."""
    error = float(np.mean((one.astype(float) - other.astype(float)) ** 2))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


STANDING = (Placed(look=Look(role="body", colour="#888800"), x=-5, y=-2),)


def tableau(time: float) -> Tableau:
    """One body crosses the picture, turning and fading; another stands; the last two instants are the same."""
    time = min(time, 0.9)
    moving = Placed(
        look=Look(role="body", colour="#ff8800"),
        x=-6 + 12 * time,
        y=2 * math.sin(6 * time),
        heading=3 * time,
        alpha=1 - time / 2,
    )
    return Tableau(backdrop=STANDING, cast=(moving,))


def sampler() -> Sampler:
    """A fresh one, that has shown nothing yet."""
    return Sampler(tableau, lru_cache(lambda look: ink_of(draw(look))), size=SIZE, frame_height=HEIGHT, background=GREY)


def test_the_fast_way_shows_what_the_stock_camera_shows() -> None:
    """Every picture of a moving, turning, fading actor is within 60 dB of the stock camera's."""
    fast = sampler()
    for time in (0.0, 0.13, 0.5, 0.51, 0.9):
        assert psnr(fast.picture(time).pixels, stock(tableau(time))) >= 60


def test_the_comparison_can_fail() -> None:
    """A body one pixel further to the right is not the same picture."""
    moved = Tableau(backdrop=(), cast=tuple(msgspec_shift(placed, HEIGHT / SIZE[1]) for placed in tableau(0.5).cast))
    assert psnr(stock(tableau(0.5)), stock(moved)) < 40


def msgspec_shift(placed: Placed, by: float) -> Placed:
    """The same actor, `by` frame units further right."""
    return Placed(look=placed.look, x=placed.x + by, y=placed.y, heading=placed.heading, alpha=placed.alpha)


def test_the_picture_does_not_depend_on_the_way_there() -> None:
    """Whatever was shown before, the picture at t has the same pixels."""
    wandering, direct = sampler(), sampler()
    for time in (0.9, 0.0, 0.2, 0.7):
        wandering.picture(time)
    assert np.array_equal(wandering.picture(0.4).pixels, direct.picture(0.4).pixels)


def test_only_what_changed_is_named() -> None:
    """Outside of the changed boxes two pictures are equal, and the same instant changes nothing."""
    fast = sampler()
    before = fast.picture(0.3).pixels.copy()
    after = fast.picture(0.32)
    same = np.ones(before.shape[:2], bool)
    for x0, y0, x1, y1 in after.changed:
        same[y0:y1, x0:x1] = False
    assert np.array_equal(before[same], after.pixels[same])
    assert 0 < np.mean(~same) < 0.3
    assert fast.picture(0.9).changed != ()
    assert fast.picture(0.95).changed == ()


def test_a_drawing_without_ink_reaches_nowhere() -> None:
    """A look that draws nothing (an empty word) is painted without complaint."""
    assert ink_of(mn.VGroup()).extent == (0.0, 0.0, 0.0, 0.0)
