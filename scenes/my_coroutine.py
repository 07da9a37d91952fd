"""The first coroutine: one car, one exit, one second at the pump."""

from loopway.film import TrafficScene


class MyCoroutine(TrafficScene):
    """A single task sleeps for a second; the road stays free meanwhile."""

    id = "s01"
    script = "scripts/my_coroutine.py"
    trace = "traces/my_coroutine.jsonl"
    title = "A car takes the exit"
    subtitle = "async, await, and an empty road"
    note = "A real loop starts two tasks more, to tidy up. They are not shown."
