"""The fonts.conf of our own: where it is, what it lists, what is said when fonts are missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loopway.errors import MachineError
from loopway.film import fonts


def test_only_our_folders_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file names our two folders and no other, in the user's own cache folder, and nothing half-written is left."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folders = fonts.font_folders()
    file = fonts.fonts_conf(folders)
    text = file.read_text(encoding="utf-8")
    assert file.parent == tmp_path / "loopway"
    assert [line.strip() for line in text.splitlines() if "<dir>" in line] == [f"<dir>{one}</dir>" for one in folders]
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_two_writers_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written twice it is the same file; other folders make another one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folders = fonts.font_folders()
    assert fonts.fonts_conf(folders) == fonts.fonts_conf(folders)
    assert fonts.fonts_conf(folders) != fonts.fonts_conf(folders[:1])


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the cache folder is a file, a private temporary folder takes its place."""
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert fonts.fonts_conf(fonts.font_folders()).is_file()


def test_a_missing_font_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing, and the line that mends it."""
    monkeypatch.setattr(fonts, "PACKAGES", ("fontpkg_absent",))
    with pytest.raises(MachineError) as caught:
        fonts.font_folders()
    assert caught.value.what == "this machine lacks loopway's fonts"
    assert "fontpkg_absent" in caught.value.why
    assert caught.value.todo.startswith("pip install --force-reinstall fontpkg-inter")


def test_words_drawn_before_are_noticed() -> None:
    """If the machine's fonts were looked up before ours were named, that is said, and nothing is drawn with them."""
    program = (
        "import manimpango\n"
        "manimpango.list_fonts()\n"
        "from loopway.errors import MachineError\n"
        "from loopway.film.fonts import use_our_fonts\n"
        "try: use_our_fonts()\n"
        "except MachineError as error: print(error.what, '|', error.why)\n"
    )
    clean = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=clean)
    assert done.stdout.startswith("the fonts of loopway cannot be used | ")
