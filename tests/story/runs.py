"""Small runs, written by hand with the toy loop."""

from __future__ import annotations

from loopway.trace.events import Wait
from loopway.trace.trace import Trace

from .toy import Toy


def my_coroutine() -> Trace:
    """One task sleeps for a second and prints before and after; the script prints the result."""
    toy = Toy()
    toy.lines(1, 3, 9)
    toy.create("my_coroutine()", 9)
    toy.open()
    toy.start(1, 4)
    toy.print("Starting work...")
    toy.lines(5)
    toy.sleep(1.0, 5)
    toy.idle()
    toy.start(1, 6)
    toy.print("Finished after 1 second!")
    toy.lines(7)
    toy.finish(result="'Task complete'")
    toy.close()
    toy.lines(10)
    toy.print("Got result: Task complete")
    return toy.trace()


def gather(*seconds: float) -> Trace:
    """main gathers fetches that sleep for 1, 2, 3 s (or as told)."""
    toy = Toy()
    toy.lines(1, 3, 7, 11)
    toy.create("main()", 11)
    toy.open()
    toy.start(1, 8, 9)
    children = tuple(toy.create(f"fetch({n:g})", 8) for n in seconds or (1, 2, 3))
    toy.lines(8)
    toy.suspend(Wait(kind="gather", label="gather", on=children), 8)
    for n in seconds or (1, 2, 3):
        toy.start(None, 4)
        toy.sleep(n, 4)
    while toy.ready or toy.idle():
        if toy.ready[0] == 1:
            toy.start()
        else:
            toy.start(None, 5)
        toy.finish(result="1")
    toy.close()
    return toy.trace()
