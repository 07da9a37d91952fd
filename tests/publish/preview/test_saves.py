"""A save is seen when the content has changed, and only then."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from loopway.publish.preview import Saves

Write = Callable[[], object]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A file that is saved."""
    path = tmp_path / "a.py"
    path.write_text("one")
    return path


class Editor:
    """Saves what it is given when the watch looks the next time: files are named anew at each look."""

    def __init__(self, *files: Path) -> None:
        self.over = Event()
        self.looks = 0
        self._files = files
        self._todo: Iterator[Write] = iter(())

    def files(self) -> tuple[Path, ...]:
        """The files, after what was to be done next has been done."""
        self.looks += 1
        next(self._todo, lambda: None)()
        return self._files

    def seen(self, *todo: Write) -> list[str]:
        """The first file's content at each save that is seen while all this is done, one thing a look."""
        self._todo = iter([*todo, lambda: None, self.over.set])
        return [self._files[0].read_text() for _ in Saves(self.files, self.over)]


def touched(path: Path) -> None:
    """Written at another time, with the same content."""
    os.utime(path, ns=(1, 1))


def replaced(path: Path, text: str) -> None:
    """Saved as many editors do: a new file takes its place."""
    draft = path.with_suffix(".new")
    draft.write_text(text)
    draft.replace(path)


def test_the_state_that_is_found(script: Path) -> None:
    """It comes once, whatever the file looks like later."""
    assert Editor(script).seen() == ["one"]
    assert Editor(script).seen(lambda: touched(script)) == ["one"]


def test_saves(script: Path) -> None:
    """Each other content comes once, written in place or put in its place."""
    seen = Editor(script).seen(
        lambda: None, lambda: script.write_text("second"), lambda: None, lambda: replaced(script, "third")
    )
    assert seen == ["one", "second", "third"]


def test_the_same_content_again(script: Path) -> None:
    """A save that changes nothing is none."""
    assert Editor(script).seen(lambda: None, lambda: replaced(script, "one")) == ["one"]


def test_a_file_that_is_away_for_a_moment(script: Path) -> None:
    """It is waited for; coming back as it was, it has not changed."""
    away = script.with_suffix(".away")
    seen = Editor(script).seen(
        lambda: None,
        lambda: script.rename(away),
        lambda: away.rename(script),
        lambda: script.write_text("another"),
    )
    assert seen == ["one", "another"]


def test_any_of_several_files(script: Path) -> None:
    """A module beside the script counts as much as the script."""
    other = script.with_name("b.py")
    other.write_text("b")
    assert Editor(script, other).seen(lambda: None, lambda: other.write_text("changed")) == ["one", "one"]


def test_a_save_while_the_last_one_is_worked_on(script: Path) -> None:
    """It is not lost: the next look finds it."""
    over, seen = Event(), []
    for _ in Saves(lambda: [script], over):
        seen.append(script.read_text())
        if len(seen) == 1:
            script.write_text("meanwhile")
        else:
            over.set()
    assert seen == ["one", "meanwhile"]


def test_the_end_is_noticed_at_once(script: Path) -> None:
    """Whoever ends the watch does not wait for the next look."""
    over, begun = Event(), Event()

    def watch() -> None:
        for _ in Saves(lambda: [script], over):
            begun.set()

    watching = Thread(target=watch)
    watching.start()
    assert begun.wait(20)
    over.set()
    watching.join(20)
    assert not watching.is_alive()
