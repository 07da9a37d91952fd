"""The forgotten await and its two cures: a bare call, asyncio.run, await."""

from loopway.film import TrafficScene


class ThreeWays(TrafficScene):
    """The same coroutine function is called in three ways; two of them run it."""

    id = "s08"
    script = "scripts/three_ways.py"
    trace = "traces/three_ways.jsonl"
    title = "Three ways to call it"
    subtitle = "a bare call, asyncio.run, await"
    note = "asyncio.run builds a new road each time. A program wants one."
    captions = {
        "letter": "A bare call: the plan is drawn and thrown away.",
        "open.one A": "asyncio.run drives it: the road opens, the car runs.",
        "open.again": "B awaits my_coroutine(): same car, no exit taken.",
    }
