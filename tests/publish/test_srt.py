"""The captions as an .srt: every player reads the same words, and takes none of them for markup."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from masters import master, silent
from tales import hostile

from loopway.errors import RenderError
from loopway.publish import srt
from loopway.publish.captions import Cue, cues
from loopway.publish.said import check, said

WORDS = (
    "<b>bold</b> <i>",
    "</script><script>alert(1)</script>",
    "{\\an8}up {y:b} {'a': 1}",
    "1\n\n2\n00:00:09,000 --> 00:00:10,000\nnot a caption",
    "\u202eturned\u202c \x1b[2J",
    "x" * 10_000,
    "-->",
    "42",
    "00:00:09,000 --> 00:00:10,000",
)


def test_the_whole_file(tmp_path: Path) -> None:
    """Two captions, as they stand in the file."""
    path = tmp_path / "a.srt"
    found = (Cue(start=2.7, end=4.8346, text="The road opens."), Cue(start=3600.0, end=3601.5, text="A & B wait."))
    srt.write(master(1.0, cues=found), str(path), silent)
    assert path.read_bytes() == (
        b"1\n00:00:02,700 --> 00:00:04,835\nThe road opens.\n\n2\n01:00:00,000 --> 01:00:01,500\nA & B wait.\n"
    )


def test_hostile_words_are_text(tmp_path: Path) -> None:
    """As many captions as were said, each on its line; what FFmpeg shows of them has every word and no style."""
    path = tmp_path / "a.srt"
    found = cues(hostile(*WORDS))
    srt.write(master(1.0, cues=found), str(path), silent)
    read = said(str(path), format="srt")
    assert [one.text.replace(srt.JOINER, "").replace("\n", "") for one in read] == [cue.text for cue in found]
    assert len(read) == len(WORDS)
    with av.open(str(path), format="srt") as file:
        shown = [line.ass.decode().split(",,", 2)[-1] for packet in file.demux() for line in packet.decode()]
    assert [line.rpartition(",")[2].replace(srt.JOINER, "") for line in shown[:2]] == list(WORDS[:2])
    assert "an8" in shown[2]
    assert "y:b" in shown[2]


@given(st.lists(st.text(min_size=1), max_size=4))
def test_any_words_come_back(texts: list[str]) -> None:
    """Whatever is said: one block a caption."""
    found = cues(hostile(*texts))
    text = srt.srt(found)
    assert text.count("-->") == len(found)
    assert len(text.split("\n\n")) == max(1, len(found))


def test_nothing_is_said(tmp_path: Path) -> None:
    """A film without captions has an empty file."""
    srt.write(master(1.0), str(tmp_path / "a.srt"), silent)
    assert (tmp_path / "a.srt").read_bytes() == b""


def test_captions_that_come_back_others_are_noticed(tmp_path: Path) -> None:
    """A caption too few; a file that is none."""
    path = tmp_path / "a.srt"
    srt.write(master(1.0, cues=(Cue(start=0.0, end=1.0, text="one"),)), str(path), silent)
    with pytest.raises(RenderError, match="came back from the disk others") as refused:
        check(str(path), said(str(path), format="srt"), [])
    assert refused.value.why == "0 were written, and 1 can be read"
    path.write_bytes(b"1\n00:00:00,000 --> 00:00:01,000\n\xff\n")
    with pytest.raises(RenderError, match="cannot be read back"):
        said(str(path), format="srt")


def test_nobody_knows_whose_it_is(tmp_path: Path) -> None:
    """Not even loopway's own."""
    srt.write(master(1.0), str(tmp_path / "a.srt"), silent)
    assert not srt.is_ours(str(tmp_path / "a.srt"))
