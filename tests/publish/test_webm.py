"""The film as a WebM: VP9, every picture there at its time, our mark inside, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from masters import master, silent

from loopway.errors import RenderError
from loopway.publish import webm

CUES, CLUSTER = b"\x1c\x53\xbb\x6b", b"\x1f\x43\xb6\x75"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are kept in the test's own folder."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "cache"))


def test_it_plays_in_a_browser(tmp_path: Path) -> None:
    """VP9, yuv420p, bt709 limited range, of the asked size and length; what a seek needs stands before the pictures."""
    path = tmp_path / "film.webm"
    webm.write(master(6.0), str(path), silent)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (container.format.name, context.name) == ("matroska,webm", "vp9")
        assert (stream.pix_fmt, stream.width, stream.height) == ("yuv420p", 160, 90)
        assert (context.colorspace, context.color_range) == (1, 1)
        assert container.duration == pytest.approx(6_000_000, abs=1000)  # WebM counts milliseconds
    data = path.read_bytes()
    assert b"webm" in data[:64]
    assert 0 < data.rindex(CUES) < data.index(CLUSTER)


def test_every_picture_is_at_its_time(tmp_path: Path) -> None:
    """Across two segments picture n is shown at n / 15 s, to a millisecond, and is the one drawn for it."""
    reel = master(5.0)
    path = tmp_path / "film.webm"
    webm.write(reel, str(path), silent)
    with av.open(str(path)) as container:
        shown = [(frame.time, frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]
    drawn = [picture.pixels[..., :3].copy() for picture in reel.draw([n / 15 for n in range(75)], (160, 90))]
    assert [time for time, _ in shown] == pytest.approx([n / 15 for n in range(75)], abs=0.001)
    assert all(np.abs(one.astype(int) - other).mean() < 4 for (_, one), other in zip(shown, drawn, strict=True))
    assert (
        np.abs(shown[0][1].astype(int) - drawn[74]).mean() > 1.1 * np.abs(shown[74][1].astype(int) - drawn[74]).mean()
    )


def test_the_same_film_has_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn again with an empty cache: nothing in the file depends on the hour or on chance."""
    webm.write(master(5.0), str(tmp_path / "a.webm"), silent)
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "another"))
    webm.write(master(5.0), str(tmp_path / "b.webm"), silent)
    assert (tmp_path / "a.webm").read_bytes() == (tmp_path / "b.webm").read_bytes()


def test_it_knows_its_own(tmp_path: Path) -> None:
    """A film of loopway's is ours; somebody else's film, a text, an empty file are not."""
    ours, theirs, text = tmp_path / "ours.webm", tmp_path / "theirs.webm", tmp_path / "text.webm"
    webm.write(master(0.2), str(ours), silent)
    theirs.write_bytes(ours.read_bytes().replace(b"made by loopway", b"made by nobody!"))
    text.write_text("made by loopway")
    assert [webm.is_ours(str(path)) for path in (ours, theirs, text)] == [True, False, False]


def test_drawing_that_fails_is_told_as_it_was(tmp_path: Path) -> None:
    """An error of the drawing arrives whole."""
    with pytest.raises(RenderError, match="the square is gone"):
        webm.write(master(1.0, fails_at=0.5), str(tmp_path / "film.webm"), silent)
