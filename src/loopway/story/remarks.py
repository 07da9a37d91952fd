"""What the script's own comments ask for at a line that runs: a caption, and a hold."""

from __future__ import annotations

import math

from loopway.story.course import Course
from loopway.story.speaker import URGENT, Offer
from loopway.story.story import StretchKind

OF_LINE = "note."
"""A note's key begins so; its line follows."""


def remark(course: Course, line: int | None, at: float, event: int) -> float:
    """Obeys the comments of a line when it first runs; the film instant at which the run goes on.

    `event` is the place of its LineReached in the trace.
    """
    if line is None or line in course.remarked or line not in course.comments.remarked:
        return at
    course.remarked.add(line)
    words = course.comments.notes.get(line)
    if words:
        key = f"{OF_LINE}{line}"
        offer = Offer(key, URGENT, (), "", (event,), {}, text=words, true_until=math.inf)
        at = course.speaker.say(at, course.place, offer)
    if line in course.comments.pauses:
        second, until = course.trace.events[event].at, at + course.pace.hold
        task = course.turn.task if course.turn is not None else None
        course.reel.stretch(StretchKind.HOLD, (at, until), (second, second), task)
        at = until
    return at
