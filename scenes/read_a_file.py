"""Reading a plain file has no exit; to_thread gives it the side road."""

from loopway.film import TrafficScene


class ReadAFile(TrafficScene):
    """The same file is read twice: on the road, then in a thread."""

    id = "s12"
    script = "scripts/read_a_file.py"
    trace = "traces/read_a_file.jsonl"
    title = "A file has no exit"
    subtitle = "read_bytes() and to_thread()"
    note = "Threads share Python's lock: they help waiting, not computing."
    captions = {
        "busy A": "read_bytes() is a plain call: A reads ON the road.",
        "exit.thread A": "to_thread: A parks, a thread reads beside the road.",
        "exit.sleep B": "Only now B gets its turn. It takes the exit.",
        "wake.thread A": "The thread is done. A lines up like everybody else.",
    }
