"""The waits of three fetches overlap, their driving does not."""

from loopway.film import TrafficScene


class Gather(TrafficScene):
    """main() gathers three fetches of one, two and three seconds."""

    id = "s07"
    script = "scripts/gather.py"
    trace = "traces/gather.jsonl"
    title = "Three fetches, one road"
    subtitle = "asyncio.gather, seen from above"
    note = "Waits overlap because nobody works in them. Work would not overlap."
    captions = {
        "exit.sleep A": "A exits to wait, then B, then C. The road is never shared.",
        "empty.few A": "Now all three wait, at the same time.",
        "wake.timer A": "A has waited 1 s. It lines up, then drives home.",
    }
