"""From words to an exit code, whatever happens on the way."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from types import FrameType

import click

from loopway.cli.commands import loopway
from loopway.cli.mishap import tell


def run(words: Sequence[str]) -> int:
    """Runs one command; gives its exit code, and has then told the user of everything that went wrong."""
    try:
        status = loopway.main(args=list(words) or ["--help"], prog_name="loopway", standalone_mode=False)
    except click.Abort:
        raise KeyboardInterrupt from None
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


def let_go_politely() -> None:
    """From now on a kill or a closed terminal cleans up behind itself, as Ctrl-C does."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, leave)
