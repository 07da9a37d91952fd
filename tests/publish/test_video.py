"""The film as an MP4: what players and editors accept, every picture there, and nothing else left behind."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from masters import master, silent

from loopway.errors import RenderError
from loopway.publish import video


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are kept in the test's own folder."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "cache"))


def test_it_plays_everywhere(tmp_path: Path) -> None:
    """H.264, yuv420p, bt709 limited range, the index before the data, the asked size, rate and length."""
    path = tmp_path / "film.mp4"
    video.write(master(2.0), str(path), silent)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (context.name, stream.pix_fmt, stream.average_rate) == ("h264", "yuv420p", 15)
        assert (stream.width, stream.height, stream.frames) == (160, 90, 30)
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        assert container.duration == 2_000_000
        assert container.metadata["title"] == "A square"
    boxes = path.read_bytes()
    assert 0 < boxes.index(b"moov") < boxes.index(b"mdat")


def test_every_picture_is_at_its_time(tmp_path: Path) -> None:
    """Decoded, picture n is the one drawn for n / 15 s: a pixel differs by a little colour noise only."""
    reel = master(1.0)
    path = tmp_path / "film.mp4"
    video.write(reel, str(path), silent)
    with av.open(str(path)) as container:
        decoded = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    drawn = [picture.pixels[..., :3].copy() for picture in reel.draw([n / 15 for n in range(15)], (160, 90))]
    assert len(decoded) == len(drawn)
    for one, other in zip(decoded, drawn, strict=True):
        assert np.abs(one.astype(int) - other).mean() < 4
    assert np.abs(decoded[0].astype(int) - drawn[14]).mean() > np.abs(decoded[14].astype(int) - drawn[14]).mean()


def test_it_knows_its_own(tmp_path: Path) -> None:
    """A film of loopway's is ours; somebody else's film, a text, an empty file are not."""
    ours, theirs, text = tmp_path / "ours.mp4", tmp_path / "theirs.mp4", tmp_path / "text.mp4"
    video.write(master(0.2), str(ours), silent)
    theirs.write_bytes(ours.read_bytes().replace(b"made by loopway", b"made by nobody!"))
    text.write_text("made by loopway")
    assert [video.is_ours(str(path)) for path in (ours, theirs, text)] == [True, False, False]


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    """Drawing, from the first picture up to the last."""
    told: list[tuple[str, int, int]] = []
    video.write(master(0.4), str(tmp_path / "film.mp4"), lambda *words: told.append(words))
    assert told == [("drawing", 0, 6), ("drawing", 6, 6)]


def test_drawing_that_fails_is_told_as_it_was(tmp_path: Path) -> None:
    """An error of the drawing arrives whole."""
    with pytest.raises(RenderError, match="the square is gone"):
        video.write(master(1.0, fails_at=0.5), str(tmp_path / "film.mp4"), silent)
