"""A film in parts: a section for every caption and card, and the same pictures as in one piece."""

from __future__ import annotations

import math
from pathlib import Path

import manim as mn
import pytest
from kept import Keeping, psnr

from loopway.api import load
from loopway.film import TrafficScene, frames
from loopway.film.parts import Part, parts
from loopway.lessons import lessons
from loopway.stage import stage_of
from loopway.stage.stage import Stage
from loopway.story import tell
from loopway.theme import NIGHT

SIZE = (128, 72)
FPS = 2


def staged(name: str) -> Stage:
    """The stage of a lesson."""
    lesson = lessons()[name]
    return stage_of(tell(load(lesson.trace), lesson.telling))


def pictures_of(part: Part, fps: float) -> int:
    """How many pictures Manim shows of it."""
    return math.ceil(part.seconds * fps - 1e-9)


@pytest.mark.parametrize("fps", [1, 15, 29.97, 60])
@pytest.mark.parametrize("name", ["gather", "one_by_one", "where_await"])
def test_parts_are_the_film(name: str, fps: float) -> None:
    """Together they have all pictures of the film, each begins where the one before it ends, none is empty."""
    stage = staged(name)
    cut = parts(stage, fps)
    at = 0
    for part in cut:
        assert part.start == at / fps
        assert pictures_of(part, fps) >= 1
        at += pictures_of(part, fps)
    assert at == math.ceil(stage.duration * fps - 1e-9)


def test_a_part_is_called_by_its_words() -> None:
    """The title, every caption at the picture in which it appears, and the sentence of the last card."""
    stage = staged("gather")
    opening, *middle, ending = parts(stage, 30)
    assert (opening.name, opening.start) == ("Three fetches, one road", 0.0)
    assert [part.name for part in middle] == [chapter.title for chapter in stage.chapters]
    assert all(abs(part.start - chapter.at) <= 1 / 60 for part, chapter in zip(middle, stage.chapters, strict=True))
    assert ending.name == "6 s of waiting fitted into 3 s. One car drove at a time."


def test_no_words_no_cuts() -> None:
    """Of captions that come within one picture the first names the part."""
    stage = staged("gather")
    assert len(parts(stage, 0.1)) < len(stage.chapters)
    assert parts(stage, 0.1)[0].name == "Three fetches, one road"


class Slides(TrafficScene):
    """A lesson with a mark of the speaker's own from the third section on."""

    sections = 0

    def stage(self) -> Stage:
        """The stage of a lesson; this scene has no files of its own."""
        return staged("my_coroutine")

    def _mark(self) -> str:
        return ""

    def next_section(self, name: str = "", *args: str, **kwargs: bool) -> None:
        """Counts them."""
        super().next_section(name, *args, **kwargs)
        self.sections += 1
        if self.sections == 3:
            self.add(mn.Square(0.5).set_fill("#FF0000", 1).set_stroke(width=0).to_corner(mn.DR, buff=0))


def test_the_pictures_are_those_of_one_piece(tmp_path: Path) -> None:
    """Picture by picture at least 60 dB, but for what the speaker adds: it is seen from its section on."""
    config = {"pixel_width": SIZE[0], "pixel_height": SIZE[1], "frame_rate": FPS, "media_dir": str(tmp_path)}
    quiet = {"disable_caching": True, "write_to_movie": False, "progress_bar": "none", "verbosity": "ERROR"}
    with mn.tempconfig({**config, **quiet}):
        renderer = Keeping()
        scene = Slides(renderer=renderer)
        scene.render()
    cut = parts(scene.stage(), FPS)
    assert scene.sections == len(cut)
    assert len(renderer.kept) == math.ceil(scene.stage().duration * FPS)
    quick = frames(
        scene.stage(), NIGHT, FPS, SIZE
    )  # Manim shows a last picture that has half its time, loopway does not
    for number, (one, other) in enumerate(zip(renderer.kept, quick, strict=False)):
        marked = number / FPS >= cut[2].start
        assert (tuple(one[-2, -2][:3]) == (255, 0, 0)) == marked, number
        other[-6:, -6:] = one[-6:, -6:]
        assert psnr(one, other) >= 60, number
