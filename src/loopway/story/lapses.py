"""Many turns as one: streaks (a burst as a running light), folds (rounds that bring nothing new as a time-lapse)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loopway.story.between import Between
from loopway.story.course import Course
from loopway.story.curves import fold_length
from loopway.story.folding import QUIET, Fold
from loopway.story.items import Happening, Turn
from loopway.story.speaker import URGENT
from loopway.story.story import StretchKind
from loopway.story.turns import flash


@dataclass(slots=True)
class _Streak:
    """A streak that is being told: where it began, and the film seconds of each of its turns."""

    film: float
    trace: float
    each: float
    count: int = 0


class Lapses:
    """The streaks and folds of one pass; each is a stretch of the clock of its own."""

    def __init__(self, course: Course, between: Between) -> None:
        self.course = course
        self.between = between
        self.began: _Streak | None = None
        """The streak that is being told."""

    def streak(self, turn: Turn) -> None:
        """Give the next turn of a streak its moment."""
        course = self.course
        began = self.began = self.began or self._begin(turn)
        at = course.ring_free
        flash(course, turn, at, began.each)
        began.count += 1
        course.ring_free = at + began.each

    def _begin(self, turn: Turn) -> _Streak:
        course, pace = self.course, self.course.pace
        events = (turn.started, *self._followers())
        before = len(course.speaker.said)
        start = course.say(course.quiet(), "streak", URGENT, (), events, {"n": len(events)})
        course.ring_free = max(course.quiet(), start)
        whole = min(pace.flash * len(events), pace.streak_whole)
        if len(course.speaker.said) > before:
            whole = max(whole, course.speaker.until - course.ring_free)
        return _Streak(film=course.ring_free, trace=turn.start, each=whole / len(events))

    def _followers(self) -> Iterator[int]:
        """The steps of this streak after the present one."""
        for item in self.course.passage():
            if isinstance(item, Turn):
                if not self.course.is_in_streak(item):
                    return
                yield item.started
            elif isinstance(item, Happening) and type(item.event) not in QUIET:
                return

    def within_streak(self, thing: Happening) -> bool:
        """Take in what happens in a streak without ending it; False if it ends it, or there is none."""
        if self.began is None or type(thing.event) not in QUIET:
            return False
        self.between.quietly(thing, self.course.ring_free)
        return True

    def end_streak(self, trace: float) -> None:
        """The streak is over, if there was one; `trace` is the next trace second."""
        began, self.began = self.began, None
        if began is None:
            return
        end = self.course.ring_free
        film, times = (began.film, end), (began.trace, trace)
        self.course.reel.stretch(StretchKind.STREAK, film, times, count=began.count)
        for said in self.course.speaker.said[-2:]:
            if said.key == "streak" and said.true_until is None:
                said.true_until = end
        self._jump(end)

    def fold(self, fold: Fold) -> None:
        """Give a fold its time-lapse: each turn is shown at its own instant of the clock."""
        course, pace = self.course, self.course.pace
        start = course.say(
            course.quiet(),
            "fold",
            URGENT,
            (),
            lambda: tuple(turn.started for turn in fold.turns),
            {"n": len(fold.turns)},
        )
        length = fold_length(pace, fold.rounds)
        said = course.speaker.said[-1] if course.speaker.said else None
        tells_this = said is not None and said.identity[:2] == ("fold", course.place)
        if tells_this:
            length = max(length, course.speaker.until - start)
        brief = min(pace.flash, length / (2 * len(fold.turns) + 1))
        rate = (length - brief) / max(fold.end - fold.start, 1e-12)
        free = start
        for item in fold.body:
            if isinstance(item, Turn):
                at = max(free, start + (item.start - fold.start) * rate)
                flash(course, item, at, brief)
                free = at + brief
            elif isinstance(item, Happening):
                self.between.quietly(item, max(free, start + (item.event.at - fold.start) * rate))
        end = max(start + length, free)
        if tells_this and said is not None:
            said.true_until = end
        course.reel.stretch(StretchKind.FOLD, (start, end), (fold.start, fold.end), count=len(fold.turns))
        self._jump(end)

    def _jump(self, end: float) -> None:
        course = self.course
        course.ring_free = end
        course.reel.moving_until = max(course.reel.moving_until, end)
        course.ramp.jump(end)
        course.ramp.free = max(course.ramp.free, end)
        course.last_go = end - course.pace.take(course.pace.up)
