"""The small picture that moves: its length, its budget, its mark."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from masters import master, silent
from PIL import Image

from loopway.errors import RenderError
from loopway.publish import animation
from loopway.publish.delivery import Delivery


def lengths(path: Path) -> list[int]:
    """Milliseconds of each of its pictures."""
    with Image.open(path) as image:
        found = []
        for number in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(number)
            image.load()
            found.append(image.info["duration"])
        return found


def test_it_is_as_long_as_the_film_and_never_stops(tmp_path: Path) -> None:
    """1 s of film is 1000 ms of pictures, again and again."""
    path = tmp_path / "a.webp"
    animation.write(master(1.0), str(path), silent)
    assert sum(lengths(path)) == 1000
    with Image.open(path) as image:
        assert (image.format, image.info["loop"], image.size) == ("WEBP", 0, animation.GRADES[0].size((160, 90)))


def test_its_pictures_are_the_films(tmp_path: Path) -> None:
    """The last picture is the one drawn for the last instant, exactly: where there is room, nothing is lost."""
    path = tmp_path / "a.webp"
    reel = master(1.0)
    animation.write(reel, str(path), silent)
    grade = animation.GRADES[0]
    (last,) = reel.draw([14 / 15], grade.size((160, 90)))
    with Image.open(path) as image:
        image.seek(image.n_frames - 1)  # type: ignore[attr-defined]
        shown = np.asarray(image.convert("RGB"))
    assert np.array_equal(shown, last.pixels[..., :3])


def test_it_gives_up_pictures_before_width_to_fit(tmp_path: Path) -> None:
    """With a little less room than the best grade takes it has fewer pictures, all of them still exact."""
    path = tmp_path / "a.webp"
    animation.write(master(1.0), str(path), silent)
    room = path.stat().st_size - 1
    animation.write(master(1.0, delivery=Delivery(budget=room)), str(path), silent)
    assert path.stat().st_size <= room
    assert sum(lengths(path)) == 1000
    assert len(lengths(path)) < 15
    with Image.open(path) as image:
        assert image.size == animation.GRADES[0].size((160, 90))


def test_a_film_that_cannot_fit(tmp_path: Path) -> None:
    """The message says what was tried and what else to do."""
    with pytest.raises(RenderError, match="too long") as error:
        animation.write(master(0.4, delivery=Delivery(budget=100)), str(tmp_path / "a.webp"), silent)
    assert error.value.todo == "make an .mp4, or a shorter film with --pace SECONDS"


def test_it_knows_its_own(tmp_path: Path) -> None:
    """The EXIF description is the mark; without it, or without a picture, the file is not ours."""
    ours, theirs, text = tmp_path / "ours.webp", tmp_path / "theirs.webp", tmp_path / "text.webp"
    animation.write(master(0.4), str(ours), silent)
    Image.new("RGB", (4, 4)).save(theirs)
    text.write_text("made by loopway")
    assert [animation.is_ours(str(path)) for path in (ours, theirs, text)] == [True, False, False]
