"""Finished segments, kept by what they were made from, so that interrupted work is never done twice.

A file here is whole or not there: it is written under a name of its own and then renamed. Two runs at once write
the same bytes under the same names, and whoever takes a segment holds its bytes, not its file: either may delete it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from uuid import uuid4

import av
import msgspec

from loopway.errors import LoopwayError, MachineError, RenderError
from loopway.publish.segments import Film, Segment, frames_in

PLACE = "LOOPWAY_CACHE"
"""The environment variable that moves the cache to another folder."""
LIMIT = 2 << 30
"""Bytes. What was not used for longest goes first."""
ABANDONED = 3600
"""Seconds after which an unfinished file is one that a killed run has left."""
DRAWN_WITH = ("manim", "pycairo", "ManimPango", "numpy", "fontpkg-inter", "fontpkg-jetbrains-mono")
"""The packages whose versions may change a picture ..."""
EXTRAS = ("justmytype-intl-rtl", "noto-cjk-sans-jp-bold", "noto-cjk-sans-jp-regular")
"""... and fonts that may be installed later, in place of hollow boxes."""


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """What the cache holds."""

    folder: Path
    segments: int
    size: int
    """Bytes, unfinished files included."""
    limit: int


class Cache:
    """The segments kept in `folder` (by default this user's), `limit` bytes of them once a run has ended.

    It saves work, and is never needed: a folder that cannot be read is empty; `warn` is told if it takes nothing.
    """

    def __init__(
        self, folder: Path | None = None, *, limit: int = LIMIT, warn: Callable[[str], object] = warnings.warn
    ) -> None:
        self.folder = (folder or users_folder()) / "segments"
        self.limit = limit
        self._warn = warn
        self._refuses = False

    def get(self, name: str, frames: int) -> bytes | None:
        """The segment, if it is here, has the recorded size and bytes, and decodes to `frames` frames."""
        path = self._path(name)
        try:
            line, _, data = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if line != _label(data, frames) or frames_in(data) != frames:
            return None
        with suppress(
            OSError
        ):  # another run has just deleted it; or somebody else's folder, which is read all the same
            os.utime(path)
        return data

    def keep(self, name: str, frames: int, data: bytes) -> None:
        """Keep a finished segment, if that is possible; the first time it is not, say so, and then try no more."""
        if self._refuses:
            return
        try:
            self.put(name, frames, data)
        except LoopwayError as error:
            self._refuses = True
            self._warn(f"{error.what} ({error.where}: {error.why}): interrupted work is not kept; {error.todo}")

    def put(self, name: str, frames: int, data: bytes) -> None:
        """Keep a finished segment; MachineError or RenderError if this folder takes no more."""
        path = self._path(name)
        draft = path.with_name(f"{uuid4().hex}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                draft.write_bytes(_label(data, frames) + b"\n" + data)
                with suppress(FileNotFoundError):  # somebody has cleared the cache meanwhile, and this with it
                    draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            raise (RenderError if full else MachineError)(
                "the cache of finished segments cannot be written",
                where=str(self.folder),
                why=error.strerror or str(error),
                todo=f"{'make room there, or ' if full else ''}choose another folder: export {PLACE}=FOLDER",
            ) from error

    def prune(self) -> None:
        """Delete what killed runs have left, then what was not used for longest, until the limit is kept.

        What another run is just writing stays, and counts.
        """
        excess = -self.limit
        kept = []
        for path, size, used in self._files():
            if path.suffix == ".part" and used < time.time() - ABANDONED:
                _delete(path)
                continue
            excess += size
            if path.suffix == ".segment":
                kept.append((used, size, path))
        for _, size, path in sorted(kept):
            if excess <= 0:
                break
            _delete(path)
            excess -= size

    def show(self) -> Holdings:
        """What is here now."""
        files = list(self._files())
        segments = sum(path.suffix == ".segment" for path, _, _ in files)
        return Holdings(folder=self.folder, segments=segments, size=sum(size for _, size, _ in files), limit=self.limit)

    def clear(self) -> Holdings:
        """Delete everything; gives what was here."""
        before = self.show()
        for path, _, _ in self._files():
            path.unlink(missing_ok=True)
        return before

    def __contains__(self, name: str) -> bool:
        """Whether there is such a file; only `get` knows whether it is whole."""
        try:
            self._path(name).stat()
        except OSError:
            return False
        return True

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.segment"

    def _files(self) -> Iterator[tuple[Path, int, float]]:
        """Path, bytes and time of last use of every file; other runs may delete some of them meanwhile."""
        for path in [*self.folder.glob("*.segment"), *self.folder.glob("*.part")]:
            try:
                about = path.stat()
            except OSError:
                continue
            yield path, about.st_size, about.st_mtime


def users_folder() -> Path:
    """Where this user's caches belong on this system, or where LOOPWAY_CACHE says."""
    if os.environ.get(PLACE):
        return Path(os.environ[PLACE])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "loopway"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "loopway" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "loopway"


def names(film: Film) -> dict[Segment, str]:
    """The names under which a film's segments are kept: a hash of all that decides their bytes, and their place.

    loopway's own text is part of it: an altered checkout never shows what it drew before.
    """
    digest = hashlib.sha256(drawn_with())
    for part in (film.footage.encode(), film.trace, film.options, msgspec.json.encode(film.encoding)):
        digest.update(b"%d " % len(part) + part)
    return {part: f"{digest.hexdigest()[:32]}-{part.first}-{part.count}" for part in film.segments()}


@cache
def drawn_with() -> bytes:
    """A hash of loopway's text and of the versions of what it draws and encodes with."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\n" + path.read_bytes())
    installed = [name for name in EXTRAS if _is_installed(name)]
    for name in (*DRAWN_WITH, *installed):
        digest.update(f"{name} {version(name)}\n".encode())
    digest.update(repr((av.__version__, sorted(av.library_versions.items()))).encode())
    return digest.digest()


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _delete(path: Path) -> None:
    """In a folder where nothing can be deleted, nothing could be put either."""
    with suppress(OSError):
        path.unlink()


def _label(data: bytes, frames: int) -> bytes:
    """The line before a segment's bytes, by which they are known to be whole."""
    return msgspec.json.encode({"size": len(data), "frames": frames, "sha256": hashlib.sha256(data).hexdigest()})
