"""The words of `loopway render`, understood and not yet obeyed: a notebook and Sphinx speak them too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import IO, Any

import click
import msgspec
from click.core import ParameterSource

from loopway.api import Studio, Wishes, watch
from loopway.cli.commands import render
from loopway.cli.grammar import meant
from loopway.errors import UsageError
from loopway.trace import Trace

WATCHING = ("args", "clock", "timeout", "until")
"""Parameters of `render` that are those of `watch`."""
DRAWING = ("jobs", "cluster")
"""Parameters of `render` that are those of a Studio."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be filmed, and how."""

    sources: tuple[str, ...]
    outputs: tuple[Path, ...]
    compare: bool
    force: bool
    watching: dict[str, Any]
    drawing: dict[str, Any]
    wished: dict[str, Any]
    """The fields of Wishes."""

    def watch(self, script: Path, *, stdout: int | IO[bytes] | None, stderr: int | IO[bytes] | None) -> Trace:
        """Records a script as was asked for, with its output sent where `stdout` and `stderr` say."""
        return watch(script, **self.watching, stdout=stdout, stderr=stderr)

    def studio(self, *, warn: Callable[[str], object]) -> Studio:
        """A studio as was asked for."""
        return Studio(**self.drawing, warn=warn)


def request(words: Sequence[str], place: str, refused: Collection[str] = ()) -> Request:
    """What the words behind `loopway render` ask for; UsageError for words that it does not know.

    `place` is where they stand, for the error messages. Parameters that mean something on the command line alone, and
    those that are `refused`, may not be given.

    >>> request(["gather.py", "-q", "draft"], "%loopway").wished["quality"]
    'draft'
    """
    try:
        context = render.make_context(place, list(words))
    except click.UsageError as error:
        raise meant(error) from None
    given = context.params
    known = {*Request.__struct_fields__, *WATCHING, *DRAWING, *Wishes.__struct_fields__} - {*refused}
    for parameter in render.params:
        name = str(parameter.name)
        if name not in known and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise UsageError(f"{parameter.opts[-1]} has no meaning here", where=place, todo="leave it out")
    return Request(
        sources=given["sources"],
        outputs=given["outputs"],
        compare=given["compare"],
        force=given["force"],
        watching={name: given[name] for name in WATCHING},
        drawing={name: given[name] for name in DRAWING},
        wished={name: given[name] for name in Wishes.__struct_fields__ if name in given},
    )
