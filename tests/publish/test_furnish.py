"""Captions and chapters inside the films: there, switched as was asked, and text whatever they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import av
import pytest
from masters import master, silent
from msgspec.structs import replace

from loopway.errors import RenderError
from loopway.publish import mov, video, webm
from loopway.publish.captions import Cue
from loopway.publish.chapters import Chapter
from loopway.publish.delivery import Delivery
from loopway.publish.furnish import LONGEST_TITLE, Words
from loopway.publish.join import join
from loopway.publish.said import said
from loopway.publish.segments import render_segment

FILMS: dict[str, Any] = {"a.mp4": video, "a.webm": webm, "a.mov": mov}
HOSTILE = "<b>&amp;</b> </script> --> {\\an8} \"'$(id)` %s"
CUES = (Cue(start=0.2, end=1.0, text=HOSTILE), Cue(start=1.0, end=1.9, text="zwei"))
CHAPTERS = (Chapter(start=0.0, end=1.0, title=HOSTILE), Chapter(start=1.0, end=2.0, title="ü" * 10_000))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are kept in the test's own folder."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "cache"))


class Beside(NamedTuple):
    """What stands beside the pictures of a file."""

    tracks: list[tuple[str, bool, str | None]]
    chapters: list[tuple[int, str]]


def beside(path: Path) -> Beside:
    """Codec, switch and language of each track with captions; milliseconds and title of each chapter."""
    with av.open(str(path)) as film:
        tracks = [
            (track.codec_context.name, bool(track.disposition & av.stream.Disposition.default), track.language)
            for track in film.streams.subtitles
        ]
        found = [(round(one["start"] * one["time_base"] * 1000), one["metadata"]["title"]) for one in film.chapters()]
    return Beside(tracks, found)


@pytest.mark.parametrize("name", FILMS)
@pytest.mark.parametrize(
    ("captions", "tracks"),
    [("burn", [False]), ("soft", [True]), ("off", [])],
)
def test_the_track_is_switched_as_was_asked(tmp_path: Path, name: str, captions: str, tracks: list[bool]) -> None:
    """Drawn ones are switched off in the file, others on; without captions there is no track. Chapters always are."""
    path = tmp_path / name
    delivery = Delivery(captions=captions)
    FILMS[name].write(master(2.0, cues=CUES, chapters=CHAPTERS, delivery=delivery), str(path), silent)
    codec = "webvtt" if name.endswith("webm") else "mov_text"
    found = beside(path)
    assert found.tracks == [(codec, shown, "eng") for shown in tracks]
    assert [start for start, _ in found.chapters] == [0, 1000]


@pytest.mark.parametrize("name", FILMS)
def test_hostile_words_are_text(tmp_path: Path, name: str) -> None:
    """Markup stands there as it was written, as far as the format can; a title too long for it ends in an ellipsis."""
    path = tmp_path / name
    reel = replace(master(2.0, cues=CUES, chapters=CHAPTERS), title=HOSTILE + "\n\u202ex")
    FILMS[name].write(reel, str(path), silent)
    prefix = 0 if name.endswith("webm") else 2
    written = {
        0: "&lt;b&gt;&amp;amp;&lt;/b&gt; &lt;/script&gt; --&gt; {\\an8} \"'$(id)` %s",
        2: "<\u2060b>&amp;<\u2060/b> <\u2060/script> --\u2060> {\u2060\\an8} \"'$(id)` %s",
    }
    assert [(one.start, one.end, one.text) for one in said(str(path), prefix=prefix)] == [
        (200, 1000, written[prefix]),
        (1000, 1900, "zwei"),
    ]
    (_, first), (_, second) = beside(path).chapters
    assert first == HOSTILE
    assert second == "ü" * ((LONGEST_TITLE - 3) // 2) + "…"
    with av.open(str(path)) as film:
        assert film.metadata["title"] == HOSTILE + " \\u202ex"


@pytest.mark.parametrize("name", FILMS)
def test_the_words_may_outlast_the_pictures_that_are_drawn_at_once(tmp_path: Path, name: str) -> None:
    """Three segments, a caption across the first seam and one in the last: each is in its place, no bytes by chance."""
    cues = (Cue(start=1.9, end=2.3, text="one"), Cue(start=4.5, end=4.9, text="two"))
    for file in (tmp_path / name, tmp_path / f"b{name}"):
        FILMS[name].write(master(5.0, cues=cues), str(file), silent)
    prefix = 0 if name.endswith("webm") else 2
    found = [(one.start, one.text) for one in said(str(tmp_path / name), prefix=prefix)]
    assert found == [(1900, "one"), (4500, "two")]
    assert (tmp_path / name).read_bytes() == (tmp_path / f"b{name}").read_bytes()


@pytest.mark.parametrize("name", FILMS)
def test_no_word_outlasts_the_pictures(tmp_path: Path, name: str) -> None:
    """A film of 2.03 s has 30 pictures, 2.0 s: its last chapter and caption end with them, and so does the file."""
    path = tmp_path / name
    words = {"cues": (Cue(start=1.0, end=2.03, text="a"),), "chapters": (Chapter(start=0.0, end=2.03, title="b"),)}
    FILMS[name].write(master(2.03, **words), str(path), silent)  # type: ignore[arg-type]
    with av.open(str(path)) as film:
        assert film.duration == pytest.approx(2_000_000, abs=1000)
        assert [one["end"] * one["time_base"] for one in film.chapters()] == [2]


def test_languages_have_their_codes(tmp_path: Path) -> None:
    """A track in German says so; one in a language of the user's own is of an unknown one."""
    reel = master(0.2)
    data = render_segment(reel.film, reel.film.segments()[0])
    found = []
    for code in ("de", "ar", "tlh-x"):
        words = Words(cues=(Cue(start=0.0, end=0.1, text="a"),), language=code)
        join([data], str(tmp_path / "a.mp4"), fps=15, metadata={}, words=words)
        found += [language for _, _, language in beside(tmp_path / "a.mp4").tracks]
    assert found == ["deu", "ara", "und"]


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"cues": CUES[:1]}, "the captions came back from the disk others"),
        ({"chapters": CHAPTERS[:1]}, "the chapters came back from the disk others"),
        ({"shown": True}, "the captions' track is not switched as it should be"),
        ({"cues": ()}, "the captions came back from the disk others"),
    ],
)
def test_missing_words_are_noticed(tmp_path: Path, other: dict[str, Any], what: str) -> None:
    """A file that does not hold these very words, switched so, is refused."""
    path = tmp_path / "a.mp4"
    video.write(master(2.0, cues=CUES, chapters=CHAPTERS), str(path), silent)
    words = Words(cues=CUES, chapters=CHAPTERS)
    words.check(str(path))
    with pytest.raises(RenderError) as refused:
        replace(words, **other).check(str(path))
    assert refused.value.what == what
