"""The poster: which picture it is, and that it is a PNG of ours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from masters import Crowd, master, silent
from PIL import Image

from loopway.errors import UsageError
from loopway.publish import poster


def test_the_fullest_picture_with_a_driver() -> None:
    """Cars come one a second; from 3 s on nobody drives: the third second is the fullest with a driver."""
    stage = Crowd(duration=6.0, cars=lambda t: 1 + int(t), driven=lambda t: t < 3)
    assert 2.0 <= poster.fullest(stage) < 3.0


def test_a_blocked_road_tells_more() -> None:
    """A car that stands on the road is on the poster, though more are in sight later."""
    stage = Crowd(duration=6.0, cars=lambda t: 1 + int(t), blocked=lambda t: 1 <= t < 2)
    assert 1.0 <= poster.fullest(stage) < 2.0


def test_a_film_in_which_nobody_drives() -> None:
    """The middle of the film will do; so it does for the shortest of films."""
    assert poster.fullest(Crowd(duration=6.0, driven=lambda t: False)) == 3.0
    assert poster.fullest(Crowd(duration=0.1)) == 0.05


@pytest.mark.parametrize("at", [0.0, 0.5, 2.0])
def test_another_instant_may_be_asked_for(tmp_path: Path, at: float) -> None:
    """The picture is exactly the one drawn for that film second, up to the last one."""
    path = tmp_path / "a.png"
    reel = master(2.0, at=at)
    poster.write(reel, str(path), silent)
    (picture,) = reel.draw([at], (160, 90))
    with Image.open(path) as image:
        assert (image.format, image.mode) == ("PNG", "RGB")
        assert np.array_equal(np.asarray(image), picture.pixels[..., :3])


def test_an_instant_after_the_end(tmp_path: Path) -> None:
    """The message says how long the film is."""
    with pytest.raises(UsageError) as error:
        poster.write(master(2.0, at=99.0), str(tmp_path / "a.png"), silent)
    assert (error.value.what, error.value.why) == ("the film has no second 99", "it is 2.0 s long")


def test_it_knows_its_own(tmp_path: Path) -> None:
    """A poster of loopway's is ours; saved again by somebody else, or no picture at all, it is not."""
    ours, theirs, text = tmp_path / "ours.png", tmp_path / "theirs.png", tmp_path / "text.png"
    poster.write(master(1.0), str(ours), silent)
    with Image.open(ours) as image:
        Image.fromarray(np.asarray(image)).save(theirs)
    text.write_text("made by loopway")
    assert [poster.is_ours(str(path)) for path in (ours, theirs, text)] == [True, False, False]
