"""Whatever went wrong, told to the user in four parts on standard error, with the exit code that belongs to it."""

from __future__ import annotations

import traceback

import click

from loopway.cli.grammar import meant
from loopway.errors import LoopwayError, RenderError, mistake
from loopway.trace.plain import plain


def tell(error: Exception, *, verbose: bool = False) -> int:
    """Tells of an error and gives its exit code; `verbose` shows Python's traceback of one that is not the user's."""
    told = in_four_parts(error)
    if verbose and not isinstance(error, LoopwayError | click.UsageError):
        traceback.print_exception(error)
    click.echo(f"error: {_plainly(told)}", err=True)
    return told.exit_code


def _plainly(error: LoopwayError) -> LoopwayError:
    """The error without what a terminal would obey: a file may be called anything."""
    return LoopwayError(plain(error.what), where=plain(error.where), why=plain(error.why), todo=plain(error.todo))


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
            return mistake(error)


def _system(error: OSError) -> LoopwayError:
    where = str(error.filename) if error.filename is not None else ""
    return RenderError(
        "the system refused",
        where=where,
        why=error.strerror or str(error),
        todo="see that the place exists, is yours and has room",
    )
