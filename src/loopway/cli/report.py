"""What a command of films tells a machine: one JSON document on standard output, `--json`."""

from __future__ import annotations

import os

import msgspec

from loopway.api import Made
from loopway.cli.mishap import in_four_parts
from loopway.trace.plain import plain


class Mishap(msgspec.Struct, frozen=True, kw_only=True):
    """An error in its four parts, and the exit code that belongs to it."""

    what: str
    where: str
    why: str
    do: str
    exit: int


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was made and read back; `seconds` is None for what does not move."""

    path: str
    bytes: int
    seconds: float | None


class Film(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one source, or of the two of a comparison."""

    sources: tuple[str, ...]
    files: tuple[File, ...] = ()
    warnings: tuple[str, ...] = ()
    script_failed: str = ""
    """How the script itself failed, if it did; the film is there all the same."""
    error: Mishap | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole document. `error` is what kept the command from beginning, or the only film from being made."""

    films: tuple[Film, ...] = ()
    error: Mishap | None = None
    exit: int = 0


def filmed(sources: tuple[str, ...], made: tuple[Made, ...], warnings: tuple[str, ...]) -> Film:
    """What was made."""
    files = tuple(File(path=plain(os.fspath(file.path)), bytes=file.bytes, seconds=file.seconds) for file in made)
    failed = next((file.failed for file in made if file.failed), "")
    return Film(sources=tuple(map(plain, sources)), files=files, warnings=warnings, script_failed=failed)


def mishap(error: Exception) -> Mishap:
    """What went wrong."""
    known = in_four_parts(error)
    return Mishap(
        what=plain(known.what),
        where=plain(known.where),
        why=plain(known.why),
        do=plain(known.todo),
        exit=known.exit_code,
    )


def as_json(report: Report) -> str:
    """The document, indented: people read it too."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()
