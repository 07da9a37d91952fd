"""A queue with two places: the taker waits while it is empty, the bringer while it is full."""

from loopway.film import TrafficScene


class TwoBays(TrafficScene):
    """One task takes crates from a dock, the other brings them."""

    id = "n16"
    script = "scripts/two_bays.py"
    trace = "traces/two_bays.jsonl"
    title = "Two bays, then full"
    subtitle = "asyncio.Queue(maxsize=2)"
    note = "Crates do not move: a queue hands over references."
    captions = {
        "wake.queue get A": "B brings a crate. A lines up.",
        "exit.queue put B 2": "Both bays are taken: B waits with its last crate.",
        "wake.queue put B": "A takes a crate. There is room: B lines up.",
    }
