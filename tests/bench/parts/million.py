"""Planning a run of a million events. It comes from the toy loop of the tests: a recording stops long before."""

from __future__ import annotations

from loopway.trace import Trace
from loopway.trace.events import Wait

from ...story.toy import Toy
from .child import Found
from .growth import peak, planned
from .meter import Meter

TASKS, SLEEPS = 200, 840
"""Six events for each sleep, lines and idle loop included."""


def measure(meter: Meter) -> Found:
    """tell() in CPU seconds, and the most memory that the process has held, the trace included."""
    return planned(long_run(TASKS, SLEEPS)) | {"tasks": TASKS, "sleeps": SLEEPS, "peak": peak()}


def long_run(tasks: int, sleeps: int) -> Trace:
    """So many tasks sleep so often, each for its own time."""
    toy = Toy()
    main = toy.create("main()", 1)
    toy.open()
    toy.start(main, 2)
    left = {toy.create(f"work({number})", 2): sleeps for number in range(tasks)}
    toy.suspend(Wait(kind="gather", label="gather", on=tuple(left)), 3)
    while toy.ready or toy.idle():
        task = toy.start()
        if task == main or not left[task]:
            toy.finish()
        else:
            left[task] -= 1
            toy.lines(5, 6)
            toy.sleep(0.1 + 0.01 * task, 6)
        toy.notice_timers()
    toy.close()
    return toy.trace()
