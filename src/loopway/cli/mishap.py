"""Whatever went wrong, told to the user in four parts on standard error, with the exit code that belongs to it."""

from __future__ import annotations

import traceback
from pathlib import Path

import click

from loopway.cli.grammar import meant
from loopway.errors import LoopwayError, RenderError

HOME = Path(__file__).parent.parent


def tell(error: Exception, *, verbose: bool = False) -> int:
    """Tells of an error and gives its exit code; `verbose` shows Python's traceback of one that is not the user's."""
    told = in_four_parts(error)
    if verbose and not isinstance(error, LoopwayError | click.UsageError):
        traceback.print_exception(error)
    click.echo(f"error: {told}", err=True)
    return told.exit_code


def in_four_parts(error: Exception) -> LoopwayError:
    """The error as loopway tells of it: what, where, why, what to do."""
    match error:
        case LoopwayError():
            return error
        case click.UsageError():
            return meant(error)
        case OSError():
            return _system(error)
        case _:
            return _ours(error)


def _system(error: OSError) -> LoopwayError:
    where = str(error.filename) if error.filename is not None else ""
    return RenderError(
        "the system refused",
        where=where,
        why=error.strerror or str(error),
        todo="see that the place exists, is yours and has room",
    )


def _ours(error: Exception) -> LoopwayError:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(HOME)]
    return RenderError(
        "loopway made a mistake; the fault is ours, not yours",
        where=f"{ours[-1].filename}:{ours[-1].lineno}" if ours else "",
        why=f"{type(error).__name__}: {error}",
        todo="please report it with what --verbose prints",
    )
