"""Small pictures that move, kept under a size: what they give up, in which order, and that it is told."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from masters import master, silent
from PIL import Image

from loopway.publish import animation, gif
from loopway.publish.clips import Clip, Grade
from loopway.publish.delivery import Delivery


@pytest.mark.parametrize("ladder", [animation.LADDER, gif.LADDER], ids=["webp", "gif"])
def test_first_pictures_then_width_then_colours(ladder: tuple[Grade, ...]) -> None:
    """Each step gives up one thing, and none of a later kind before all of an earlier one."""
    changed = []
    for before, after in pairwise(ladder):
        kinds = [before.fps > after.fps, before.width > after.width, before[2:] != after[2:]]
        assert sum(kinds) == 1
        assert after.weight < before.weight
        changed.append(kinds.index(True))
    assert changed == sorted(changed)
    assert set(changed) == {0, 1, 2}


@pytest.mark.parametrize(
    ("film", "size"),
    [((1920, 1080), (720, 405)), ((854, 480), (720, 405)), ((1080, 1920), (405, 720)), ((480, 480), (540, 540))],
)
def test_every_shape_keeps_its_form(film: tuple[int, int], size: tuple[int, int]) -> None:
    """A tall film makes a tall clip; all have the same number of pixels."""
    assert Grade(15, 720).size(film) == size


@pytest.mark.parametrize(("module", "name", "share"), [(animation, "a.webp", 1.6), (gif, "a.gif", 3)])
def test_a_size_is_kept_and_what_it_took_is_told(tmp_path: Path, module: object, name: str, share: float) -> None:
    """With less room there are fewer pictures, then narrower ones; the words say so."""
    path = tmp_path / name
    words = module.write(master(1.0), str(path), silent)  # type: ignore[attr-defined]
    assert words.startswith("15 pictures a second, 720x405")
    budget = int(path.stat().st_size / share)
    words = module.write(master(1.0, delivery=Delivery(budget=budget)), str(path), silent)  # type: ignore[attr-defined]
    assert path.stat().st_size <= budget
    with Image.open(path) as image:
        assert image.width < 720
        assert words.startswith(f"8 pictures a second, {image.width}x{image.height}")


def test_colours_go_last(tmp_path: Path) -> None:
    """A byte less than the narrowest GIF takes: it stays as it is, with fewer colours."""
    file = BytesIO()
    narrow = Clip(master=master(0.3), grade=gif.LADDER[-len(gif.POOR) - 1])
    budget = gif._encode(narrow, file, 10**9, silent) - 1
    words = gif.write(master(0.3, delivery=Delivery(budget=budget)), str(tmp_path / "a.gif"), silent)
    assert words == "8 pictures a second, 320x180, 127 colours"
