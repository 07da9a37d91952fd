"""A lock lets one task at a time past, even while it waits."""

from loopway.film import TrafficScene


class Lock(TrafficScene):
    """Three fills read, wait and write one number; a lock keeps them apart."""

    id = "n14"
    script = "scripts/lock.py"
    trace = "traces/lock.jsonl"
    title = "One key for three"
    subtitle = "asyncio.Lock round an await"
    note = "The key is no object. A lock stops only those who ask for it."
    captions = {
        "exit.sleep A": "A takes the key with it, and exits to wait 1 s.",
        "exit.lock.group B": "B and C stop at the gate: A has the key.",
        "wake.lock B": "A gives the key back. B lines up, C goes on waiting.",
        "wake.lock C": "B gives the key to the next: C.",
        "empty.few C": "B has the key now. C still waits at the gate.",
        "close M": "3 litres: nobody has overwritten anybody's.",
    }
