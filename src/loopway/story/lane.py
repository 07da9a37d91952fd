"""Plain calls in film seconds: each goes to its place, stands there while it blocks, and leaves; then the next one."""

from __future__ import annotations

from loopway.story.course import Course
from loopway.story.curves import block_length
from loopway.story.items import Happening
from loopway.story.names import exception_name
from loopway.story.outside import Outside
from loopway.story.speaker import URGENT
from loopway.story.story import LineMark, StretchKind
from loopway.story.things import Call, Stop
from loopway.story.words import Words
from loopway.trace.events import CallBlocked, CallStarted


class _Open:
    """A call that has not returned yet."""

    def __init__(self, place: int, start: float, reaches: float) -> None:
        self.place, self.start, self.reaches = place, start, reaches
        self.stops: list[Stop] = []


class Lane:
    """The single lane in one pass."""

    def __init__(self, course: Course, outside: Outside) -> None:
        self.course, self.outside = course, outside
        self._starts = {call.started: place for place, call in enumerate(course.calls)}
        self._returns = {call.returned: place for place, call in enumerate(course.calls)}
        self._called = any(isinstance(course.trace.events[place], CallStarted) for place in self._starts)
        self._open: _Open | None = None

    @property
    def is_taken(self) -> bool:
        """A call that is shown has not returned yet."""
        return self._open is not None

    def started(self, thing: Happening) -> None:
        """A call begins; nothing happens if it is not one that is shown."""
        place = self._starts.get(thing.index)
        if place is not None:
            self._takes_the_lane(place, thing)

    def _takes_the_lane(self, place: int, thing: Happening) -> None:
        course, pace = self.course, self.course.pace
        shown = course.calls[place]
        key = "lane" if place == 0 else "lane.next"
        words: Words = {"fn": shown.function, "L": shown.letter, "call": shown.call}
        at = course.say(course.ring_free, key, URGENT, (), (thing.index,), words)
        reaches = at + pace.take(pace.lane_reach)
        course.reel.anchors += [(at, thing.event.at), (reaches, thing.event.at)]
        self._open = _Open(place, at, reaches)
        course.ring_free = reaches
        course.reel.moving_until = max(course.reel.moving_until, reaches)

    def begins(self, thing: Happening) -> None:
        """A script that is one call itself goes to its place when it first blocks: nothing else says that it began."""
        if self._open is None and self._starts and not self._called:
            self._takes_the_lane(0, thing)

    def blocked(self, event: CallBlocked, thing: Happening) -> float | None:
        """A call that is shown blocks: the trace second of its end; None if none is shown."""
        opened, course = self._open, self.course
        if opened is None:
            return None
        shown = course.calls[opened.place]
        self._line(event, shown.number)
        words: Words = {"call": event.call, "L": shown.letter, "d": course.language.duration(event.seconds)}
        key = "lane.stop" if event.call != "busy" else "lane.busy"
        at = course.say(course.ring_free, key, URGENT, (), (thing.index,), words, hold=opened.place == 0)
        length = block_length(course.pace, event.seconds)
        stop = Stop(start=at, end=at + length, begins_at=event.at, ends_at=event.at + event.seconds, call=event.call)
        opened.stops.append(stop)
        course.reel.stretch(StretchKind.BLOCK, (stop.start, stop.end), (stop.begins_at, stop.ends_at), call=event.call)
        course.ring_free = stop.end
        return stop.ends_at

    def returned(self, thing: Happening) -> None:
        """A call has ended: it leaves the lane."""
        if self._open is not None and self._returns.get(thing.index) == self._open.place:
            shown = self.course.calls[self._open.place]
            if shown.outcome == "raised":
                words: Words = {"L": shown.letter, "exc": exception_name(shown.result)}
                at = max(self.course.ring_free, self._open.reaches)
                if self.outside.line_waiting is not None:
                    # where it breaks down lights up when it does, not when the script has ended
                    line = LineMark(at=at, task=shown.number, line=self.outside.line_waiting)
                    self.course.reel.lines.append(line)
                self.course.say(at, "lane.raised", URGENT, (), (thing.index,), words, hold=False)
            self._leave(self._open, thing.event.at)

    def ends(self, at: float) -> None:
        """The recording is over: whoever stands on the lane stays there."""
        opened, course = self._open, self.course
        if opened is None:
            return
        shown = course.calls[opened.place]
        if shown.returned is not None:
            self._leave(opened, at)
            return
        end = max(course.ring_free, opened.reaches)
        self._keep(opened, end, end)

    def _leave(self, opened: _Open, trace_at: float) -> None:
        course, pace = self.course, self.course.pace
        leaves = max(course.ring_free, opened.reaches)
        gone = leaves + pace.take(pace.lane_leave)
        stop = opened.stops[-1] if opened.stops else None
        # the call goes on for a moment after it has stood: that belongs to the way out, not to the stop
        since = stop.ends_at if stop is not None and stop.end == leaves else trace_at
        course.reel.anchors += [(leaves, since), (gone, trace_at)]
        course.ring_free = gone
        course.reel.moving_until = max(course.reel.moving_until, gone)
        self._keep(opened, leaves, gone)

    def _keep(self, opened: _Open, leaves: float, gone: float) -> None:
        shown = self.course.calls[opened.place]
        self._open = None
        self.course.reel.calls.append(
            Call(
                number=shown.number,
                letter=shown.letter,
                call=shown.call,
                function=shown.function,
                start=opened.start,
                reaches=opened.reaches,
                leaves=leaves,
                gone=gone,
                stops=tuple(opened.stops),
                begins_at=shown.begins_at,
                ends_at=shown.ends_at,
                outcome=shown.outcome,
                result=shown.result,
            )
        )

    def _line(self, event: CallBlocked, number: int) -> None:
        line = self.course.places.line(event.where) if event.where else None
        if line is not None:
            self.course.reel.lines.append(LineMark(at=self.course.ring_free, task=number, line=line))
