"""From what happened to what the user reads and the shell gets: four parts on standard error, and an exit code."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import click

from loopway.cli.commands import loopway
from loopway.cli.grammar import meant
from loopway.errors import LoopwayError, RenderError

HOME = Path(__file__).parent.parent


def run(words: Sequence[str]) -> int:
    """Runs one command; gives its exit code, and has then told the user of everything that went wrong."""
    try:
        loopway.main(args=list(words) or ["--help"], prog_name="loopway", standalone_mode=False)
    except LoopwayError as error:
        return _tell(error)
    except click.UsageError as error:
        return _tell(meant(error))
    except click.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if "--verbose" in words:
            traceback.print_exception(error)
        return _tell(_system(error) if isinstance(error, OSError) else _ours(error))
    return 0


def let_go_politely() -> None:
    """From now on a kill or a closed terminal cleans up behind itself, as Ctrl-C does."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, leave)


def _tell(error: LoopwayError) -> int:
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


def _ours(error: Exception) -> LoopwayError:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(HOME)]
    return RenderError(
        "loopway made a mistake; the fault is ours, not yours",
        where=f"{ours[-1].filename}:{ours[-1].lineno}" if ours else "",
        why=f"{type(error).__name__}: {error}",
        todo="please report it with what --verbose prints",
    )
