"""Python refuses it outside of an async def, before anything runs."""

from loopway.film import TrafficScene


class WhereAwait(TrafficScene):
    """Python refuses two texts, then drives a third."""

    id = "s10"
    script = "scripts/where_await.py"
    trace = "traces/where_await.jsonl"
    title = "Where await may stand"
    subtitle = "only inside async def"
    note = "A file with such a line is refused before it starts."
    captions = {
        "print": "await outside a function: there is no car here.",
        "print 2": "In a plain def too: only async def makes cars.",
        "open.one A": "Inside async def it may stand: here is a car.",
        "exit.sleep A": "And this is what await is for: the exit.",
    }
