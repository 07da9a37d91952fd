"""Several sources in one go: one process, one film each, and a failure that does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from loopway.cli.mishap import tell
from loopway.errors import UsageError


def check_several(sources: Sequence[str], outputs: Sequence[Path]) -> None:
    """UsageError if an output is named for more than one source, or if two films would have the same name."""
    from loopway.api import name_of

    if outputs:
        raise UsageError(
            "one output for several sources",
            where=f"-o {outputs[0]}",
            why="each would overwrite the one before",
            todo=f"leave -o away: then each becomes ./NAME.mp4, as in {name_of(sources[0])}.mp4",
        )
    named: dict[str, str] = {}
    for source in sources:
        other = named.setdefault(name_of(source), source)
        if other is not source:
            raise UsageError(
                f"{other} and {source} would both become {name_of(source)}.mp4",
                why="one would overwrite the other",
                todo="film them one by one, each with its own -o",
            )


def check_pair(sources: Sequence[str]) -> None:
    """UsageError if these are not the two programs of one comparison."""
    if len(sources) != 2:
        raise UsageError(
            f"a comparison takes two programs, not {len(sources)}",
            where="--compare " + " ".join(sources),
            why="it shows a plain program beside an asyncio one, on one clock",
            todo="for example: loopway render --compare sync.py async.py",
        )


def each(sources: Sequence[str], film: Callable[[str], object], *, verbose: bool) -> int:
    """Films one source after the other and tells which could not be; gives the exit code of the first that failed."""
    failed: dict[str, int] = {}
    for number, source in enumerate(sources, 1):
        click.echo(f"{source} ({number} of {len(sources)})", err=True)
        try:
            film(source)
        except Exception as error:
            failed[source] = tell(error, verbose=verbose)
    made = len(sources) - len(failed)
    click.echo(f"filmed {made} of {len(sources)}" + (f"; not: {', '.join(failed)}" if failed else ""), err=True)
    return next(iter(failed.values()), 0)
