"""Runs a program as it is and watches its event loop: the only room that knows asyncio.

Two processes work here. The parent (`parent.py`) judges the script, starts it and makes a Trace of what comes back;
the child is the script's own Python, in which `child.py` puts watchers in place before the script's first line. The
child's half imports neither loopway.trace nor msgspec: it must start fast and leave the script's world as it is.

To read: `parent.py`, `child.py`, `loop.py` with `ready.py` and `selector.py` (where the loop is seen), `lives.py` (what
is told of the tasks), `journal.py` (how it is told).
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loopway.trace import Trace

__all__ = ["record"]


def record(
    script: Path,
    *,
    args: Sequence[str] = (),
    module: str | None = None,
    clock: Literal["auto", "virtual", "real"] = "auto",
    timeout: float = 30.0,
    until: float = 60.0,
    steps: int = 20_000,
    events: int = 1_000_000,
    lines: bool = True,
    locals: bool = True,
    waits: bool = True,
    stdin: int | IO[bytes] | None = None,
    stdout: int | IO[bytes] | None = None,
    stderr: int | IO[bytes] | None = None,
) -> Trace:
    """Run a script as plain `python script.py args` would, and give what its event loop did.

    With `module` the script is that module's file, and is run as plain `python -m module args`. Its streams pass
    through unchanged (`stdin`, `stdout`, `stderr`: as for subprocess; None inherits). The recording stops after
    `timeout` real seconds, `until` seconds of script time or `steps` steps or calls, whichever is first; then the
    header's `cut` says so. Of more than so many `events` the first are kept, the others are counted (the header's
    `dropped`), and the script goes on. `clock` "auto" jumps over waits in which only timers are pending, "virtual"
    refuses all other waits, "real" waits them all. With `lines` each line of the script is told before it runs, with
    `locals` the local variables of a task where it waits; without `waits` each wait is of the kind "other", with no
    stack, and nothing is told of locks and queues: that costs the least. Raises ScriptError if the script cannot be
    recorded, and passes on KeyboardInterrupt, keeping nothing.

    >>> record(Path("gather.py")).events[-1]
    LoopClosed(at=3.00014, loop=1)
    """
    from loopway.record.parent import Run, record_run

    return record_run(
        Run(
            script=script,
            args=tuple(args),
            module=module,
            clock=clock,
            timeout=timeout,
            until=until,
            steps=steps,
            events=events,
            lines=lines,
            locals=locals,
            waits=waits,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
        )
    )
