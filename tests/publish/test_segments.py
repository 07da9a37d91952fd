"""Segments cover a film without a gap, and joined they are the film made in one piece."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from square import SIZE, film, footage

from loopway.errors import RenderError
from loopway.publish.encoder import Encoder, Encoding, Pixels, _planes
from loopway.publish.join import check, join, read_back
from loopway.publish.segments import Segment, frames_in, render_segment


def decoded(file: Path | BytesIO) -> list[tuple[float, list[Pixels]]]:
    """Time in seconds and planes of every frame."""
    with av.open(file, "r") as container:
        return [(frame.time or 0.0, [plane.copy() for plane in _planes(frame)]) for frame in container.decode(video=0)]


def test_five_seconds_are_three_segments() -> None:
    """5 s at 30 frames a second: 2 s, 2 s and 1 s; at 15: the same seconds, half the frames."""
    assert [(part.first, part.count) for part in film(150).segments()] == [(0, 60), (60, 60), (120, 30)]
    assert [(part.first, part.count) for part in film(75, fps=15).segments()] == [(0, 30), (30, 30), (60, 15)]


@settings(deadline=None)
@given(st.integers(1, 100_000), st.sampled_from([15, 30, 60]))
def test_segments_touch(frames: int, fps: int) -> None:
    """Every frame is in exactly one segment, in order; all but the last are 2 s long."""
    parts = film(frames, fps=fps).segments()
    assert [part.first for part in parts] == list(range(0, frames, 2 * fps))
    assert {part.count for part in parts[:-1]} <= {2 * fps}
    assert sum(part.count for part in parts) == frames


@pytest.mark.parametrize("frames", [1, 2, 59, 60, 61, 62, 63, 145])
def test_joined_is_the_film_in_one_piece(frames: int, tmp_path: Path) -> None:
    """Every frame shows what it shows in a film without segments, at the same time; also with a last segment of one."""
    whole = film(frames, crf=0)
    count = join(
        (render_segment(whole, part) for part in whole.segments()), str(tmp_path / "f.mp4"), fps=30, metadata={}
    )
    piece = BytesIO()
    with Encoder(piece, whole.encoding) as encoder:
        for picture in footage(whole.trace, whole.options)([number / 30 for number in range(frames)], SIZE):
            encoder.add(picture)
    ours, theirs = decoded(tmp_path / "f.mp4"), decoded(BytesIO(piece.getvalue()))
    assert count == len(ours) == frames
    assert [time for time, _ in ours] == pytest.approx([number / 30 for number in range(frames)])
    assert [time for time, _ in theirs] == pytest.approx([time for time, _ in ours])
    assert all(
        np.array_equal(a, b) for (_, x), (_, y) in zip(ours, theirs, strict=True) for a, b in zip(x, y, strict=True)
    )


def test_a_segment_is_the_same_wherever_it_is_drawn() -> None:
    """Drawn after another segment, before it, or again: the same bytes."""
    whole = film(120)
    first, second = whole.segments()
    one, two = render_segment(whole, first), render_segment(whole, second)
    assert (render_segment(whole, second), render_segment(whole, first)) == (two, one)
    assert one != two


def test_a_joined_film_starts_at_once_and_bears_its_mark(tmp_path: Path) -> None:
    """The index stands before the pictures, with the comment, and every segment opens with a keyframe.

    Joined twice, it is the same in every byte.
    """
    whole = film(145)
    segments = [render_segment(whole, part) for part in whole.segments()]
    for name in ("a.mp4", "b.mp4"):
        join(iter(segments), str(tmp_path / name), fps=30, metadata={"comment": "made by loopway", "title": "Squares"})
    data = (tmp_path / "a.mp4").read_bytes()
    assert data == (tmp_path / "b.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(tmp_path / "a.mp4", "r") as container:
        assert (container.metadata["comment"], container.metadata["title"]) == ("made by loopway", "Squares")
        keys = {
            round(float(packet.pts * packet.time_base) * 30)
            for packet in container.demux(video=0)
            if packet.is_keyframe and packet.pts is not None
        }
    assert keys >= {0, 60, 120}


@pytest.mark.parametrize(("codec", "ending"), [("h264", "mp4"), ("vp9", "webm"), ("prores", "mov")])
def test_segments_of_any_length_join(tmp_path: Path, codec: str, ending: str) -> None:
    """One and two frames between longer ones: x264 decodes such short parts without its usual delay."""
    whole = film(30)
    options = {"vp9": {"preset": "8"}, "prores": {"preset": "8", "crf": 472}}.get(codec, {})
    encoding = msgspec.structs.replace(whole.encoding, codec=codec, **options)  # type: ignore[arg-type]
    cut = msgspec.structs.replace(whole, encoding=encoding, cuts=(7, 8, 10, 10, 28, 29))
    assert [(part.first, part.count) for part in cut.segments()] == [(0, 7), (7, 1), (8, 2), (10, 18), (28, 1), (29, 1)]
    parts = [render_segment(cut, part) for part in cut.segments()]
    assert join(parts, str(tmp_path / f"f.{ending}"), fps=30, metadata={}, codec=codec) == 30


def test_a_piece_keeps_its_numbers() -> None:
    """The frames 40 to 139 of a film, cut at 60: cuts outside are no cuts, and no segment is longer than 2 s."""
    piece = msgspec.structs.replace(film(100), first=40, cuts=(0, 60, 140, 200))
    assert [(part.first, part.count) for part in piece.segments()] == [(40, 20), (60, 60), (120, 20)]


def test_segments_of_two_kinds_do_not_join(tmp_path: Path) -> None:
    """Another size is another film: an error in four parts, not a broken file."""
    other = msgspec.structs.replace(film(120), encoding=Encoding(size=(80, 48), fps=30))
    parts = [render_segment(each, Segment(first=0, count=120)) for each in (film(120), other)]
    with pytest.raises(RenderError) as told:
        join(parts, str(tmp_path / "f.mp4"), fps=30, metadata={})
    assert str(told.value).splitlines() == [
        "the parts of the film do not fit together",
        "  where: frame 120",
        "  why:   they were encoded with different settings",
        "  do:    loopway cache --clear, then try again",
    ]


def halved(data: bytes) -> bytes:
    """As if the disk had lost its end."""
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    """As if one bit of the last picture had turned."""
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize("damage", [halved, flipped])
def test_a_disk_that_gives_something_else_back_is_told(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """A joined film is read back packet by packet: whole it passes, damaged it does not."""
    path = tmp_path / "f.mp4"
    whole = film(240)
    join([render_segment(whole, part) for part in whole.segments()], str(path), fps=30, metadata={})
    frames, written = read_back(str(path), fps=30)
    assert frames == list(range(240))
    check(str(path), written, fps=30)
    path.write_bytes(damage(path.read_bytes()))
    left = len(read_back(str(path), fps=30)[0])
    assert left < 240 or damage is flipped
    with pytest.raises(RenderError) as told:
        check(str(path), written, fps=30)
    assert str(told.value).splitlines() == [
        "the film came back from the disk another",
        f"  where: {path}",
        f"  why:   240 frames were written, and {left} can be read",
        "  do:    try another disk",
    ]


def test_frames_are_counted_by_decoding() -> None:
    """A whole segment has its frames; half of one fewer; something else none."""
    data = render_segment(film(120), Segment(first=0, count=120))
    assert frames_in(data) == 120
    assert frames_in(data[: len(data) // 2]) < 120
    assert frames_in(b"no film at all") == 0


def test_too_few_pictures_are_an_error() -> None:
    """A film that ends before its last frame is told, with the frames in question."""
    with pytest.raises(RenderError, match="incomplete") as told:
        render_segment(film(120, ends_at=1.0), Segment(first=0, count=120))
    assert (told.value.where, told.value.why) == (
        "frames 0 to 119",
        "of its 120 pictures 30 were drawn and 30 can be decoded",
    )
