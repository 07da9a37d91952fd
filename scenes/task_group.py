"""In a TaskGroup one failure calls all others back."""

from loopway.film import TrafficScene


class TaskGroup(TrafficScene):
    """Four trips on one rope; the second breaks down."""

    id = "n09"
    script = "scripts/task_group.py"
    trace = "traces/task_group.jsonl"
    title = "One fails, all come back"
    subtitle = "asyncio.TaskGroup, one rope"
    note = "The tow truck is only an exception, raised at the next await."
    captions = {
        "create.few A": "M plans 4 cars on one rope: A, B, C and D.",
        "raised B": "B breaks down: ValueError. C and D hang on the same rope.",
        "cancel.group C": "So C and D are called back. Nothing is wrong with them.",
        "raised M": "M gets one ExceptionGroup, with B's error in it.",
    }
