"""Manim's way, the stock camera and the fast way show the same pictures."""

from __future__ import annotations

from pathlib import Path

import manim as mn
import numpy as np
import pytest
from handmade import Cards, Toy
from kept import Keeping, psnr
from manim.renderer.cairo_renderer import CairoRenderer

from loopway.film import frames, picture, pictures
from loopway.film.drive import Drive
from loopway.film.sampler import Pixels
from loopway.theme import DAY, NIGHT, Theme

SIZE = (256, 144)
FPS = 5


class Film(mn.Scene):
    """A stage between mobjects of the user's own: one below, one above."""

    def __init__(self, stage: Toy, theme: Theme, renderer: CairoRenderer, *, own: bool = False) -> None:
        super().__init__(renderer=renderer)
        self.film = (stage, theme)
        self.own = own

    def setup(self) -> None:
        """The theme's background."""
        self.camera.background_color = mn.ManimColor(self.film[1].bg)

    def construct(self) -> None:
        """One animation."""
        if self.own:
            self.add(mn.Square(14).set_fill("#800000", 1).set_stroke(width=0))
        self.play(Drive(*self.film))


def played(stage: Toy, theme: Theme, folder: Path, *, own: bool = False) -> tuple[list[Pixels], Pixels]:
    """The pictures that plain Manim makes, and the one that it leaves at the end."""
    config = {
        "pixel_width": SIZE[0],
        "pixel_height": SIZE[1],
        "frame_rate": FPS,
        "media_dir": str(folder),
        "disable_caching": True,
        "write_to_movie": False,
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with mn.tempconfig(config):
        renderer = Keeping()
        scene = Film(stage, theme, renderer, own=own)
        scene.render()
        renderer.static_image = None
        renderer.update_frame(scene)
        return renderer.kept, renderer.get_frame()


@pytest.mark.parametrize(("stage", "theme"), [(Toy(), NIGHT), (Toy(), DAY), (Cards(), NIGHT)])
def test_all_three_ways_show_the_same(stage: Toy, theme: Theme, tmp_path: Path) -> None:
    """Frame by frame: `manim`'s film, the stock camera's picture at that instant, and the fast way; at least 60 dB."""
    by_manim, last = played(stage, theme, tmp_path)
    quick = list(frames(stage, theme, FPS, SIZE))
    assert len(by_manim) == len(quick) == FPS
    for number, (one, other) in enumerate(zip(by_manim, quick, strict=True)):
        reference = picture(stage, theme, number / FPS, SIZE)
        assert psnr(one, reference) >= 60, number
        assert psnr(other, reference) >= 60, number
    assert psnr(last, picture(stage, theme, stage.duration, SIZE)) >= 60


@pytest.mark.parametrize("theme", [NIGHT, DAY])
def test_no_picture_has_a_history(theme: Theme) -> None:
    """Each picture of a film, painted after those before it, has every pixel of the one that is painted alone."""
    draw = pictures(Toy(), theme)
    times = [number / FPS for number in range(FPS)]
    for time, after_others in zip(times, draw(times, SIZE), strict=True):
        (alone,) = draw([time], SIZE)
        assert np.array_equal(after_others.pixels, alone.pixels), time


def test_the_comparison_can_fail() -> None:
    """The picture of another instant, or in the other theme, is told apart."""
    here = picture(Toy(), NIGHT, 0.2, SIZE)
    assert psnr(here, picture(Toy(), NIGHT, 0.25, SIZE)) < 45
    assert psnr(here, picture(Toy(), DAY, 0.2, SIZE)) < 20


def test_what_the_user_added_before_stays_beneath(tmp_path: Path) -> None:
    """A square added before the film is seen round the road, in every picture, and never above it."""
    plain, _ = played(Toy(), NIGHT, tmp_path)
    framed, _ = played(Toy(), NIGHT, tmp_path, own=True)
    corner, car = np.s_[2, 128], np.s_[20, 20]
    for one, other in zip(plain, framed, strict=True):
        assert tuple(one[corner][:3]) != (128, 0, 0) == tuple(other[corner][:3])
        assert one[car].tolist() == other[car].tolist() or tuple(other[car][:3]) == (128, 0, 0)
