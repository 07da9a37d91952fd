"""When each sentence goes: at the next one, when it stops being true, or when it has been read long enough."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator

from loopway.story.course import Course
from loopway.story.reading import Reading
from loopway.story.reel import Mark, Reel
from loopway.story.speaker import Identity, Said
from loopway.story.story import State, StretchKind
from loopway.story.words import TRUTHS, Truth

FLEETING = (Truth.EVENT, Truth.TURN, Truth.NEW)
"""What is said of an instant, not of something that goes on."""

TOUCHING = 3
"""Of the spans of a task that began by an instant only the last few can end after it: one of each state."""


def close_windows(course: Course) -> tuple[frozenset[Identity], frozenset[Identity]]:
    """Give each sentence its end. Returns those that could not be read: to ban now, and the others."""
    said, reading = course.speaker.said, course.pace.reading
    moments = _Moments(course.reel, reading)
    ban: set[Identity] = set()
    others: set[Identity] = set()
    last_ban = -reading.apart
    for place, one in enumerate(said):
        following = said[place + 1].start if place + 1 < len(said) else course.reel.action_end
        enough = max(one.need + reading.extra, reading.most)
        least = one.start + (one.need if one.own else 0.0)
        one.end = min(following, max(_true_until(course, moments, one), least), one.start + enough)
        if one.end - one.start >= one.need - reading.slack:
            continue
        if one.start > last_ban + reading.apart:
            ban.add(one.identity)
            last_ban = one.start
        else:
            others.add(one.identity)
    return frozenset(ban), frozenset(others)


def _true_until(course: Course, moments: _Moments, said: Said) -> float:
    if said.true_until is not None:
        return said.true_until
    reading, forever = course.pace.reading, course.reel.action_end
    truth = TRUTHS[said.key]
    if truth in (Truth.STATE, Truth.BLOCK) or (truth in FLEETING and moments.time_has_flown(said)):
        return said.start
    if truth is Truth.EXIT:
        return moments.next_wake(said.tasks[0], said.offered, forever)
    if truth is Truth.GLIMPSE:
        return min(moments.next_wake(said.tasks[0], said.offered, forever), said.start + said.need)
    if truth is Truth.TURN:
        return moments.next_gate(said.tasks[-1], said.offered, forever) + reading.after_gate
    if truth is Truth.NEW:
        return moments.next_gate(said.tasks[-1], said.offered, forever) + reading.after_new
    return forever


class _Moments:
    """The gates and the wake-ups of each task, and when the clock hurries, in film seconds."""

    def __init__(self, reel: Reel, reading: Reading) -> None:
        self.reading = reading
        self.hurries = sorted(one.start for one in reel.stretches if one.kind is not StretchKind.HOLD)
        self.reel = reel

    def time_has_flown(self, said: Said) -> bool:
        """Whether the clock has begun to hurry between an event and its sentence."""
        hurry = self._next(self.hurries, said.offered, math.inf)
        return hurry + self.reading.flown < said.start

    def next_gate(self, task: int, after: float, otherwise: float) -> float:
        """The task's next gate after a film instant."""
        after += self.reading.own
        marks = self._since(task, after)
        gates = (mark.settled for mark in marks if mark.state is State.RUNNING and not mark.eager)
        return next((gate for gate in gates if gate > after), otherwise)

    def next_wake(self, task: int, after: float, otherwise: float) -> float:
        """The task's next wake-up after a film instant."""
        after += self.reading.own
        wakes = (mark.start for mark in self._since(task, after) if mark.state is State.READY)
        return next((wake for wake in wakes if wake > after), otherwise)

    def _since(self, task: int, instant: float) -> Iterator[Mark]:
        """The spans of a task that may begin or end after an instant, in order."""
        marks = self.reel.marks.get(task, [])
        first = bisect_right(marks, instant, key=lambda mark: mark.start)
        for place in range(max(0, first - TOUCHING), len(marks)):
            mark = marks[place]
            yield from (mark,) if isinstance(mark, Mark) else mark.marks()

    def _next(self, instants: list[float], after: float, otherwise: float) -> float:
        place = bisect_right(instants, after + self.reading.own)
        return instants[place] if place < len(instants) else otherwise
