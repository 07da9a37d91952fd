"""One task drives at a time, and still they undo each other's work, if an await stands between."""

from loopway.film import TrafficScene


class LostUpdate(TrafficScene):
    """Three fills read a number, wait, and write it; two of them are lost."""

    id = "n13"
    script = "scripts/lost_update.py"
    trace = "traces/lost_update.jsonl"
    title = "Three fills, one litre"
    subtitle = "a race across an await"
    note = "Without the await in between nothing is lost: nobody cuts in."
    captions = {
        "exit.group A": "A, B and C each read 0, and exit to wait 1 s.",
        "empty.few A": "All three have read 0. Nobody has written yet.",
        "wake.timer.group A": "They come back: each writes its own 0 + 1.",
        "close M": "Three fills, 1 litre: each wrote over the one before.",
    }
