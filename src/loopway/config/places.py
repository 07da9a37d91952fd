"""Where something stands in a configuration, and how far its paths may lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from loopway.errors import UsageError

_header = re.compile(r"^\s*\[+\s*([^\]]*?)\s*\]+")
_key = re.compile(r"^\s*[\"']?([\w-]+)[\"']?\s*=")


def inside(file: Path, path: str, said_at: str) -> Path:
    """A path that the configuration `file` names; UsageError if it leads out of the file's folder."""
    folder = file.parent.resolve()
    found = (folder / path).resolve()
    if "\0" in path or not found.is_relative_to(folder):
        raise UsageError(
            f"{path} lies outside of {folder}",
            where=said_at,
            why="what a configuration names stays within its own folder",
            todo="name a place beside or below the configuration",
        )
    return found


def where(file: Path, text: str, table: str, key: str = "", number: int = 0) -> str:
    """`pyproject.toml:12`: where a key of the `number`th table of that name stands, or the table itself."""
    line = next(_lines_of(text, table, key, number), 0)
    return f"{shown(file)}:{line}" if line else shown(file)


def shown(file: Path) -> str:
    """How the file is called from here."""
    return str(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file)


def _lines_of(text: str, table: str, key: str, number: int) -> Iterator[int]:
    """The lines at which a key of the `number`th table of that name may stand; of an empty key, the table's own."""
    current, seen = "", -1
    for line, words in enumerate(text.splitlines(), 1):
        if header := _header.match(words):
            current = header[1].replace(" ", "").replace('"', "")
            seen += current == table
            if not key and current == table and seen == number:
                yield line
        elif (found := _key.match(words)) and found[1] == key and current == table and seen == number:
            yield line
