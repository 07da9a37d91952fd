"""A coroutine object is a plan: run once, it is used up."""

from loopway.film import TrafficScene


class SingleUse(TrafficScene):
    """One plan is inspected, run, and run again: the second time Python refuses."""

    id = "s02"
    script = "scripts/single_use.py"
    trace = "traces/single_use.jsonl"
    title = "A plan is used once"
    subtitle = "a coroutine object, run two times"
    note = "A plan is an object in memory. It can be inspected, even closed."
    captions = {
        "open.one A": "asyncio.run turns the plan into a car, and drives it.",
        "print 2": "It brings 42. Now the plan is used up.",
        "open.again": "A second road opens for the same plan.",
        "raised B": "Refused: cannot reuse already awaited coroutine.",
    }
