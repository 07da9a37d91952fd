"""The parent's half: starts the script's own Python, waits for it, and makes a Trace of what comes back."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from loopway.record.judge import imports, judge
from loopway.record.modules import root_of
from loopway.record.orders import SIGNAL, Orders
from loopway.record.spool import Spooled, open_spool

if TYPE_CHECKING:
    from loopway.record.assemble import Ran
    from loopway.trace import Trace

PATIENCE = 3.0
"""Real seconds that a child has to end after it was told to; then it is killed."""


class Run(NamedTuple):
    """One recording, as it was asked for: the parameters of `loopway.record.record`."""

    script: Path
    args: tuple[str, ...]
    module: str | None
    clock: str
    timeout: float
    until: float
    steps: int
    events: int
    lines: bool
    locals: bool
    waits: bool
    stdin: int | IO[bytes] | None
    stdout: int | IO[bytes] | None
    stderr: int | IO[bytes] | None


def record_run(run: Run) -> Trace:
    """Record a script: `loopway.record.record` says how."""
    with recorded(run) as (spooled, ran):
        from loopway.record.assemble import assemble

        return assemble(spooled, ran)


@contextmanager
def recorded(run: Run) -> Iterator[tuple[Spooled, Ran]]:
    """Run a script, and give what its process has written while it is watched, and how it ended."""
    source = judge(run.script)
    if run.clock == "auto" and imports(source, "uvloop"):
        run = run._replace(clock="real")  # uvloop has a clock of its own
    spool = open_spool()
    try:
        child = _start(run, source, spool)
        try:
            from loopway.record.assemble import Ran  # while the child starts: msgspec takes its time

            overdue = not _ends(child, run.timeout) and _stop(child)
        except BaseException:  # Ctrl-C, above all: the terminal has sent it to the child too
            if not _ends(child, PATIENCE):
                child.kill()
                child.wait()
            raise
        ran = Ran(run.script, source, run.clock, run.timeout, run.events, child.returncode, overdue)
        with Spooled(spool) as spooled:
            yield spooled, ran
    finally:
        os.close(spool)


def _start(run: Run, source: str, spool: int) -> subprocess.Popen[bytes]:
    script = str(run.script)
    words = [f"./{script}" if script.startswith("-") else script] if run.module is None else ["-m", run.module]
    orders = Orders(
        spool=spool,
        script=str(run.script.absolute()),
        root=str(root_of(run.script, run.module)),
        clock=run.clock,
        timeout=run.timeout,
        until=run.until,
        steps=run.steps,
        events=run.events,
        lines=run.lines,
        locals=run.locals,
        waits=run.waits,
        calls=not imports(source, "asyncio", "uvloop"),
        uvloop=imports(source, "uvloop"),
    )
    environment = dict(os.environ)
    orders.put(environment)
    return subprocess.Popen(
        [sys.executable, *words, *run.args],
        env=environment,
        pass_fds=(spool,),
        stdin=run.stdin,
        stdout=run.stdout,
        stderr=run.stderr,
    )


def _stop(child: subprocess.Popen[bytes]) -> bool:
    """Tell the child that its time is up; kill it if it does not listen."""
    child.send_signal(SIGNAL)
    if not _ends(child, PATIENCE):
        child.kill()
        child.wait()
    return True


def _ends(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait until the child has ended, at most so long. (`Popen.wait` with a timeout would only look now and then.)"""
    try:
        descriptor = os.pidfd_open(child.pid)
    except OSError:  # kernels and sandboxes that have none
        return _ends_sometime(child, seconds)
    try:
        ended = bool(select.select([descriptor], [], [], seconds)[0])
    finally:
        os.close(descriptor)
    if ended:
        child.wait()
    return ended


def _ends_sometime(child: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
