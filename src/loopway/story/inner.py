"""What happens inside a turn: each thing at its place between the stop line and the gate."""

from __future__ import annotations

from collections.abc import Callable

from loopway.story.beside import note
from loopway.story.course import Course
from loopway.story.curves import block_length
from loopway.story.ends import tell_created
from loopway.story.items import Happening, Turn
from loopway.story.reel import Ready
from loopway.story.remarks import remark
from loopway.story.speaker import IF_SILENT, PLAIN, URGENT
from loopway.story.story import LineMark, State, StretchKind
from loopway.story.waits import FOR_TASKS
from loopway.story.wakes import tell_cancel, tell_wake
from loopway.story.words import Words
from loopway.trace.events import (
    CallBlocked,
    CancelRequested,
    CoroutineMade,
    CoroutineNeverAwaited,
    LineReached,
    Printed,
    TaskCreated,
    TaskScheduled,
)


class Inner:
    """One turn from `go` on, `length` film seconds long if nothing in it takes more."""

    def __init__(self, course: Course, turn: Turn, go: float, length: float) -> None:
        pace = course.pace
        self.course = course
        self.turn = turn
        self.things = thinned(turn.inner, int(pace.inner_part * length / pace.lines_apart), self._is_remarked)
        self.cursor = go + pace.inner_from * length
        self.step = pace.inner_part * length / max(1, len(self.things))
        self.gate = go + length
        self.created_told = False

    def run(self, made: list[Happening]) -> float:
        """Place everything; the instant of the gate."""
        course = self.course
        for thing in self.things:
            if isinstance(thing, Turn):
                self._eager(thing)
                continue
            event = thing.event
            course.papers.meet(event, self.cursor)
            if isinstance(event, TaskCreated):
                self._created(event, made)
            elif isinstance(event, TaskScheduled):
                self._scheduled(event, thing)
            elif isinstance(event, CancelRequested):
                self._cancelled(event, thing)
            elif isinstance(event, CallBlocked):
                self._blocked(event, thing)
            elif isinstance(event, CoroutineMade):
                tell_plan(course, event, thing.index, self.cursor)
            elif isinstance(event, CoroutineNeverAwaited):
                self._never(event, thing)
            elif isinstance(event, Printed):
                self._printed(event, thing)
            elif isinstance(event, LineReached):
                self._line(event, thing)
            else:
                note(course.reel, event, self.cursor)
            self.cursor += self.step
        return self.gate

    def _is_remarked(self, thing: Happening) -> bool:
        line = self.course.places.line(getattr(thing.event, "where", None))
        return line in self.course.comments.remarked and line not in self.course.remarked

    def _until(self, at: float) -> None:
        """The turn takes as much longer as this thing comes later."""
        self.gate += at - self.cursor
        self.cursor = at

    def _created(self, event: TaskCreated, made: list[Happening]) -> None:
        course = self.course
        if event.task not in course.standings:
            return
        course.standings[event.task].born = self.cursor
        course.reel.born[event.task] = self.cursor
        if not self.created_told:
            tell_created(course, self.turn, made, self.cursor)
            self.created_told = True

    def _scheduled(self, event: TaskScheduled, thing: Happening) -> None:
        course = self.course
        if event.cause == "woken" and event.task != self.turn.task:
            self._until(tell_wake(course, thing, self.turn.inner, self.cursor))
        course.scheduled(event, thing.index, self.cursor)

    def _cancelled(self, event: CancelRequested, thing: Happening) -> None:
        standing = self.course.standings.get(event.task)
        if standing is not None:
            standing.asked = thing.index
        self._until(tell_cancel(self.course, thing, self.turn.inner, self.cursor))

    def _never(self, event: CoroutineNeverAwaited, thing: Happening) -> None:
        words = {"fn": event.coro.split("(")[0]}
        self._until(self.course.show(self.cursor, self.course.pace.letter, "letter", URGENT, thing.index, words))

    def _printed(self, event: Printed, thing: Happening) -> None:
        note(self.course.reel, event, self.cursor)
        self.course.say(self.cursor, "print", IF_SILENT, (), (thing.index,), {"text": event.text}, hold=False)

    def _line(self, event: LineReached, thing: Happening) -> None:
        line = self.course.places.line(event.where)
        self.course.reel.lines.append(LineMark(at=self.cursor, task=event.task, line=line))
        self._until(remark(self.course, line, self.cursor, thing.index))

    def _blocked(self, event: CallBlocked, thing: Happening) -> None:
        course = self.course
        if event.seconds < course.pace.block_known:
            return
        task = self.turn.task
        length = block_length(course.pace, event.seconds)
        room = length + course.pace.reading.after_block
        self._until(tell_block(course, event, thing, task, self.cursor, room))
        said = course.speaker.said[-1] if course.speaker.said else None
        tells_this = said is not None and said.identity[1] == course.place and said.events == (thing.index,)
        if said is not None and tells_this:
            course.reel.blocks_wanted = max(
                course.reel.blocks_wanted, (said.need - course.pace.reading.after_block) / length
            )
        begins_at = max(event.at, self.turn.start)
        ends_at = min(begins_at + event.seconds, max(self.turn.end, begins_at))
        film = (self.cursor, self.cursor + length)
        course.reel.stretch(StretchKind.BLOCK, film, (begins_at, ends_at), task, event.call)
        if said is not None and tells_this:
            said.true_until = film[1] + course.pace.reading.after_block
        self._until(film[1])

    def _eager(self, eager: Turn) -> None:
        """A task that starts at once, inside this turn."""
        course, pace = self.course, self.course.pace
        standing = course.standings[eager.task]
        if standing.born is None:
            standing.born = course.reel.born[eager.task] = self.cursor
        parent, letter = course.letter(self.turn.task), course.letter(eager.task)
        at = course.say(
            self.cursor, "create.eager", URGENT, (eager.task,), (eager.started,), {"L": letter, "P": parent}
        )
        start = max(self.cursor, at)
        self._until(start + pace.eager * pace.tempo)
        carry(course, eager, start, self.cursor)


def carry(course: Course, eager: Turn, start: float, end: float) -> None:
    """Give an eager step its film seconds inside its parent's; eager steps inside it share them."""
    reel, standing = course.reel, course.standings[eager.task]
    standing.began = True
    standing.born = standing.born if standing.born is not None else start
    reel.born.setdefault(eager.task, start)
    reel.mark(eager.task, State.RUNNING, start, start, end).eager = True
    for inner in eager.inner:
        if isinstance(inner, Turn):
            carry(course, inner, start, end)
            continue
        course.papers.meet(inner.event, start)
        if isinstance(inner.event, TaskCreated) and inner.event.task in course.standings:
            course.standings[inner.event.task].born = start
            reel.born[inner.event.task] = start
        elif isinstance(inner.event, TaskScheduled):
            course.scheduled(inner.event, inner.index, end)
        else:
            note(reel, inner.event, start)
    parked = end + course.pace.take(course.pace.park)
    if eager.wait is None:
        standing.done = eager.outcome is not None
        reel.gone[eager.task] = parked
        return
    standing.wait, standing.wait_event = eager.wait, eager.ended or 0
    standing.gate, standing.parked = end, parked
    reel.mark(eager.task, State.SUSPENDED, end, end, parked)
    if isinstance(standing.ready, Ready):
        standing.ready.since = end
    else:
        course.waiting[eager.task] = eager.wait.kind in FOR_TASKS


def tell_plan(course: Course, event: CoroutineMade, index: int, at: float) -> float:
    """The sentence of a coroutine object that is made and kept; the instant at which it may happen."""
    return course.say(at, "plan", PLAIN, (), (index,), {"call": event.coro}, hold=False)


def tell_block(course: Course, event: CallBlocked, thing: Happening, task: int, at: float, room: float) -> float:
    """The sentence of a call that blocks the road, with `room` to read it; the instant at which it may begin."""
    words: Words = {"L": course.letter(task), "call": event.call, "d": course.language.duration(event.seconds)}
    if event.call == "busy":
        return course.say(at, "busy", URGENT, (task,), (thing.index,), words, room=room)
    due = [other for other in course.queue if other != task]
    for other in course.waiting:
        wait = course.standings[other].wait
        if wait is not None and wait.until is not None and wait.until < event.at + event.seconds:
            due.append(other)
    names = [course.letter(other) for other in due]
    alive = sum(1 for standing in course.standings.values() if standing.born is not None and not standing.done)
    key = "block.due" if due else "block" if alive > 1 else "block.alone"
    are = course.language.words["are.many" if len(names) > 1 else "are.one"]
    words = {**words, "Ls": course.language.listed(names, 2), "are": are}
    return course.say(at, key, URGENT, (task,), (thing.index,), words, room=room)


def thinned(
    things: tuple[Happening | Turn, ...], room: int, kept: Callable[[Happening], bool]
) -> list[Happening | Turn]:
    """All things in order, but of lines in a row only the last ones, if there are more than `room` for them.

    Those that are `kept` stay.
    """
    lines = [
        place
        for place, thing in enumerate(things)
        if isinstance(thing, Happening) and isinstance(thing.event, LineReached) and not kept(thing)
    ]
    if len(things) <= max(room, 1) or not lines:
        return list(things)
    left_out = set(lines).difference(_spread(lines, max(1, room - (len(things) - len(lines)))))
    return [thing for place, thing in enumerate(things) if place not in left_out]


def _spread(places: list[int], count: int) -> list[int]:
    """`count` of them, evenly; the last one always."""
    if len(places) <= count:
        return places
    return [places[len(places) - 1 - (k * len(places)) // count] for k in range(count)]
