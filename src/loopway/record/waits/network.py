"""Streams, sockets, pipes and servers: until a descriptor can be read or written."""

from __future__ import annotations

from loopway.record.waits.awaiting import Awaiting, WaitFields


def wait(awaiting: Awaiting) -> WaitFields:
    """Say what the user called: `readline`, `sock_recv`."""
    return {"kind": "network", "label": awaiting.name.rpartition(".")[2]}
