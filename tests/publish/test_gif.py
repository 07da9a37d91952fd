"""The film as a GIF: its length, its colours, its budget, its mark."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from masters import master, silent
from PIL import Image

from loopway.errors import RenderError
from loopway.publish import gif
from loopway.publish.clips import Clip, Grade
from loopway.publish.delivery import Delivery


def pictures(path: Path) -> list[tuple[int, np.ndarray]]:
    """Milliseconds and pixels of each of its pictures."""
    with Image.open(path) as image:
        found = []
        for number in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(number)
            found.append((image.info["duration"], np.asarray(image.convert("RGB"))))
        return found


def test_it_is_as_long_as_the_film_and_never_stops(tmp_path: Path) -> None:
    """1 s at 15 pictures a second: in hundredths of a second seven, seven, six, and so on; again and again."""
    path = tmp_path / "a.gif"
    gif.write(master(1.0), str(path), silent)
    assert [time for time, _ in pictures(path)] == [70, 60, 70] * 5
    with Image.open(path) as image:
        assert (image.format, image.info["loop"], image.size) == ("GIF", 0, gif.GRADES[0].size((160, 90)))


def test_its_pictures_are_the_films(tmp_path: Path) -> None:
    """Every picture is the one drawn for its time, in colours that are near by: three steps of 255 in the mean."""
    path = tmp_path / "a.gif"
    reel = master(1.0)
    gif.write(reel, str(path), silent)
    drawn = [one.pixels[..., :3].astype(int) for one in Clip(master=reel, grade=gif.GRADES[0]).pictures()]
    shown = [pixels for _, pixels in pictures(path)]
    assert max(np.abs(one - other).mean() for one, other in zip(shown, drawn, strict=True)) < 6
    assert np.abs(shown[0] - drawn[14]).mean() > np.abs(shown[14] - drawn[14]).mean()


def test_it_gives_up_pictures_before_width_to_fit(tmp_path: Path) -> None:
    """With a little less room than the best grade takes it has fewer pictures of the same size."""
    path = tmp_path / "a.gif"
    gif.write(master(1.0), str(path), silent)
    room = path.stat().st_size - 1
    gif.write(master(1.0, delivery=Delivery(budget=room)), str(path), silent)
    assert path.stat().st_size <= room
    shown = pictures(path)
    assert (len(shown), sum(time for time, _ in shown)) == (12, 1000)
    assert shown[0][1].shape == (405, 720, 3)


@pytest.mark.parametrize("fps", [15, 12, 10, 8, 5])
def test_every_rate_keeps_the_time(tmp_path: Path, fps: int) -> None:
    """Hundredths of a second do not add up: 1 s of film is 1 s at 12 and at 8 pictures a second too."""
    clip = Clip(master=master(1.0), grade=Grade(fps, 160))
    file = BytesIO()
    gif._encode(clip, file, 10**9, silent)
    (tmp_path / "a.gif").write_bytes(file.getvalue())
    gif._decode(str(tmp_path / "a.gif"), clip)
    assert sum(time for time, _ in pictures(tmp_path / "a.gif")) == 1000


def test_a_film_that_cannot_fit(tmp_path: Path) -> None:
    """Nothing is written; the message says what was tried and what else to do."""
    path = tmp_path / "a.gif"
    with pytest.raises(RenderError, match="too long") as error:
        gif.write(master(0.4, delivery=Delivery(budget=100)), str(path), silent)
    assert error.value.todo == "make an .mp4, or a shorter film with --pace SECONDS"
    assert not path.exists()


def test_no_more_is_drawn_than_may_fit(tmp_path: Path) -> None:
    """Of a grade that becomes too large the rest is not drawn: 15 pictures, but 2 are told of, then the next grade."""
    told: list[tuple[int, int]] = []
    with pytest.raises(RenderError):
        gif.write(
            master(1.0, delivery=Delivery(budget=99)),
            str(tmp_path / "a.gif"),
            lambda what, done, total: told.append((done, total)),
        )
    assert max(done for done, _ in told) <= 2


def test_it_knows_its_own(tmp_path: Path) -> None:
    """The first comment is the mark; without it, or without a picture, the file is not ours."""
    ours, theirs, text = tmp_path / "ours.gif", tmp_path / "theirs.gif", tmp_path / "text.gif"
    gif.write(master(0.4), str(ours), silent)
    Image.new("RGB", (4, 4)).save(theirs)
    text.write_text("made by loopway")
    assert [gif.is_ours(str(path)) for path in (ours, theirs, text)] == [True, False, False]


def test_a_clip_that_was_cut_is_noticed(tmp_path: Path) -> None:
    """Half of its pictures are not the film."""
    path = tmp_path / "a.gif"
    gif.write(master(1.0), str(path), silent)
    with pytest.raises(RenderError, match="incomplete") as error:
        gif._decode(str(path), Clip(master=master(2.0), grade=gif.GRADES[0]))
    assert error.value.why == f"{path} lasts 1 s"
