"""While one task waits another one drives, if there is one."""

from loopway.film import TrafficScene


class WhileWaiting(TrafficScene):
    """refuel() waits a second; drive() goes three kilometres meanwhile."""

    id = "s05"
    script = "scripts/while_waiting.py"
    trace = "traces/while_waiting.jsonl"
    title = "A waits, B drives"
    subtitle = "what happens during an await"
    note = "The pump does no work. The loop only looks at its clock."
    captions = {
        "exit.sleep A": "A exits to wait 1 s. The road is free for B.",
        "print": "While A waits, B drives: km 1, km 2, km 3.",
        "done B": "B is home. They never drove at the same time.",
        "wake.timer A": "A merges back and goes on where it stopped.",
    }
