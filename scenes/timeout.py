"""A timeout is a second clock beside the wait: who is full first decides."""

from loopway.film import TrafficScene


class Timeout(TrafficScene):
    """Two trips have two seconds each; one needs three."""

    id = "n11"
    script = "scripts/timeout.py"
    trace = "traces/timeout.jsonl"
    title = "No longer than 2 s"
    subtitle = "asyncio.timeout round a wait"
    note = "There is no meter maid: the timeout is a timer that calls cancel()."
    captions = {
        "empty.few A": "Two clocks for each: its wait, and its limit of 2 s.",
        "print": "A was faster than its limit.",
        "cancel.timeout B": "B's 2 s are up. Its limit ends the wait.",
        "print 2": "B hears of it as a TimeoutError, and goes on.",
    }
