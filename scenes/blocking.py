"""A blocking call stops its car on the road, and with it everybody else."""

from loopway.film import TrafficScene


class Blocking(TrafficScene):
    """time.sleep(3) stands between two polite waits."""

    id = "n04"
    script = "scripts/blocking.py"
    trace = "traces/blocking.jsonl"
    title = "One sleeps, all stand"
    subtitle = "time.sleep inside a coroutine"
    note = "A stopped car is busy or asleep. The loop cannot tell which."
    captions = {
        "block B": "time.sleep(3) stops B ON the road. Nobody can pass.",
        "wake.late A": "A was due 2 s ago. The loop could not notice.",
        "exit.sleep C": "Only now C can start to wait: 2 s more.",
    }
