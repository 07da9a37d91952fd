"""Subprocesses: until another program has started, has written all that it has to say, or has ended."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say what the user called: `Process.wait`, `create_subprocess_exec`."""
    owner, _, method = awaiting.name.rpartition(".")
    return {"kind": "process", "label": f"Process.{method}" if owner == "Process" else method}
