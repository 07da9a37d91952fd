"""An MP4's boxes: the captions' track is found and switched off, and nothing else is touched."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from loopway.publish.mp4 import _boxes, switch_off_captions


def box(name: bytes, inside: bytes, *, large: bool = False) -> bytes:
    """A box, with its size in four or in eight bytes."""
    if large:
        return b"\0\0\0\1" + name + (16 + len(inside)).to_bytes(8, "big") + inside
    return (8 + len(inside)).to_bytes(4, "big") + name + inside


def track(handler: bytes, flags: int) -> bytes:
    """A track whose pictures, words or sounds `handler` knows."""
    head = box(b"tkhd", bytes([0, 0, 0, flags]) + b"rest")
    return box(b"trak", head + box(b"mdia", box(b"mdhd", b"x" * 4) + box(b"hdlr", b"\0" * 8 + handler + b"name")))


def test_only_captions_are_switched_off(tmp_path: Path) -> None:
    """Of picture, sound and two kinds of captions; one byte of each changes, in the last bit. The index may be last."""
    path = tmp_path / "a.mp4"
    for large in (False, True):
        before = [track(b"vide", 3), track(b"soun", 1), track(b"sbtl", 3), track(b"text", 1)]
        after = [track(b"vide", 3), track(b"soun", 1), track(b"sbtl", 2), track(b"text", 0)]
        files = [
            box(b"ftyp", b"isom") + box(b"mdat", b"trak", large=large) + box(b"moov", b"".join(tracks), large=large)
            for tracks in (before, after)
        ]
        path.write_bytes(files[0])
        switch_off_captions(str(path))
        assert path.read_bytes() == files[1]
        switch_off_captions(str(path))
        assert path.read_bytes() == files[1]


def test_a_box_may_reach_to_the_end() -> None:
    """Its size is 0 then."""
    data = box(b"free", b"abc") + b"\0\0\0\0mdatrest"
    assert [(one.name, data[one.start : one.end]) for one in _boxes(BytesIO(data), 0, len(data))] == [
        (b"free", b"abc"),
        (b"mdat", b"rest"),
    ]
