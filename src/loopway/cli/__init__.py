"""Words to the street: the command line, its error messages and its progress. It decides nothing about films."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(words: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process: 0 done, 1 cannot be traced, 2 usage, 3 machine, 4 rendering, 130 Ctrl-C.

    `words` are what stands after "loopway" on the command line; by default those of this process.
    """
    try:
        from loopway.cli.outcome import (  # inside: Ctrl-C comes while Python still imports, too
            let_go_politely,
            open_streams,
            run,
        )

        open_streams()
        let_go_politely()
        status = run(sys.argv[1:] if words is None else words)
    except KeyboardInterrupt:
        print("\nstopped: nothing half-written is left", file=sys.stderr)
        status = 130
    sys.exit(status)
