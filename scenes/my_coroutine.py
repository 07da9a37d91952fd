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
    captions = {
        "open.one A": "asyncio.run opens the road. A drives: my_coroutine().",
        "exit.sleep A": "A reaches its await and takes the exit: it waits 1 s.",
        "empty.one.alone A": "The road is empty. Nobody else is on this road yet.",
        "wake.timer A": "A second later A lines up. It goes on at line 6.",
        "close A": "A comes home with its parcel: Task complete.",
    }
