"""A file to be made: checked before the work begins, and there under its name only when it is complete."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from glob import escape
from importlib import import_module
from pathlib import Path
from shutil import rmtree

import msgspec

from loopway.errors import RenderError, UsageError
from loopway.publish.delivery import FOLDER

ABANDONED = 3600
"""Seconds after which a draft that nobody writes to is one that a killed run has left."""
UNMARKED = (".srt", ".chapters.txt")
"""Endings of files that do not tell who made them: they are replaced only by force."""
REFUSALS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota is used up",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EIO: "the disk does not answer",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder has gone",
}
"""Why a system refuses to write what it had agreed to write."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A path that may be written."""

    path: Path
    """As it was given."""
    ending: str
    """In small letters, with its dot."""

    @classmethod
    def checked(cls, path: Path, endings: Mapping[str, str], *, force: bool = False) -> Target:
        """The target at `path`; UsageError if it cannot be written there, or would replace somebody else's file.

        `endings` gives for each ending that will do the module that knows its own files by `is_ours(path)`.
        `force` replaces any file.
        """
        ending = next((known for known in endings if path.name.lower().endswith(known)), None)
        if ending is None or path.name.lower() == ending:
            raise _unknown_ending(path, tuple(endings))
        try:
            _check_folder(path, f"-o {path}")
            _check_name(path, endings[ending], force)
        except OSError as error:
            raise UsageError(
                f"{path} cannot be written", where=f"-o {path}", why=str(error.strerror), todo="choose another place"
            ) from error
        return cls(path=path, ending=ending)

    @classmethod
    def folder(cls, path: Path, owner: str) -> Target:
        """The folder at `path`; UsageError if it cannot be made there, or if something is in it that is not loopway's.

        `owner` is the module that knows such folders by `is_ours(path)`. Nothing in a folder is ever replaced by force.
        """
        try:
            _check_folder(path.absolute(), f"--segments {path}")
            if path.exists() and not path.is_dir():
                raise UsageError(f"{path} is not a folder", where=f"--segments {path}", todo="choose another name")
            if path.exists() and not import_module(owner).is_ours(str(path)):
                raise UsageError(
                    f"{path} holds files that loopway did not make",
                    where=f"--segments {path}",
                    why="the folder is replaced as a whole, and they would be lost",
                    todo=f"choose a new folder: --segments {path / 'pieces'}",
                )
        except OSError as error:
            raise UsageError(
                f"{path} cannot be written",
                where=f"--segments {path}",
                why=str(error.strerror),
                todo="choose another place",
            ) from error
        return cls(path=path, ending=FOLDER)


def _unknown_ending(path: Path, known: tuple[str, ...]) -> UsageError:
    close = get_close_matches(path.suffix.lower(), known, n=1, cutoff=0.6)
    example = f"for example: -o {path.with_suffix(known[0])}"
    return UsageError(
        f"loopway writes no {path.suffix} files" if path.suffix else f"{path} has no ending",
        where=f"-o {path}",
        why=f"the ending chooses what is made: {', '.join(known)}",
        todo=f"did you mean {path.with_suffix(close[0])}?" if close else example,
    )


def _check_folder(path: Path, where: str) -> None:
    folder = path.parent
    if not folder.exists():
        raise UsageError(f"the folder {folder} does not exist", where=where, todo=f"mkdir -p {folder}")
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", where=where, todo="choose another folder")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(
            f"the folder {folder} is not writable",
            where=where,
            why="you may not make files in it",
            todo="choose another folder",
        )


def _check_name(path: Path, owner: str, force: bool) -> None:
    if not path.exists():
        return
    if not path.is_file():
        raise UsageError(f"{path} is not a file", why="something else has this name", todo="choose another name")
    if not force and path.name.lower().endswith(UNMARKED):
        raise UsageError(
            f"{path} exists, and nobody can see who made it",
            why="files of this kind hold words for other programs, and have no place for a mark of loopway's",
            todo="give another name with -o, or replace it with -f",
        )
    if not force and not import_module(owner).is_ours(str(path)):
        raise UsageError(
            f"{path} exists, and loopway did not make it",
            why="it would be lost",
            todo="give another name with -o, or replace it with -f",
        )


@contextmanager
def finished(path: Path) -> Iterator[str]:
    """Gives a name beside `path` to write to; moves the file to `path` at the end, removes it if anything goes wrong.

    So nobody ever sees half a file under its name; what runs that were killed left of it is swept. RenderError if the
    disk is full or has failed.
    """
    real = path.resolve()  # through a link: the file behind it is replaced, not the link
    _sweep(real)
    draft = real.with_name(f".{real.stem}.{os.getpid()}.part{real.suffix}")
    try:
        yield str(draft)
        draft.replace(real)
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        raise _refused(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def finished_folder(path: Path) -> Iterator[str]:
    """Gives an empty folder beside `path`; moves it to `path` at the end, and removes it if anything goes wrong.

    What was in `path` is gone then. RenderError if the disk is full or has failed.
    """
    real = path.resolve()
    _sweep(real)
    draft, old = (real.with_name(f".{real.stem}.{os.getpid()}.{what}{real.suffix}") for what in ("part", "old"))
    draft.mkdir()
    try:
        yield str(draft)
        if real.exists():
            real.rename(old)
        try:
            draft.rename(real)
        except OSError:
            if old.exists():
                old.rename(real)
            raise
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        raise _refused(path, error) from error
    finally:
        for left in (draft, old):
            rmtree(left, ignore_errors=True)


def _refused(path: Path, error: OSError) -> RenderError:
    return RenderError(
        f"{path} could not be written",
        where=str(path.parent),
        why=REFUSALS[error.errno or 0],
        todo="make room there, or choose another folder with -o",
    )


def _sweep(real: Path) -> None:
    for draft in real.parent.glob(f".{escape(real.stem)}.*.part{escape(real.suffix)}"):
        with suppress(OSError):  # another run has just finished or swept it
            if draft.stat().st_mtime < time.time() - ABANDONED:
                rmtree(draft) if draft.is_dir() else draft.unlink()
