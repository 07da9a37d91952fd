"""A coroutine that nobody awaits never runs: a letter that is written, and not mailed."""

from loopway.film import TrafficScene


class Letter(TrafficScene):
    """main() calls mail() without await; in the end Python warns."""

    id = "s03"
    script = "scripts/letter.py"
    trace = "traces/letter.jsonl"
    title = "The letter never mailed"
    subtitle = "a call without await"
    note = "The warning comes when the letter is thrown away, not at the call."
    captions = {
        "plan": "mail() only writes the letter. Nobody mails it.",
        "empty.one.alone A": "A waits on its own. The letter stays on the desk.",
        "letter": "Python's postmark: coroutine 'mail' was never awaited.",
    }
