"""The words of `loopway render`, understood and not yet obeyed: a notebook and Sphinx speak them too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import click
import msgspec

from loopway.api import Studio, Wishes, watch
from loopway.api.wishes import cut
from loopway.cli.batch import check_alone, check_pair
from loopway.cli.commands import render
from loopway.cli.grammar import meant, said
from loopway.config import Config, check
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
    configuration: Path | None = None
    """The pyproject.toml that had its say, too."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files behind the wishes: a catalogue, a brand's logo and font, the recordings of a voice."""
        words = [self.wished.get("lang"), self.wished.get("voice"), *(self.wished.get("brand") or {}).values()]
        named = [Path(word) for word in words if word]
        return tuple(sorted(path for one in named for path in (one, *one.glob("*")) if path.is_file()))

    def watch(self, script: Path, *, stdout: int | IO[bytes] | None, stderr: int | IO[bytes] | None) -> Trace:
        """Records a script as was asked for, with its output sent where `stdout` and `stderr` say."""
        return watch(script, **self.watching, stdout=stdout, stderr=stderr)

    def studio(self, *, warn: Callable[[str], object]) -> Studio:
        """A studio as was asked for."""
        return Studio(**self.drawing, warn=warn)


def request(words: Sequence[str], place: str) -> Request:
    """What the words behind `loopway render` ask for; UsageError for words that stand for nothing.

    `place` is where they stand, for the error messages. What has a meaning on the command line alone is refused.

    >>> request(["gather.py", "-q", "draft"], "%loopway").wished["quality"]
    'draft'
    """
    try:  # click keeps the help option that it makes first: it has to be the command line's
        context = render.make_context(place, list(words), help_option_names=["-h", "--help"])
    except click.UsageError as error:
        raise meant(error) from None
    given = context.params
    known = {*Request.__struct_fields__, *WATCHING, *DRAWING, *Wishes.__struct_fields__}
    for parameter in render.params:
        if parameter.name in {*said(context)} - known:
            raise UsageError(
                f"{parameter.opts[-1]} has no meaning here",
                where=place,
                why="it belongs to the command line",
                todo="leave it out",
            )
    check_alone(given["sources"], module=None, all_=False, outputs=())
    if given["compare"]:
        check_pair(given["sources"])
    wished = {name: given[name] for name in Wishes.__struct_fields__ if name in given}
    config: Config | None = context.obj
    if config is not None:
        check(config, wished["theme"])
        wished["brand"] = config.branding
    cut(Wishes(**wished))
    return Request(
        sources=given["sources"],
        outputs=given["outputs"],
        compare=given["compare"],
        force=given["force"],
        watching={name: given[name] for name in WATCHING},
        drawing={name: given[name] for name in DRAWING},
        wished=wished,
        configuration=config.file if config else None,
    )


def wish_options() -> Mapping[str, bool]:
    """The options of `render` that are wishes, without their dashes: name -> whether it takes a value.

    >>> wish_options()["quality"]
    True
    """
    wishes = (option for option in render.params if isinstance(option, click.Option))
    named = (option for option in wishes if option.name in Wishes.__struct_fields__)
    return {option.opts[-1].removeprefix("--"): not option.is_flag for option in named}
