"""asyncio.to_thread sends a blocking call to a thread: the road stays free."""

from loopway.film import TrafficScene


class ToThread(TrafficScene):
    """The same three seconds of time.sleep, beside the road."""

    id = "n05"
    script = "scripts/to_thread.py"
    trace = "traces/to_thread.jsonl"
    title = "Let a thread do it"
    subtitle = "asyncio.to_thread, the side road"
    note = "The van seems free, yet only one of the two runs Python at a time."
    captions = {
        "exit.thread B": "B parks. time.sleep(3) runs in a thread, on its own road.",
        "exit.sleep C": "The road is free: C takes its exit at once.",
        "wake.thread B": "The thread has finished. B lines up like everybody else.",
    }
