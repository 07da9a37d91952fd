"""The forward pass: one walk over the plan hands out all film instants.

Nothing is tuned for one script. The clock is solved afterwards, from the anchors that the pass leaves behind.
"""

from __future__ import annotations

from loopway.story.between import Between
from loopway.story.course import Course
from loopway.story.curves import idle_length
from loopway.story.exits import tell_idle
from loopway.story.folding import Fold
from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.lapses import Lapses
from loopway.story.outside import Outside
from loopway.story.speaker import ALWAYS, URGENT
from loopway.story.story import Road, StretchKind
from loopway.story.turns import drive


def schedule(course: Course) -> None:
    """Run the pass: the course's reel and speaker have everything after it."""
    run = _Pass(course)
    for place, item in enumerate(course.plan.items):
        course.place = place
        run.take(item)
    course.place = len(course.plan.items)
    run.finish()


class _Pass:
    def __init__(self, course: Course) -> None:
        self.course = course
        self.outside = Outside(course)
        self.between = Between(course, self.outside)
        self.lapses = Lapses(course, self.between)
        self.last_at = 0.0
        """Trace seconds: the end of the last item."""
        course.reel.anchors.append((course.start, 0.0))

    def take(self, item: Item | Fold) -> None:
        if isinstance(item, Happening):
            self.last_at = item.event.at
            if not self.lapses.within_streak(item):
                self.lapses.end_streak(item.event.at)
                self.between.take(item)
            return
        self.last_at = item.end
        if isinstance(item, Turn) and self.course.is_in_streak(item):
            self.lapses.streak(item)
            return
        self.lapses.end_streak(item.start)
        if isinstance(item, Turn):
            drive(self.course, item)
        elif isinstance(item, Idle):
            self._idle(item)
        else:
            self.lapses.fold(item)

    def _idle(self, idle: Idle) -> None:
        course, pace = self.course, self.course.pace
        settled = course.quiet()
        if idle.forever:
            length = pace.forever
        else:
            course.idles += 1
            length = idle_length(pace, (idle.end - idle.start) / course.plan.median, course.idles, course.plan.idles)
        said_before = len(course.speaker.said)
        tell_idle(course, idle, course.last_gate, settled, length)
        for said in course.speaker.said[said_before:]:
            needed = said.start + said.need - settled
            if said.news and not idle.forever:
                course.reel.waits_wanted = max(course.reel.waits_wanted, needed / length)
            if said.own:
                length = max(length, needed)
        end = settled + length
        for said in course.speaker.said[said_before:] if not idle.forever else []:
            said.true_until = end
        course.reel.stretch(StretchKind.IDLE, (settled, end), (idle.start, idle.end))
        course.ring_free = end
        course.ramp.jump(end)

    def finish(self) -> None:
        course, reel = self.course, self.course.reel
        self.lapses.end_streak(self.last_at)
        for task in list(course.queue):
            if not course.standings[task].done:
                course.ramp.arrive(course.standings[task], 1.0)
        self._never_started()
        header = course.trace.header
        if header.cut is not None:
            alive = sum(1 for standing in course.standings.values() if standing.born is not None and not standing.done)
            alive += self.between.lane.is_taken
            count = course.language.words["cut.one" if alive == 1 else "cut.many"].format(n=alive)
            course.ring_free = course.say(course.quiet(), "cut", ALWAYS, (), (), {"n": count})
        elif header.error is not None:
            course.ring_free = course.say(course.quiet(), "error", URGENT, (), (), {"exc": header.error})
        self.between.lane.ends(self.last_at)
        self.outside.ends()
        end = max(course.quiet(), course.speaker.until)
        for loop, start in course.open_loops.items():
            reel.roads.append(Road(loop=loop, start=start, end=end))
        reel.anchors.append((end, max(self.last_at, self.between.blocked_until, reel.anchors[-1][1])))
        reel.action_end = end
        reel.length = end + course.pace.ending

    def _never_started(self) -> None:
        course = self.course
        never = tuple(
            task
            for task, standing in course.standings.items()
            if standing.born is not None and not standing.began and not standing.done
        )
        if never and course.loops_seen:
            names = course.letters(never)
            events = tuple(course.created[task] for task in never)
            course.ring_free = course.say(course.ring_free, "never.started", URGENT, never, events, {"Ls": names})
