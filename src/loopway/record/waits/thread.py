"""`to_thread` and `run_in_executor`: a function runs in another thread or process, beside the loop."""

from __future__ import annotations

from loopway.record.texts import called
from loopway.record.waits.awaiting import Awaiting, WaitFields

KIND = "thread"
CHAINED = "_chain_future.<locals>._call_check_cancel"
"""The name of the callback on a future that only stands for one of `concurrent.futures`."""


def wait(awaiting: Awaiting) -> WaitFields:
    """Say `to_thread(work)`; of what the loop itself hands to a thread its name, `getaddrinfo`."""
    if awaiting.name == "to_thread":
        return {"kind": KIND, "label": f"to_thread({called(awaiting.local('func'))})"}
    return {"kind": KIND, "label": awaiting.name.rpartition(".")[2]}


def executor(awaiting: Awaiting) -> WaitFields:
    """Say `run_in_executor(work)`, or that somebody else's work was wrapped."""
    work = awaiting.known.work(awaiting.future)
    return {"kind": KIND, "label": "wrap_future" if work is None else f"run_in_executor({work})"}
