"""A cancelled task hears of it on its next turn, and may tidy up first."""

from loopway.film import TrafficScene


class Cancel(TrafficScene):
    """A trip is asked to stop after a second; its finally still runs."""

    id = "n10"
    script = "scripts/cancel.py"
    trace = "traces/cancel.jsonl"
    title = "cancel() only asks"
    subtitle = "one more turn, for finally"
    note = "cancel() sends a note. The car may read it and drive on."
    captions = {
        "cancel A": "M asks A to stop. A has not heard it yet.",
        "print 2": "A hears it on its next turn, and tidies up first.",
    }
