"""The forward pass: one walk over the plan hands out all film instants.

Nothing is tuned for one script. The clock is solved afterwards, from the anchors that the pass leaves behind.
"""

from __future__ import annotations

from loopway.story.course import Course
from loopway.story.exits import tell_idle
from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.outside import Outside
from loopway.story.plan import Fold
from loopway.story.speaker import ALWAYS, PLAIN, URGENT
from loopway.story.story import Road, StretchKind
from loopway.story.turns import drive, flash
from loopway.story.wakes import tell_cancel, tell_wake
from loopway.trace.events import (
    CallbackRan,
    CallBlocked,
    CancelRequested,
    CoroutineNeverAwaited,
    LineReached,
    LoopClosed,
    LoopOpened,
    Printed,
    TaskCreated,
    TaskScheduled,
)


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
        self.last_at = 0.0
        self.streak_from: tuple[float, float, int] | None = None
        """Film and trace second, and the turns, of the streak that is being told."""
        course.reel.anchors.append((course.start, 0.0))

    def take(self, item: Item | Fold) -> None:
        if isinstance(item, Turn):
            self.last_at = item.end
            if self.course.fact(item).streak:
                self._streak(item)
                return
            self._end_streak(item.start)
            drive(self.course, item)
            return
        if isinstance(item, Idle):
            self.last_at = item.end
            self._end_streak(item.start)
            self._idle(item)
        elif isinstance(item, Fold):
            self.last_at = item.end
            self._fold(item)
        else:
            self.last_at = item.event.at
            self._happening(item)

    # -- idle times, folds, streaks --------------------------------------------------------------------------------

    def _idle(self, idle: Idle) -> None:
        course, pace = self.course, self.course.pace
        settled = course.quiet()
        if idle.forever:
            length = pace.forever
        else:
            course.idles += 1
            length = pace.idle((idle.end - idle.start) / course.plan.median, course.idles, course.plan.idles)
        said_before = len(course.speaker.said)
        tell_idle(course, idle, course.last_gate, settled, length)
        end = settled + length
        for said in course.speaker.said[said_before:] if not idle.forever else []:
            said.true_until = end
            if said.news:
                wanted = (said.start + said.need - settled) / length
                course.reel.waits_wanted = max(course.reel.waits_wanted, wanted)
        course.reel.stretch(StretchKind.IDLE, (settled, end), (idle.start, idle.end))
        course.ring_free = end
        course.ramp.jump(end)

    def _fold(self, fold: Fold) -> None:
        course, pace = self.course, self.course.pace
        events = tuple(turn.started for turn in fold.turns)
        start = course.say(course.quiet(), "fold", URGENT, (), events, {"n": len(fold.turns)})
        length = pace.fold(fold.rounds)
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
                self._quietly(item, max(free, start + (item.event.at - fold.start) * rate))
        end = max(start + length, free)
        if tells_this and said is not None:
            said.true_until = end
        course.reel.stretch(StretchKind.FOLD, (start, end), (fold.start, fold.end), count=len(fold.turns))
        self._jump(end)

    def _streak(self, turn: Turn) -> None:
        course, pace = self.course, self.course.pace
        count = course.fact(turn).crowd - pace.streak_head - pace.streak_tail
        length = min(pace.flash, pace.streak_whole / count)
        if self.streak_from is None:
            start = course.say(course.quiet(), "streak", URGENT, (), (turn.started,), {"n": count})
            course.ring_free = max(course.ring_free, start)
            self.streak_from = (course.ring_free, turn.start, 0)
        film, trace, told = self.streak_from
        at = course.ring_free
        flash(course, turn, at, length)
        self.streak_from = (film, trace, told + 1)
        course.ring_free = at + length

    def _end_streak(self, trace: float) -> None:
        if self.streak_from is None:
            return
        start, begins_at, count = self.streak_from
        self.streak_from = None
        end = self.course.ring_free
        self.course.reel.stretch(StretchKind.STREAK, (start, end), (begins_at, trace), count=count)
        for said in self.course.speaker.said[-2:]:
            if said.key == "streak" and said.true_until is None:
                said.true_until = end
        self._jump(end)

    def _jump(self, end: float) -> None:
        course = self.course
        course.ring_free = end
        course.reel.moving_until = max(course.reel.moving_until, end)
        course.ramp.jump(end)
        course.ramp.free = max(course.ramp.free, end)
        course.last_go = end - course.pace.take(course.pace.up)

    # -- what happens between turns --------------------------------------------------------------------------------

    def _happening(self, thing: Happening) -> None:
        course, event = self.course, thing.event
        if isinstance(event, LoopOpened):
            self._opened(event, thing)
        elif isinstance(event, LoopClosed):
            self._closed(event)
        elif isinstance(event, TaskScheduled):
            at = course.ring_free
            if event.cause == "woken":
                rest = [one for one in course.passage() if not isinstance(one, Idle)]
                at = tell_wake(course, thing, rest, at)
                course.ring_free = max(course.ring_free, at)
            course.scheduled(event, thing.index, at)
        elif isinstance(event, CancelRequested):
            standing = course.standings.get(event.task)
            if standing is not None:
                standing.asked = thing.index
            course.ring_free = max(course.ring_free, tell_cancel(course, thing, course.ring_free))
        elif isinstance(event, CoroutineNeverAwaited):
            at = course.say(course.ring_free, "letter", URGENT, (), (thing.index,), {"fn": event.coro.split("(")[0]})
            course.ring_free = at + course.pace.letter * course.pace.tempo
        elif isinstance(event, CallbackRan):
            at = max(course.ring_free, course.last_gate)
            at = course.say(at, "callback", PLAIN, (), (thing.index,), {"call": event.call.split("(")[0]})
            course.ring_free = at + course.pace.callback * course.pace.tempo
        elif isinstance(event, CallBlocked):
            self._blocked(event, thing)
        else:
            self._quietly(thing, course.ring_free)

    def _quietly(self, thing: Happening, at: float) -> None:
        """What is shown, but takes no time and is not told."""
        event = thing.event
        if isinstance(event, TaskCreated):
            standing = self.course.standings.get(event.task)
            if standing is not None:
                standing.born = self.course.reel.born[event.task] = at
        elif isinstance(event, TaskScheduled):
            self.course.scheduled(event, thing.index, at)
        elif isinstance(event, LineReached):
            self.outside.line(event)
        elif isinstance(event, Printed):
            self.outside.printed(event, thing.index, at)

    def _opened(self, event: LoopOpened, thing: Happening) -> None:
        course = self.course
        course.loops_seen += 1
        root = next((life for life in course.lives.values() if life.loop == event.loop), None)
        self.outside.opens()
        if course.loops_seen > 1:
            course.ring_free = course.say(course.ring_free, "open.again", URGENT, (), (thing.index,))
        elif root is not None:
            key = "open.main" if root.letter == "M" else "open.one"
            words = {"L": course.letter(root.task), "fn": root.function}
            early = course.start - course.pace.entry / 2
            at = course.say(early, key, URGENT, (root.task,), (thing.index,), words)
            course.ring_free = max(course.ring_free, at)
        course.open_loops[event.loop] = course.ring_free

    def _closed(self, event: LoopClosed) -> None:
        course = self.course
        self._end_streak(event.at)
        course.ring_free = course.quiet()
        course.reel.anchors.append((course.ring_free, event.at))
        start = course.open_loops.pop(event.loop, None)
        if start is not None:
            course.reel.roads.append(Road(loop=event.loop, start=start, end=course.ring_free))
        for task in [task for task in course.waiting if course.lives[task].loop == event.loop]:
            course.waiting.pop(task)

    def _blocked(self, event: CallBlocked, thing: Happening) -> None:
        course = self.course
        if event.seconds < course.pace.block_known:
            return
        at = course.say(course.quiet(), "block.desk", URGENT, (), (thing.index,), {"call": event.call})
        length = course.pace.block(event.seconds)
        begins_at = event.at
        course.reel.stretch(
            StretchKind.BLOCK, (at, at + length), (begins_at, begins_at + event.seconds), call=event.call
        )
        self.last_at = max(self.last_at, begins_at + event.seconds)
        course.ring_free = at + length
        course.ramp.jump(at + length)

    # -- the end -------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        course, reel = self.course, self.course.reel
        self._end_streak(self.last_at)
        for task in list(course.queue):
            if not course.standings[task].done:
                course.ramp.arrive(course.standings[task], 1.0)
        self._never_started()
        header = course.trace.header
        if header.cut is not None:
            alive = sum(1 for standing in course.standings.values() if standing.born is not None and not standing.done)
            count = "1 car is" if alive == 1 else f"{alive} cars are"
            course.ring_free = course.say(course.quiet(), "cut", ALWAYS, (), (), {"n": count})
        elif header.error is not None:
            course.ring_free = course.say(course.quiet(), "error", URGENT, (), (), {"exc": header.error})
        self.outside.ends()
        end = max(course.quiet(), course.speaker.until)
        for loop, start in course.open_loops.items():
            reel.roads.append(Road(loop=loop, start=start, end=end))
        reel.anchors.append((end, max(self.last_at, reel.anchors[-1][1])))
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
