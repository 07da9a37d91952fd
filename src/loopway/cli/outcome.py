"""From words to an exit code, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import click

from loopway.cli.commands import loopway
from loopway.cli.mishap import tell

COMPLETING = "_LOOPWAY_COMPLETE"
"""What a shell sets that wants words completed."""
UNREAD = 128 + 13
"""The exit code if nobody reads standard output any more, as the shell tells it of any program: 128 + SIGPIPE."""


def run(words: Sequence[str]) -> int:
    """Runs one command; gives its exit code, and has then told the user of everything that went wrong."""
    try:
        status = loopway.main(args=list(words) or ["--help"], prog_name="loopway", standalone_mode=False)
    except click.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as ended:
        if ended.code == 1 and COMPLETING not in os.environ:  # so click ends if nobody reads
            return UNREAD
        raise
    except Exception as error:
        ours = words[: list(words).index("--")] if "--" in words else words
        code = tell(error, verbose="--verbose" in ours)
        if "--json" in ours:
            _tell_machine(error, code)
        return code
    return status or 0


def _tell_machine(error: Exception, code: int) -> None:
    from loopway.cli.report import Report, as_json, mishap

    click.echo(as_json(Report(error=mishap(error), exit=code)))


def open_streams() -> None:
    """Gives standard streams that were closed a place to go: a file would take their numbers, and be written to."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def let_go_politely() -> None:
    """From now on a kill or a closed terminal cleans up behind itself, as Ctrl-C does."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, leave)
