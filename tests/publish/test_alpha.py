"""Films without a ground: what an editor and a browser need, and alpha that is really there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from masters import master, silent
from msgspec.structs import replace
from PIL import Image
from square import Options as Asked
from square import Square

from loopway.errors import RenderError
from loopway.publish import mov, poster, webm
from loopway.publish.alpha import alpha_of, check
from loopway.publish.delivery import Delivery
from loopway.publish.segments import render_segment
from loopway.publish.straight import straight

BARE = Delivery(ground=False)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are kept in the test's own folder."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "cache"))


def alphas(path: Path, decoder: str = "") -> list[np.ndarray]:
    """The alpha of every picture of a film."""
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        reader = av.CodecContext.create(decoder, "r") if decoder else stream.codec_context
        return [
            frame.to_ndarray(format="rgba")[..., 3] for packet in film.demux(stream) for frame in reader.decode(packet)
        ]


def drawn(seconds: float, ground: int) -> list[np.ndarray]:
    """The alpha of every picture that was drawn."""
    square = Square(b"trace", Asked(ground=ground))
    return [square.at(number / 15, (160, 90))[..., 3] for number in range(round(15 * seconds))]


@pytest.mark.parametrize(("module", "name", "decoder"), [(mov, "a.mov", ""), (webm, "a.webm", "libvpx-vp9")])
def test_alpha_is_there_from_the_first_to_the_last_picture(
    tmp_path: Path, module: object, name: str, decoder: str
) -> None:
    """Across the seam of two segments too: transparent round the square, opaque in it, half in between."""
    for ground in (0, 128):
        path = tmp_path / name
        module.write(master(2.6, delivery=BARE, ground=ground), str(path), silent)  # type: ignore[attr-defined]
        found, wanted = alphas(path, decoder), drawn(2.6, ground)
        assert len(found) == len(wanted) == 39
        assert max(np.abs(one.astype(int) - other).mean() for one, other in zip(found, wanted, strict=True)) < 3


def test_what_an_editor_is_given(tmp_path: Path) -> None:
    """ProRes 4444 by its tag and profile, ten bits and more, bt709 limited range, with alpha only if there is some."""
    seen = {}
    for name, delivery in (("bare", BARE), ("whole", Delivery())):
        mov.write(
            master(0.4, delivery=delivery, ground=0 if delivery is BARE else 255), str(tmp_path / f"{name}.mov"), silent
        )
        with av.open(str(tmp_path / f"{name}.mov")) as film:
            context = film.streams.video[0].codec_context
            seen[name] = (context.name, context.codec_tag, context.profile, context.pix_fmt)
            assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
            assert film.streams.video[0].frames == 6
    assert seen == {
        "bare": ("prores", "ap4h", "4444", "yuva444p12le"),
        "whole": ("prores", "ap4h", "4444", "yuv444p12le"),
    }


def test_what_a_page_is_given(tmp_path: Path) -> None:
    """A browser knows by `alpha_mode` that there is alpha."""
    webm.write(master(0.4, delivery=BARE, ground=0), str(tmp_path / "a.webm"), silent)
    webm.write(master(0.4), str(tmp_path / "b.webm"), silent)
    found = []
    for name in ("a", "b"):
        with av.open(str(tmp_path / f"{name}.webm")) as film:
            found.append({key.lower(): text for key, text in film.streams.video[0].metadata.items()}.get("alpha_mode"))
    assert found == ["1", None]


@pytest.mark.parametrize("module", [mov, webm])
def test_alpha_that_was_lost_is_noticed(module: object) -> None:
    """An opaque segment is not the transparent one that was drawn; one that cannot be decoded is none."""
    film = module.encoded(master(0.4, delivery=BARE, ground=0)).film  # type: ignore[attr-defined]
    codec, (part,) = film.encoding.codec, film.segments()
    right = drawn(0.4, 0)[0]
    check(render_segment(film, part), codec, right)
    opaque = replace(film, options=master(0.4).film.options)
    with pytest.raises(RenderError, match="without its transparency"):
        check(render_segment(opaque, part), codec, right)
    without = replace(opaque, encoding=replace(film.encoding, alpha=False))
    assert (alpha_of(render_segment(without, part), codec) == 255).all()
    with pytest.raises(RenderError, match="cannot be decoded"):
        alpha_of(b"nothing", codec)


def test_colours_are_those_before_they_were_weighed() -> None:
    """Half of a bright red stays bright red; where nothing is there is the ground's colour, for the edges' sake."""
    weighed = np.array([[[100, 0, 0, 100], [64, 32, 0, 128], [0, 0, 0, 0], [9, 8, 7, 255]]], np.uint8)

    class Once:
        pixels, changed = weighed, ((1, 0, 2, 1),)

    (found,) = straight(iter([Once()]), "#102030")
    assert found.pixels.tolist() == [[[255, 0, 0, 100], [128, 64, 0, 128], [16, 32, 48, 0], [9, 8, 7, 255]]]
    assert found.changed == ((0, 0, 4, 1),)


def test_only_what_has_changed_is_looked_at_again() -> None:
    """The second picture differs in one box: the rest stays as it was, on the same array."""
    one, other = np.full((2, 2, 4), 255, np.uint8), np.zeros((2, 2, 4), np.uint8)

    class Twice:
        def __init__(self, pixels: np.ndarray, changed: tuple[tuple[int, int, int, int], ...]) -> None:
            self.pixels, self.changed = pixels, changed

    found = [each.pixels.copy() for each in straight(iter([Twice(one, ()), Twice(other, ((0, 0, 1, 1),))]), "#000000")]
    assert found[1][0, 0].tolist() == [0, 0, 0, 0]
    assert (found[1].reshape(-1, 4)[1:] == 255).all()


def test_a_transparent_poster(tmp_path: Path) -> None:
    """A PNG keeps its alpha exactly."""
    path = tmp_path / "a.png"
    poster.write(master(1.0, delivery=Delivery(ground=False, at=0.0), ground=0), str(path), silent)
    with Image.open(BytesIO(path.read_bytes())) as image:
        assert image.mode == "RGBA"
        assert np.array_equal(np.asarray(image)[..., 3], drawn(1.0, 0)[0])
