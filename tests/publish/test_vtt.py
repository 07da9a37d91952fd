"""The captions as a .vtt: what a browser shows, and a note by which loopway knows its own."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from masters import master, silent
from tales import hostile

from loopway.publish import vtt
from loopway.publish.captions import Cue, cues
from loopway.publish.said import said


def test_the_whole_file(tmp_path: Path) -> None:
    """One caption, as it stands in the file."""
    path = tmp_path / "a.vtt"
    vtt.write(master(1.0, cues=(Cue(start=2.7, end=4.8346, text="<b> --> & \"'"),)), str(path), silent)
    assert path.read_bytes() == (
        b"WEBVTT\n\nNOTE made by loopway\n\n1\n00:00:02.700 --> 00:00:04.835\n&lt;b&gt; --&gt; &amp; \"'\n"
    )


def test_nothing_is_said(tmp_path: Path) -> None:
    """A film without captions has a file with a note, and it is ours."""
    path = tmp_path / "a.vtt"
    vtt.write(master(1.0), str(path), silent)
    assert path.read_text() == "WEBVTT\n\nNOTE made by loopway\n"
    assert vtt.is_ours(str(path))


def test_hostile_words_are_text(tmp_path: Path) -> None:
    """Read by another program, they are the same words, each in its caption."""
    path = tmp_path / "a.vtt"
    found = cues(hostile("a\n\nNOTE b", "</c><v x>&lt;", "\u202eturned", "x" * 10_000, "00:00.000 --> 00:01.000"))
    vtt.write(master(1.0, cues=found), str(path), silent)
    assert [unescape(one.text) for one in said(str(path), format="webvtt")] == [cue.text for cue in found]


@given(st.text(min_size=1))
def test_no_markup_is_left(words: str) -> None:
    """No sign that a browser obeys, and no line that it takes for times."""
    text = vtt.escaped(" ".join(words.split()))
    assert not {"<", ">"} & set(text)
    assert "-->" not in text
    assert unescape(text) == " ".join(words.split()) or "&" in words


def test_it_knows_its_own(tmp_path: Path) -> None:
    """Somebody else's captions, other text, no text at all are not ours."""
    ours = tmp_path / "ours.vtt"
    vtt.write(master(1.0), str(ours), silent)
    others = {
        "theirs": b"WEBVTT\n\n00:00.000 --> 00:01.000\nmade by loopway\n",
        "text": b"NOTE made by loopway\n",
        "bytes": b"WEBVTT\n\n\xff\xfe",
    }
    for name, data in others.items():
        (tmp_path / name).write_bytes(data)
    assert [vtt.is_ours(str(tmp_path / name)) for name in ("ours.vtt", *others)] == [True, False, False, False]
