"""When each sentence goes: at the next one, when it stops being true, or when it has been read long enough."""

from __future__ import annotations

from bisect import bisect_right

from loopway.story.course import Course
from loopway.story.reel import Reel
from loopway.story.speaker import Identity, Said
from loopway.story.story import State
from loopway.story.words import CATALOGUE, Truth

def close_windows(course: Course) -> tuple[frozenset[Identity], frozenset[Identity]]:
    """Give each sentence its end. Returns those that could not be read: to ban now, and the others."""
    said = course.speaker.said
    moments = _Moments(course.reel)
    ban: set[Identity] = set()
    others: set[Identity] = set()
    last_ban = -course.pace.reading.apart
    for place, one in enumerate(said):
        following = said[place + 1].start if place + 1 < len(said) else course.reel.action_end
        enough = max(one.need + course.pace.reading.extra, course.pace.reading.most)
        true_until = max(_true_until(course, moments, one), one.start)
        if moments.time_has_flown(one):
            true_until = one.start
        one.end = min(following, true_until, one.start + enough)
        if one.end - one.start < one.need - course.pace.reading.slack:
            if one.start > last_ban + course.pace.reading.apart or not ban:
                ban.add(one.identity)
                last_ban = one.start
            else:
                others.add(one.identity)
    return frozenset(ban), frozenset(others)


def _true_until(course: Course, moments: _Moments, said: Said) -> float:
    if said.true_until is not None:
        return said.true_until
    pace, forever = course.pace, course.reel.action_end
    match CATALOGUE[said.key].truth:
        case Truth.GLIMPSE:
            return min(moments.next_wake(said.tasks[0], said.offered, forever), said.start + said.need)
        case Truth.EXIT:
            return moments.next_wake(said.tasks[0], said.offered, forever)
        case Truth.TURN:
            return moments.next_gate(said.tasks[-1], said.offered, forever) + pace.reading.after_gate
        case Truth.NEW:
            return moments.next_gate(said.tasks[-1], said.offered, forever) + pace.reading.after_new
        case Truth.STATE | Truth.BLOCK:
            return said.start
        case Truth.EVENT:
            return forever


class _Moments:
    """The gates and the wake-ups of each task, in film seconds."""

    def __init__(self, reel: Reel) -> None:
        self.gates: dict[int, list[float]] = {}
        for turn in reel.driven:
            self.gates.setdefault(turn.task, []).append(turn.gate)
        self.hurries = sorted(stretch.start for stretch in reel.stretches)
        self.wakes = {
            task: [mark.leaves for mark in marks if mark.state is State.READY] for task, marks in reel.marks.items()
        }

    def time_has_flown(self, said: Said) -> bool:
        """Whether the clock has begun to hurry between an event and its sentence; who waits still waits."""
        if CATALOGUE[said.key].truth in (Truth.EXIT, Truth.GLIMPSE, Truth.STATE, Truth.NEW):
            return False
        place = bisect_right(self.hurries, said.offered + AFTER)
        return place < len(self.hurries) and self.hurries[place] + LATE < said.start

    def next_gate(self, task: int, after: float, otherwise: float) -> float:
        return _next(self.gates.get(task, []), after + AFTER, otherwise)

    def next_wake(self, task: int, after: float, otherwise: float) -> float:
        return _next(self.wakes.get(task, []), after + AFTER, otherwise)


def _next(instants: list[float], after: float, otherwise: float) -> float:
    place = bisect_right(instants, after)
    return instants[place] if place < len(instants) else otherwise
