"""`loopway lessons` and `loopway gallery`: what they print, copy, and refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loopway.gallery import files
from loopway.lessons import CHECKOUT, lessons

Command = Callable[..., Any]


def test_the_list(loopway: Command) -> None:
    """One line a lesson on standard output: place, name, title, sentence."""
    outcome = loopway("lessons")
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert [line.split()[:2] for line in lines] == [[lesson.id, lesson.name] for lesson in lessons().values()]
    gather = lessons()["gather"]
    (line,) = (line for line in lines if line.split()[1] == "gather")
    assert line.endswith(f"  {gather.sentence}")
    assert f"  {gather.telling.title}  " in line


def test_one_lesson(loopway: Command) -> None:
    """Its script on standard output, ready to be put into a file."""
    outcome = loopway("lessons", "gather")
    gather = lessons()["gather"]
    assert (outcome.code, outcome.out) == (0, gather.script.read_text())
    assert outcome.err.splitlines() == [f"s07  gather  {gather.telling.title}", gather.sentence, ""]


def test_a_lesson_is_copied_out_and_filmed_there(folder: Path, loopway: Command) -> None:
    """The paths on standard output; the copied scene is a source like any other, with its own words."""
    outcome = loopway("lessons", "gather", "--copy", "mine")
    assert outcome == (
        0,
        "mine/gather.py\nmine/scripts/gather.py\nmine/traces/gather.jsonl\n",
        "next: loopway render mine/gather.py\n",
    )
    assert loopway("render", "mine/gather.py", "-o", "a.jsonl").code == 0
    assert (folder / "a.jsonl").read_bytes() == (folder / "mine" / "traces" / "gather.jsonl").read_bytes()


def test_no_such_lesson(loopway: Command) -> None:
    """A near name is proposed; without one, the list is."""
    assert loopway("lessons", "gathr") == (
        2,
        "",
        "error: there is no lesson 'gathr'\n  do:    did you mean loopway lessons gather?\n",
    )
    assert loopway("lessons", "xyz").err == "error: there is no lesson 'xyz'\n  do:    loopway lessons lists them\n"


def test_copy_what(loopway: Command) -> None:
    """--copy wants the name of a lesson."""
    assert loopway("lessons", "--copy", "mine") == (
        2,
        "",
        "error: which lesson is to be copied?\n  do:    loopway lessons NAME --copy mine\n",
    )


def test_what_the_gallery_would_film(loopway: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """--dry-run names the stale lessons and makes nothing: all of them where nothing has been made yet."""
    monkeypatch.setattr("loopway.gallery.checkout", lambda: tmp_path)
    names = list(lessons())
    assert loopway("gallery", "--dry-run") == (
        0,
        "".join(f"{name}\n" for name in names),
        f"{len(names)} lessons, {len(names)} to be filmed\n",
    )
    assert not (tmp_path / "media").exists()


def test_the_gallery_of_a_wheel(loopway: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed loopway has no gallery to keep."""
    monkeypatch.setattr("loopway.gallery.scenes_folder", lambda: CHECKOUT / "elsewhere")
    outcome = loopway("gallery")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "error: the gallery belongs to loopway's repository",
        "  why:   this loopway was installed without it",
        "  do:    film a lesson: loopway render gather",
    ]


def test_where_the_gallery_is() -> None:
    """Poster and clip have the lesson's name."""
    poster, clip = files(Path("here"), lessons()["gather"])
    assert (poster.as_posix(), clip.as_posix()) == ("here/media/gallery/gather.png", "here/media/gallery/gather.webp")


def test_a_lesson_by_its_id(loopway: Command) -> None:
    """The number in the course will do as well as the name."""
    assert loopway("lessons", "s07") == loopway("lessons", "gather")
