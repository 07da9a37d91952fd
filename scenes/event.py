"""An event wakes all its waiters: into the line, not onto the road."""

from loopway.film import TrafficScene


class Event(TrafficScene):
    """Three trips wait for one signal, which the fourth task turns green."""

    id = "n17"
    script = "scripts/event.py"
    trace = "traces/event.jsonl"
    title = "Green for all"
    subtitle = "asyncio.Event, one signal"
    note = "A signal lets all go at once into the line, not onto the road."
    captions = {
        "exit.group A": "A, B and C wait for the signal. Nobody knows how long.",
        "exit.sleep D": "D will turn it green, in 2 s.",
        "wake.event A": "D turns the signal green. A, B and C line up.",
        "print 3": "All were let go at once, yet they drive one by one.",
    }
