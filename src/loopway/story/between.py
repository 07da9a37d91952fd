"""What happens between turns: loops open and close, timers wake, callbacks run, the script prints."""

from __future__ import annotations

from loopway.story.beside import note
from loopway.story.course import Course
from loopway.story.curves import block_length
from loopway.story.inner import tell_plan
from loopway.story.items import Happening
from loopway.story.lane import Lane
from loopway.story.outside import Outside
from loopway.story.speaker import PLAIN, URGENT
from loopway.story.story import Road, StretchKind
from loopway.story.wakes import tell_cancel, tell_wake
from loopway.trace.events import (
    CallbackRan,
    CallBlocked,
    CallReturned,
    CallStarted,
    CancelRequested,
    CoroutineMade,
    CoroutineNeverAwaited,
    LineReached,
    LoopClosed,
    LoopOpened,
    Printed,
    TaskCreated,
    TaskScheduled,
)


class Between:
    """All that one pass finds outside of turns, idle times and folds."""

    def __init__(self, course: Course, outside: Outside) -> None:
        self.course = course
        self.outside = outside
        self.lane = Lane(course, outside)
        self.blocked_until = 0.0
        """Trace seconds: the end of the last call that blocked outside of a turn."""

    def take(self, thing: Happening) -> None:
        """Give an event its film instant, and time if it needs any."""
        course, event = self.course, thing.event
        course.papers.meet(event, course.ring_free)
        if isinstance(event, LoopOpened):
            self._opened(event, thing)
        elif isinstance(event, LoopClosed):
            self._closed(event)
        elif isinstance(event, TaskScheduled):
            at = course.ring_free
            if event.cause == "woken":
                at = tell_wake(course, thing, course.passage(), at)
                course.ring_free = max(course.ring_free, at)
            course.scheduled(event, thing.index, at)
        elif isinstance(event, CancelRequested):
            standing = course.standings.get(event.task)
            if standing is not None:
                standing.asked = thing.index
            course.ring_free = max(course.ring_free, tell_cancel(course, thing, course.passage(), course.ring_free))
        elif isinstance(event, CoroutineMade):
            course.ring_free = max(course.ring_free, tell_plan(course, event, thing.index, course.ring_free))
        elif isinstance(event, CoroutineNeverAwaited):
            words = {"fn": event.coro.split("(")[0]}
            course.ring_free = course.show(course.ring_free, course.pace.letter, "letter", URGENT, thing.index, words)
        elif isinstance(event, CallbackRan):
            words = {"call": event.call.split("(")[0]}
            at = max(course.ring_free, course.last_gate)
            course.ring_free = course.show(at, course.pace.callback, "callback", PLAIN, thing.index, words)
        elif isinstance(event, CallBlocked):
            self._blocked(event, thing)
        elif isinstance(event, CallStarted):
            self.lane.started(thing)
        elif isinstance(event, CallReturned):
            self.lane.returned(thing)
        elif isinstance(event, Printed):
            self.outside.printed(event, thing.index, course.ring_free)
        else:
            self.quietly(thing, course.ring_free)

    def quietly(self, thing: Happening, at: float) -> None:
        """What is shown, but takes no time and is not told."""
        event = thing.event
        if isinstance(event, TaskScheduled):
            self.course.scheduled(event, thing.index, at)
        elif isinstance(event, TaskCreated):
            standing = self.course.standings.get(event.task)
            if standing is not None:
                standing.born = self.course.reel.born[event.task] = at
        elif isinstance(event, LineReached):
            self.outside.line(event, thing.index)
        elif isinstance(event, LoopOpened):
            self.course.loops_seen += 1
            self.course.open_loops[event.loop] = at
        elif isinstance(event, LoopClosed):
            self._road_ends(event.loop, at)
        else:
            note(self.course.reel, event, at)

    def _opened(self, event: LoopOpened, thing: Happening) -> None:
        course = self.course
        course.loops_seen += 1
        root = course.lives.get(course.roots.get(event.loop, 0))
        self.outside.opens()
        if course.loops_seen > 1:
            course.ring_free = course.say(course.ring_free, "open.again", URGENT, (), (thing.index,))
        elif root is not None:
            key = "open.main" if root.letter == "M" else "open.one"
            words = {"L": course.letter(root.task), "fn": root.function}
            nothing_before = course.ring_free == course.start
            early = course.ring_free - (course.pace.entry / 2 if nothing_before else 0.0)
            at = course.say(early, key, URGENT, (root.task,), (thing.index,), words)
            course.ring_free = max(course.ring_free, at)
        course.open_loops[event.loop] = course.ring_free

    def _closed(self, event: LoopClosed) -> None:
        course = self.course
        course.ring_free = course.quiet()
        course.reel.anchors.append((course.ring_free, event.at))
        self._road_ends(event.loop, course.ring_free)

    def _road_ends(self, loop: int, at: float) -> None:
        """A loop is closed: its road goes, and whoever is left on it."""
        course = self.course
        start = course.open_loops.pop(loop, None)
        if start is not None:
            course.reel.roads.append(Road(loop=loop, start=start, end=at))
        for task in [task for task in course.waiting if course.lives[task].loop == loop]:
            course.waiting.pop(task)

    def _blocked(self, event: CallBlocked, thing: Happening) -> None:
        course = self.course
        self.lane.begins(thing)
        if event.seconds < course.pace.block_known:
            return
        until = self.lane.blocked(event, thing)
        if until is not None:
            self.blocked_until = until
            return
        at = course.say(course.quiet(), "block.desk", URGENT, (), (thing.index,), {"call": event.call})
        length = block_length(course.pace, event.seconds)
        begins_at = event.at
        course.reel.stretch(
            StretchKind.BLOCK, (at, at + length), (begins_at, begins_at + event.seconds), call=event.call
        )
        self.blocked_until = begins_at + event.seconds
        course.ring_free = at + length
        course.ramp.jump(at + length)
