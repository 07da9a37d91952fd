"""Where a file may be written is said before the work begins; it has its name only when it is complete."""

from __future__ import annotations

import errno
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from loopway.errors import LoopwayError, RenderError, UsageError
from loopway.publish import ENDINGS, Target, finished, recording
from loopway.publish.target import ABANDONED, finished_folder
from loopway.trace import Header, Trace

NOBODY = 65534


def refusal(path: Path, *, force: bool = False) -> UsageError:
    """How the path is refused."""
    with pytest.raises(UsageError) as error:
        Target.checked(path, ENDINGS, force=force)
    return error.value


@pytest.mark.parametrize("name", ["a.mp4", "a.MP4", "a.webp", "a.png", "a.b.json", "with space.mp4", "ünï.mp4"])
def test_a_new_file_may_be_made(tmp_path: Path, name: str) -> None:
    """Any known ending in any case of letters, in a folder that can be written."""
    assert Target.checked(tmp_path / name, ENDINGS).ending == Path(name).suffix.lower()


def test_an_ending_of_two_parts(tmp_path: Path) -> None:
    """A compressed trace is known by both; .gz alone, or an ending without a name, is none."""
    assert Target.checked(tmp_path / "a.b.JSONL.gz", ENDINGS).ending == ".jsonl.gz"
    assert refusal(tmp_path / "a.gz").what == "loopway writes no .gz files"
    assert refusal(tmp_path / ".jsonl").what == f"{tmp_path / '.jsonl'} has no ending"


@pytest.mark.parametrize(
    ("name", "what", "todo"),
    [
        ("a.mp5", "loopway writes no .mp5 files", "did you mean a.mp4?"),
        ("a.avi", "loopway writes no .avi files", "for example: -o a.mp4"),
        ("a", "a has no ending", "for example: -o a.mp4"),
    ],
)
def test_an_unknown_ending(name: str, what: str, todo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the endings and the nearest of them."""
    monkeypatch.chdir(tmp_path)
    error = refusal(Path(name))
    assert (error.what, error.todo) == (what, todo)
    assert error.why == f"the ending chooses what is made: {', '.join(ENDINGS)}"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The message gives the command that makes it."""
    error = refusal(tmp_path / "films" / "a.mp4")
    assert (error.what, error.todo) == (
        f"the folder {tmp_path}/films does not exist",
        f"mkdir -p {tmp_path}/films",
    )


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """a.txt/film.mp4 cannot be."""
    (tmp_path / "a.txt").touch()
    assert refusal(tmp_path / "a.txt" / "film.mp4").what == f"{tmp_path}/a.txt is not a folder"


def test_a_folder_that_cannot_be_written() -> None:
    """Without permission nothing is begun; root, who may write anywhere, tries it as nobody."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        with as_nobody():
            error = refusal(Path(folder) / "a.mp4")
    assert error.what == f"the folder {folder} is not writable"


def test_a_folder_that_cannot_be_looked_into() -> None:
    """What stands behind a closed door cannot be written either."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "films").mkdir()
        Path(folder).chmod(0o000)
        with as_nobody():
            error = refusal(Path(folder) / "films" / "a.mp4")
    assert (error.what, error.why) == (f"{folder}/films/a.mp4 cannot be written", "Permission denied")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    """The system's own reason is passed on."""
    assert refusal(tmp_path / ("a" * 300 + ".mp4")).why == "File name too long"


def test_a_name_that_is_taken_by_a_folder(tmp_path: Path) -> None:
    """Not even -f replaces a folder."""
    (tmp_path / "a.mp4").mkdir()
    assert refusal(tmp_path / "a.mp4", force=True).what == f"{tmp_path}/a.mp4 is not a file"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_somebody_elses(tmp_path: Path, ending: str) -> None:
    """It stays, empty or full, unless -f says otherwise."""
    path = tmp_path / f"a{ending}"
    for contents in (b"", b"precious", b'{"type": "Header"}\n', b'{"a": 1}\n', b"\xff\xfe"):
        path.write_bytes(contents)
        error = refusal(path)
        unmarked = ending in (".srt", ".chapters.txt")
        assert error.what == (
            f"{path} exists, and {'nobody can see who made it' if unmarked else 'loopway did not make it'}"
        )
        assert error.todo == "give another name with -o, or replace it with -f"
        assert Target.checked(path, ENDINGS, force=True).path == path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_trace_of_ours_may_be_replaced(tmp_path: Path, name: str) -> None:
    """A JSON header is loopway's mark in a trace."""
    path = tmp_path / name
    header = Header(script="a.py", source="", python="3.11.7", clock="real", step=0, reproducible=False)
    recording.write(Trace(header=header, events=()), str(path))
    assert Target.checked(path, ENDINGS).path == path


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    """Before, it has another name beside it, with the same ending."""
    path = tmp_path / "a.mp4"
    with finished(path) as draft:
        Path(draft).write_bytes(b"whole")
        assert Path(draft).parent == tmp_path
        assert draft.endswith(".mp4")
        assert not path.exists()
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.mp4": b"whole"}


@pytest.mark.parametrize("problem", [RenderError("no"), KeyboardInterrupt(), SystemExit(143), ValueError("no")])
def test_nothing_half_written_stays(tmp_path: Path, problem: BaseException) -> None:
    """Whatever goes wrong: the old file is as it was, and nothing is beside it."""
    path = tmp_path / "a.mp4"
    path.write_bytes(b"old")
    with pytest.raises(type(problem)), finished(path) as draft:
        Path(draft).write_bytes(b"ha")
        raise problem
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.mp4": b"old"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What stands behind it is replaced."""
    (tmp_path / "films").mkdir()
    link = tmp_path / "a.mp4"
    link.symlink_to(tmp_path / "films" / "real.mp4")
    with finished(link) as draft:
        Path(draft).write_bytes(b"whole")
    assert link.is_symlink()
    assert (tmp_path / "films" / "real.mp4").read_bytes() == b"whole"


def test_a_file_larger_than_the_system_allows(tmp_path: Path) -> None:
    """The limit is real: set for this process, met by a write."""
    path = tmp_path / "a.mp4"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with pytest.raises(RenderError) as error, finished(path) as draft:
            Path(draft).write_bytes(b"x" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert str(error.value).splitlines() == [
        f"{path} could not be written",
        f"  where: {tmp_path}",
        "  why:   the file would be larger than the system allows",
        "  do:    make room there, or choose another folder with -o",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk(tmp_path: Path) -> None:
    """/dev/full answers as a full disk does."""
    path = tmp_path / "a.mp4"
    with pytest.raises(RenderError) as error, finished(path) as draft:
        Path(draft).symlink_to("/dev/full")
        Path(draft).write_bytes(b"x")
    assert error.value.why == "the disk is full"
    assert list(tmp_path.iterdir()) == []


def test_other_errors_of_the_system_are_not_taken_for_a_full_disk(tmp_path: Path) -> None:
    """What the drawing itself could not open is its own affair."""
    with pytest.raises(OSError) as error, finished(tmp_path / "a.mp4"):
        Path("/proc/self/mem").chmod(0)
    assert not isinstance(error.value, LoopwayError)
    assert error.value.errno in (errno.EPERM, errno.EACCES)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's powers for a while, if we have them."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_what_killed_runs_have_left_is_swept(tmp_path: Path) -> None:
    """Drafts of this file that nobody has written to for an hour go; younger ones, and those of others, stay."""
    names = [".film.1.part.mp4", ".film.2.part.mp4", ".other.1.part.mp4", ".film.1.part.gif"]
    for name in names:
        (tmp_path / name).touch()
    for name in (names[0], *names[2:]):
        os.utime(tmp_path / name, (time.time() - ABANDONED - 1,) * 2)
    with finished(tmp_path / "film.mp4") as draft:
        Path(draft).touch()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names[1:], "film.mp4"])


def pieces(path: Path) -> UsageError:
    """How a folder is refused."""
    with pytest.raises(UsageError) as error:
        Target.folder(path, "loopway.publish.shots")
    return error.value


def test_a_folder_for_pieces(tmp_path: Path) -> None:
    """A new one, an empty one; not one with another file in it, not a file, not one in a folder that is not there."""
    assert Target.folder(tmp_path / "new", "loopway.publish.shots").ending == "/"
    (tmp_path / "empty").mkdir()
    assert Target.folder(tmp_path / "empty", "loopway.publish.shots").path == tmp_path / "empty"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    assert pieces(tmp_path / "full").what == f"{tmp_path}/full holds files that loopway did not make"
    assert pieces(tmp_path / "full").todo == f"choose a new folder: --segments {tmp_path}/full/pieces"
    assert pieces(tmp_path / "full" / "mine.txt").what == f"{tmp_path}/full/mine.txt is not a folder"
    assert pieces(tmp_path / "no" / "new").what == f"the folder {tmp_path}/no does not exist"


def test_a_folder_appears_when_it_is_complete(tmp_path: Path) -> None:
    """The new one takes the place of the old one, of which nothing is left; before, it is beside it."""
    path = tmp_path / "pieces"
    for name in ("one", "two"):
        with finished_folder(path) as draft:
            Path(draft, name).touch()
            assert Path(draft).parent == tmp_path
            assert not (path / name).exists()
    assert [file.relative_to(tmp_path).as_posix() for file in sorted(tmp_path.rglob("*"))] == ["pieces", "pieces/two"]


@pytest.mark.parametrize("problem", [RenderError("no"), KeyboardInterrupt(), SystemExit(143)])
def test_no_half_folder_stays(tmp_path: Path, problem: BaseException) -> None:
    """Whatever goes wrong: the old folder is as it was, and nothing is beside it."""
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "old").touch()
    with pytest.raises(type(problem)), finished_folder(tmp_path / "pieces") as draft:
        Path(draft, "new").touch()
        raise problem
    assert [file.relative_to(tmp_path).as_posix() for file in sorted(tmp_path.rglob("*"))] == ["pieces", "pieces/old"]


def test_a_folder_on_a_full_disk(tmp_path: Path) -> None:
    """The system's own reason, in four parts."""
    with pytest.raises(RenderError) as error, finished_folder(tmp_path / "pieces") as draft:
        Path(draft, "a").symlink_to("/dev/full")
        Path(draft, "a").write_bytes(b"x")
    assert error.value.why == "the disk is full"
    assert list(tmp_path.iterdir()) == []
