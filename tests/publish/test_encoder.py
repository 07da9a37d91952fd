"""Pictures to H.264: patched frames are those of whole conversions, and what is decoded is what was given."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopway.errors import RenderError
from loopway.publish.encoder import WORTH_PATCHING, Box, Encoder, Encoding, Pixels, YuvFrame, _planes

SIZE = (160, 90)
LOSSLESS = Encoding(size=SIZE, fps=30, crf=0)


class Shown:
    """A picture made by hand."""

    def __init__(self, pixels: Pixels, *changed: Box) -> None:
        self.pixels = pixels
        self.changed = changed


def noise(seed: int, width: int = SIZE[0], height: int = SIZE[1]) -> Pixels:
    """The hardest picture for a chroma filter: no pixel is like its neighbours."""
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    return pixels


def whole(pixels: Pixels) -> list[Pixels]:
    """The picture's planes, converted in one piece."""
    frame = YuvFrame((pixels.shape[1], pixels.shape[0]))
    frame.patch(pixels, [(0, 0, pixels.shape[1], pixels.shape[0])])
    return [plane.copy() for plane in frame.planes]


def same(ours: list[Pixels], theirs: list[Pixels]) -> bool:
    """Whether all planes are equal in every sample."""
    return all(np.array_equal(one, other) for one, other in zip(ours, theirs, strict=True))


def boxes() -> st.SearchStrategy[list[Box]]:
    """Up to five boxes anywhere in a picture of SIZE, at odd places too."""
    spans = [st.tuples(st.integers(0, side - 1), st.integers(1, side)).map(sorted) for side in SIZE]
    box = st.tuples(*spans).map(
        lambda xy: (xy[0][0], xy[1][0], max(xy[0][1], xy[0][0] + 1), max(xy[1][1], xy[1][0] + 1))
    )
    return st.lists(box, min_size=1, max_size=5)


@settings(deadline=None, max_examples=150)
@given(st.lists(boxes(), min_size=1, max_size=3))
def test_a_patched_frame_is_the_whole_conversion(changes: list[list[Box]]) -> None:
    """After any changes in any boxes, every sample is that of the picture converted in one piece."""
    pixels = noise(0)
    frame = YuvFrame(SIZE)
    frame.patch(pixels, [(0, 0, *SIZE)])
    for seed, changed in enumerate(changes, 1):
        for x0, y0, x1, y1 in changed:
            pixels[y0:y1, x0:x1] = noise(seed)[y0:y1, x0:x1]
        frame.patch(pixels, changed)
        assert same(frame.planes, whole(pixels))


def test_the_comparison_sees_a_forgotten_pixel() -> None:
    """One pixel that changed outside the boxes makes the planes differ: the test above can fail."""
    pixels = noise(0)
    frame = YuvFrame(SIZE)
    frame.patch(pixels, [(0, 0, *SIZE)])
    pixels[40, 60, :3] ^= 255
    frame.patch(pixels, [(100, 10, 120, 30)])
    assert not same(frame.planes, whole(pixels))


def test_a_large_change_is_converted_whole() -> None:
    """From half the picture on everything is converted, changed or not; below, only the boxes and what they reach."""
    old, new = noise(1), noise(2)
    for share, expected in [(WORTH_PATCHING + 0.1, True), (WORTH_PATCHING - 0.1, False)]:
        frame = YuvFrame(SIZE)
        frame.patch(old, [(0, 0, *SIZE)])
        frame.patch(new, [(0, 0, SIZE[0], round(share * SIZE[1]))])
        assert same(frame.planes, whole(new)) is expected


def test_colours_are_bt709_in_limited_range() -> None:
    """White is 235 128 128, black 16 128 128, pure red 63 102 240, as BT.709 says."""
    for colour, expected in [
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 0), (16, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
    ]:
        pixels = np.full((16, 16, 4), (*colour, 255), np.uint8)
        assert [set(plane.ravel().tolist()) for plane in whole(pixels)] == [{value} for value in expected]


def decoded(data: bytes) -> list[list[Pixels]]:
    """The planes of every frame."""
    with av.open(BytesIO(data), "r") as container:
        return [[plane.copy() for plane in _planes(frame)] for frame in container.decode(video=0)]


def moving(count: int) -> list[Shown]:
    """A block of noise walks over noise; every third picture is that before it."""
    pictures, pixels = [], noise(0)
    for number in range(count):
        x = 4 * number
        changed: tuple[Box, ...] = () if number % 3 == 2 else ((x, 20, x + 8, 60),)
        for x0, y0, x1, y1 in changed:
            pixels = pixels.copy()
            pixels[y0:y1, x0:x1] = noise(number + 1)[y0:y1, x0:x1]
        pictures.append(Shown(pixels, *changed))
    return pictures


def encoded(pictures: list[Shown], encoding: Encoding) -> bytes:
    """Through an Encoder and one canvas that every picture is painted on, as the film room does it."""
    file, canvas = BytesIO(), noise(9)
    with Encoder(file, encoding) as encoder:
        for picture in pictures:
            canvas[...] = picture.pixels
            encoder.add(Shown(canvas, *picture.changed))
    return file.getvalue()


def test_what_is_decoded_is_what_was_given() -> None:
    """Without loss, 30 pictures give 30 frames, each equal to the conversion of its picture in every sample.

    The one frame that they share is patched while x264 still looks ahead: it must have copied what it was given.
    """
    pictures = moving(30)
    frames = decoded(encoded(pictures, LOSSLESS))
    assert [same(frame, whole(picture.pixels)) for frame, picture in zip(frames, pictures, strict=True)] == [True] * 30


def test_the_same_pictures_give_the_same_bytes() -> None:
    """Nothing of the day, the process or the muxer's version is in the file."""
    once, again = (encoded(moving(10), Encoding(size=SIZE, fps=30)) for _ in range(2))
    assert once == again
    assert b"Lavf" not in once


def test_the_stream_says_what_it_is() -> None:
    """H.264, yuv420p, BT.709 in limited range, one frame each 1/30 s, a keyframe every 2 s."""
    file = BytesIO(encoded(moving(30) * 5, Encoding(size=SIZE, fps=30)))
    with av.open(file, "r") as container:
        stream = container.streams.video[0]
        codec = stream.codec_context
        told = (codec.name, codec.pix_fmt, codec.colorspace, codec.color_range, codec.color_primaries, codec.color_trc)
        assert told == ("h264", "yuv420p", 1, 1, 1, 1)
        frames = [(frame.time, frame.key_frame) for frame in container.decode(stream)]
    assert [time for time, _ in frames] == pytest.approx([number / 30 for number in range(150)])
    assert {number for number, (_, key) in enumerate(frames) if key} >= {0, 60, 120}


def test_a_picture_of_another_size_is_an_error() -> None:
    """Pixels that do not fill the frame are refused, not stretched."""
    with pytest.raises(ValueError, match="broadcast"), Encoder(BytesIO(), LOSSLESS) as encoder:
        encoder.add(Shown(noise(0, 80, 40)))


def test_a_size_that_h264_cannot_have_is_told(tmp_path: Path) -> None:
    """yuv420p has no odd widths; x264's refusal arrives as a RenderError and no success."""
    with (
        pytest.raises(RenderError, match="encoder failed"),
        Encoder(tmp_path / "odd.mp4", Encoding(size=(15, 9), fps=30)) as encoder,
    ):
        encoder.add(Shown(noise(0, 15, 9)))
