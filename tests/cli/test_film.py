"""Whole films from the command line: few, because Manim takes a second to load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

Command = Callable[..., Any]


def test_a_script_becomes_a_film(folder: Path, loopway: Command) -> None:
    """Without an output: ./NAME.mp4, of the asked quality, marked as ours; standard output is its path alone."""
    outcome = loopway("good.py", "-q", "draft", "--pace", "8")
    assert (outcome.code, outcome.out) == (0, "good.mp4\n")
    lines = outcome.err.splitlines()
    assert lines[0] == "off we go"
    assert lines[-2].startswith("good.mp4: ")
    assert lines[-1] == "next: loopway render good.py --pace 8 -q good"
    with av.open("good.mp4") as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (854, 480, 15)
        assert film.metadata["comment"] == "made by loopway"
        assert lines[-2].startswith(f"good.mp4: {film.duration / 1e6:.1f} s, ")
    assert sorted(path.name for path in folder.iterdir()) == ["good.mp4", "good.py"]


def test_a_lesson_becomes_a_poster(folder: Path, loopway: Command) -> None:
    """A lesson is filmed from its committed trace; what loopway made may be replaced, what it did not make may not."""
    assert loopway("render", "my_coroutine", "-q", "draft", "-o", "a.png").code == 0
    with Image.open("a.png") as image:
        assert image.size == (854, 480)
        image.save("b.png")
    assert loopway("render", "my_coroutine", "-q", "draft", "-o", "a.png", "--theme", "day").code == 0
    assert loopway("render", "my_coroutine", "-q", "draft", "-o", "b.png").code == 2


def test_the_words_of_a_film_are_files_too(folder: Path, loopway: Command) -> None:
    """Captions twice and YouTube's list, without drawing; a list that YouTube would drop is refused before all work."""
    outcome = loopway("render", "gather", "--pace", "60", "-o", "a.srt", "-o", "a.vtt", "-o", "a.chapters.txt")
    assert (outcome.code, outcome.out) == (0, "a.srt\na.vtt\na.chapters.txt\n")
    assert (folder / "a.chapters.txt").read_text().startswith("0:00 ")
    refused = loopway("render", "no_road", "-o", "b.srt", "-o", "b.chapters.txt")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.splitlines()[0] == "error: YouTube would show no chapters"
    again = loopway("render", "gather", "-o", "a.srt")
    assert (again.code, again.err.splitlines()[0]) == (2, "error: a.srt exists, and nobody can see who made it")
    assert loopway("render", "gather", "-o", "a.vtt").code == 0
    assert not (folder / "b.srt").exists()


def test_a_film_and_its_pieces(folder: Path, loopway: Command) -> None:
    """The folder is named once on standard output; its films and lists are in it, transparent as was asked."""
    outcome = loopway("render", "no_road", "-q", "draft", "-o", "a.webm", "--segments", "pieces", "--alpha")
    assert (outcome.code, outcome.out) == (0, "a.webm\npieces\n")
    assert [path.name for path in sorted((folder / "pieces").iterdir())] == [
        "01-gather-needs-a-road.webm",
        "02-gather-plans-two-cars-but-no-loop-runs-nobody-can-ever-drive.webm",
        "03-2-cars-planned-none-ever-drove.webm",
        "markers.csv",
        "markers.edl",
    ]
    assert outcome.err.splitlines()[-2].endswith("(3 films)")


def test_a_theme_of_ones_own(folder: Path, loopway: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme in a module beside the script is found by module:Name; its background is in the picture."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    (folder / "mine.py").write_text(
        "from msgspec.structs import replace\nfrom loopway.theme import NIGHT\nRED = replace(NIGHT, bg='#200000')\n"
    )
    assert loopway("my_coroutine", "-q", "draft", "-o", "a.png", "--theme", "mine:RED").code == 0
    with Image.open("a.png") as image:
        assert image.getpixel((0, 0)) == (32, 0, 0)


def test_a_disk_that_takes_no_more(folder: Path) -> None:
    """Exit 4, the reason, and nothing half-written: here files may have so many blocks and no more."""
    film = f"ulimit -f 400; exec {sys.executable} -m loopway render my_coroutine -o a.png"
    ended = subprocess.run(["sh", "-c", film], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (4, "")
    assert ended.stderr.splitlines() == [
        "error: a.png could not be written",
        "  where: .",
        "  why:   the file would be larger than the system allows",
        "  do:    make room there, or choose another folder with -o",
    ]
    assert [path.name for path in folder.iterdir()] == ["good.py"]


def test_two_programs_are_one_film(folder: Path, loopway: Command) -> None:
    """A plain script and an asyncio one, each watched as it is, become one picture; without -o, its name is both."""
    (folder / "slow.py").write_text("import time\n\ndef nap():\n    time.sleep(2)\n\nnap()\n")
    outcome = loopway("render", "--compare", "good.py", "slow.py", "-q", "draft", "--pace", "12")
    assert (outcome.code, outcome.out) == (0, "good-slow.mp4\n")
    assert outcome.err.splitlines()[-1] == "next: loopway render --compare good.py slow.py --pace 12 -q good"
    with av.open("good-slow.mp4") as film:
        assert 10 < film.duration / 1e6 < 14
    assert sorted(path.name for path in folder.iterdir()) == ["good-slow.mp4", "good.py", "slow.py"]


def test_two_of_a_kind_are_no_comparison(folder: Path, loopway: Command) -> None:
    """Exit 2, both named, and nothing made."""
    (folder / "other.py").write_text((folder / "good.py").read_text())
    outcome = loopway("render", "--compare", "good.py", "other.py", "-q", "draft", "-o", "a.png")
    assert outcome.err.splitlines()[-4:] == [
        "error: both programs run an event loop",
        "  where: good.py and other.py",
        "  why:   a comparison shows a plain program on its single lane beside an asyncio program on its ring road",
        "  do:    give one of each; films of two of a kind can be made one by one",
    ]
    assert outcome.code == 2
    assert sorted(path.name for path in folder.iterdir()) == ["good.py", "other.py"]
