"""The film in pieces: every frame in one of them, under names that are safe anywhere, and lists that editors read."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from masters import master, silent
from msgspec.structs import replace

from loopway.publish import mov, shots, video, webm
from loopway.publish.captions import Cue
from loopway.publish.chapters import Chapter
from loopway.publish.delivery import Delivery
from loopway.publish.markers import Marker, csv_text, edl_text
from loopway.publish.master import Master
from loopway.publish.said import said
from loopway.publish.sound import Sound, Speech

CHAPTERS = (
    Chapter(start=0.0, end=0.99, title="../../etc/passwd"),
    Chapter(start=0.99, end=3.4, title="A waits: 1 s."),
    Chapter(start=3.4, end=3.41, title="no frame of its own"),
    Chapter(start=3.41, end=5.0, title='=HYPERLINK("http://x")|M:'),
)
CUES = (Cue(start=0.99, end=3.41, text="A waits: 1 s."), Cue(start=3.41, end=4.0, text="then"))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are kept in the test's own folder."""
    monkeypatch.setenv("LOOPWAY_CACHE", str(tmp_path / "cache"))


def reel(**options: Any) -> Master:
    """5 s in four chapters, one of them too short for a picture."""
    return master(5.0, cues=CUES, chapters=CHAPTERS, **options)


def pictures(path: Path) -> list[np.ndarray]:
    """All pictures of a film."""
    with av.open(str(path)) as film:
        return [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]


def filled(folder: Path, ending: str = ".mp4", **options: Any) -> list[str]:
    """Makes the pieces; gives the names of the files, in order."""
    folder.mkdir()
    shots.write(reel(**options), str(folder), silent, ending=ending)
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("ending", [".mp4", ".webm", ".mov"])
def test_the_pieces_are_the_film(tmp_path: Path, ending: str) -> None:
    """One after the other they have every picture of the film, each near the one that was drawn for its time."""
    names = filled(tmp_path / "pieces", ending)
    assert names == [
        f"01-etc-passwd{ending}",
        f"02-a-waits-1-s{ending}",
        f"03-hyperlink-http-x-m{ending}",
        "markers.csv",
        "markers.edl",
    ]
    shown = [picture for name in names[:3] for picture in pictures(tmp_path / "pieces" / name)]
    drawn = [one.pixels[..., :3].copy() for one in reel().draw([n / 15 for n in range(75)], (160, 90))]
    assert len(shown) == len(drawn)
    assert max(np.abs(one.astype(int) - other).mean() for one, other in zip(shown, drawn, strict=True)) < 4


def test_a_piece_has_its_own_words(tmp_path: Path) -> None:
    """Its captions begin with it, its title is the chapter's, and what the next piece says is not in it."""
    filled(tmp_path / "pieces")
    found = {}
    for path in sorted((tmp_path / "pieces").glob("*.mp4")):
        with av.open(str(path)) as film:
            found[film.metadata["title"]] = len(film.streams.subtitles) and [
                (one.start, one.end, one.text) for one in said(str(path), prefix=2)
            ]
    assert found == {
        "../../etc/passwd": 0,
        "A waits: 1 s.": [(0, 2400, "A waits: 1 s.")],
        '=HYPERLINK("http://x")|M:': [(10, 600, "then")],
    }


def test_the_whole_film_shares_its_segments(tmp_path: Path) -> None:
    """Made beside the pieces, it begins a segment where they begin: nothing is drawn twice."""
    cut = shots.cut(reel(fails_at=1e9))
    assert [part.first for part in cut.film.segments()] == [0, 15, 45, 51]
    video.write(cut, str(tmp_path / "whole.mp4"), silent)
    (tmp_path / "pieces").mkdir()
    told: list[int] = []
    shots.write(cut, str(tmp_path / "pieces"), lambda what, done, total: told.append(done))
    assert told == [15, 45, 51, 75]
    assert len(list((tmp_path / "cache" / "segments").iterdir())) == 4


def test_the_lists(tmp_path: Path) -> None:
    """Times to the frame, names as text: a spreadsheet computes nothing, a field of the other list ends in time."""
    filled(tmp_path / "pieces")
    with (tmp_path / "pieces" / "markers.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["#", "Name", "Start", "End", "Length", "File"],
        ["1", "../../etc/passwd", "00:00:00:00", "00:00:01:00", "00:00:01:00", "01-etc-passwd.mp4"],
        ["2", "A waits: 1 s.", "00:00:01:00", "00:00:03:06", "00:00:02:06", "02-a-waits-1-s.mp4"],
        ["3", '\'=HYPERLINK("http://x")|M:', "00:00:03:06", "00:00:05:00", "00:00:01:09", "03-hyperlink-http-x-m.mp4"],
    ]
    assert (tmp_path / "pieces" / "markers.edl").read_text().splitlines()[-2:] == [
        "003  001      V     C        01:00:03:06 01:00:03:07 01:00:03:06 01:00:03:07",
        ' |C:ResolveColorBlue |M:=HYPERLINK("http://x")¦M: |D:24',
    ]


@given(st.text())
def test_a_name_stays_in_its_folder(words: str) -> None:
    """Whatever a chapter is called: no separator, no dot, nothing hidden, and short enough for any system."""
    name = shots.file_name(words)
    assert name
    assert Path(f"/x/01-{name}.mp4").parent == Path("/x")
    assert not set('./\\:\0\n\u202e<>|"?*') & set(name)
    assert len(f"{name}.mp4".encode()) < 240
    assert shots.file_name(name) == name


@given(st.text(), st.text())
def test_lists_of_any_names(title: str, name: str) -> None:
    """One row and one event a piece."""
    one = [Marker(first=0, end=30, name=name, file="01-a.mp4")]
    assert len(list(csv.reader(csv_text(one, 30).splitlines()))) == 2
    assert len(edl_text(one, 30, title).splitlines()) == 6 - 1


def test_a_film_without_chapters(tmp_path: Path) -> None:
    """It is one piece, called as the film is."""
    (tmp_path / "pieces").mkdir()
    assert shots.write(replace(reel(), chapters=()), str(tmp_path / "pieces"), silent) == "1 film"
    assert (tmp_path / "pieces" / "01-a-square.mp4").exists()


def test_whose_folder_it_is(tmp_path: Path) -> None:
    """An empty one will do, and one with nothing but pieces and lists; another file, or another's film, will not."""
    folder = tmp_path / "pieces"
    (tmp_path / "empty").mkdir()
    assert shots.is_ours(str(tmp_path / "empty"))
    filled(folder)
    assert shots.is_ours(str(folder))
    for name, data in (("notes.txt", b"mine"), ("holiday.mp4", b"mine"), ("04-holiday.mp4", b"mine")):
        (folder / name).write_bytes(data)
        assert not shots.is_ours(str(folder))
        (folder / name).unlink()


@pytest.mark.parametrize("module", [video, webm, mov])
def test_pieces_without_a_ground(module: Any) -> None:
    """A piece is encoded as the whole film is."""
    whole = module.encoded(reel(delivery=Delivery(ground=module is video)))
    one = shots.piece(whole, shots.shots(whole)[1])
    assert one.film.encoding == whole.film.encoding
    assert one.film.encoding.alpha is (module is not video)


def test_what_is_said_in_a_piece() -> None:
    """Speech belongs to the piece in which it begins, on its own clock; rounding the edges loses none."""
    speeches = tuple(Speech(at=at, samples=b"\1\0" * 480) for at in (0.5, 0.99, 3.41, 4.99))
    talking = replace(reel(), sound=Sound(speeches=speeches, seconds=5.0))
    pieces = [shots.piece(talking, shot) for shot in shots.shots(talking)]
    assert [[round(one.at, 2) for one in piece.sound.speeches] for piece in pieces if piece.sound] == [
        [0.5],
        [0.0],
        [0.01],
    ]
    assert [round(piece.sound.seconds, 2) for piece in pieces if piece.sound] == [1.0, 2.4, 1.6]
    assert shots.piece(reel(), shots.shots(reel())[0]).sound is None
