"""What `%loopway` and `%%loopway` do: the words of `loopway render`, and the film shown where they stand."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from loopway.api import compare, render
from loopway.cli.mishap import in_four_parts
from loopway.cli.request import Request, request
from loopway.errors import UsageError
from loopway.notebook.place import Place
from loopway.notebook.shown import Shown, bundle, shown_of
from loopway.notebook.surroundings import beside_the_notebook, output_shown
from loopway.trace import Trace

LINE, BLOCK = "%loopway", "%%loopway"
CELL = "cell.py"
"""The name under which a cell is run, and by which its film is called unless the cell says otherwise."""


def loopway(line: str, cell: str | None = None) -> None:
    """Films the cell, or the script, trace or lesson that the line names, and shows the film.

    The line takes the words of `loopway render`; `%loopway --help` lists them. A cell is run as a script by itself, in
    a process of its own: it knows nothing of the other cells, and `asyncio.run` works in it.
    """
    with TemporaryDirectory(prefix="loopway-") as name, _four_parts_only(name):
        folder = Path(name)
        try:
            asked = _asked(line) if cell is None else _asked_of_cell(line, cell, folder / CELL)
        except click.exceptions.Exit:  # the help has been shown
            return
        _film(asked, shown_of(asked, folder))


def _asked(line: str) -> Request:
    asked = request(_words(line, LINE), LINE)
    if len(asked.sources) > 1 and not asked.compare:
        raise UsageError(
            f"{len(asked.sources)} sources are named",
            where=LINE,
            why="one place shows one film",
            todo="film each in a cell of its own, or two on one clock with --compare",
        )
    return asked


def _asked_of_cell(line: str, cell: str, script: Path) -> Request:
    words = _words(line, BLOCK)
    ours = words.index("--") if "--" in words else len(words)
    asked = request([*words[:ours], str(script), *words[ours:]], BLOCK)
    others = asked.sources[:-1]
    if others and not asked.compare:
        raise UsageError(
            f"both {others[0]} and a cell are to be filmed",
            where=BLOCK,
            why="one place shows one film",
            todo=f"for both on one clock: {BLOCK} --compare {others[0]}",
        )
    script.write_text(cell, encoding="utf-8")
    return asked


def _words(line: str, place: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise UsageError("the line cannot be read", where=place, why=str(error), todo="close the quote") from None


def _film(asked: Request, shown: Shown) -> None:
    place = Place()
    kept = set(asked.outputs)
    make = compare if asked.compare else render

    def watching(script: Path) -> Trace:
        with output_shown() as (out, err), beside_the_notebook():
            return asked.watch(script, stdout=out, stderr=err)

    with asked.studio(warn=_warn) as studio:
        made = make(
            *asked.sources,
            *dict.fromkeys([*asked.outputs, *shown.files]),
            force=asked.force,
            studio=studio,
            watching=watching,
            warn=_warn,
            tick=place.tick,
            **asked.wished,
        )
    place.show(bundle(shown, next(file for file in made if file.path == shown.film)))
    for file in made:
        if file.path in kept:
            print(file.path)


def _warn(words: str) -> None:
    print(f"warning: {words}", file=sys.stderr)


class Told(Exception):
    """An error of which a notebook shows loopway's four parts, and no traceback of loopway's own functions."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback, line by line."""
        return f"error: {self}".splitlines()


@contextmanager
def _four_parts_only(folder: str) -> Iterator[None]:
    """Whatever goes wrong is told in four parts; the cell goes by its own name, not that of the file it is run from."""
    try:
        yield
    except Exception as error:
        raise Told(str(in_four_parts(error)).replace(f"{folder}{os.sep}", "")) from None
