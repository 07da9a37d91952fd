"""Local variables survive every await: two counters, two totals."""

from loopway.film import TrafficScene


class KeepsState(TrafficScene):
    """Two fills add up at different paces, each in its own total."""

    id = "s04"
    script = "scripts/keeps_state.py"
    trace = "traces/keeps_state.jsonl"
    title = "Nobody forgets its total"
    subtitle = "local variables and await"
    note = "Nothing is carried: the locals simply stay in the coroutine object."
    keeps = ("total",)
    captions = {
        "create.few A": "M plans A and B. Each will keep a total of its own.",
        "exit.sleep A": "A parks with total 0. B will do the same.",
        "wake.timer A": "A comes back to its own total, and adds 5.",
        "wake.timer.group A": "Both come back: A adds 7 to its 5, B adds 5 to its 0.",
        "print": "A ends at 21. B, at 5 by now, has lost nothing.",
        "print 2": "B ends at 21 too. Nobody mixed their totals up.",
    }
