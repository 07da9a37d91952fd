"""Whatever went wrong, told to the user in four parts on standard error, with the exit code that belongs to it."""

from __future__ import annotations

import traceback

import click

from loopway.cli.grammar import meant
from loopway.errors import LoopwayError, RenderError, mistake


def tell(error: Exception, *, verbose: bool = False) -> int:
    """Tells of an error and gives its exit code; `verbose` shows Python's traceback of one that is not the user's."""
    if isinstance(error, click.UsageError):
        error = meant(error)
    if not isinstance(error, LoopwayError):
        if verbose:
            traceback.print_exception(error)
        error = _system(error) if isinstance(error, OSError) else mistake(error)
    click.echo(f"error: {error}", err=True)
    return error.exit_code


def _system(error: OSError) -> LoopwayError:
    where = str(error.filename) if error.filename is not None else ""
    return RenderError(
        "the system refused",
        where=where,
        why=error.strerror or str(error),
        todo="see that the place exists, is yours and has room",
    )
