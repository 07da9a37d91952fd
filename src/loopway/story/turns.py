"""A turn in film seconds: when it starts, what happens inside it and where, when it passes its gate."""

from __future__ import annotations

from loopway.story.beside import note
from loopway.story.course import Course
from loopway.story.ends import news_within, tell_done, tell_go
from loopway.story.exits import tell_exit
from loopway.story.inner import Inner, carry
from loopway.story.items import Happening, Turn
from loopway.story.pace import Pace
from loopway.story.reel import Flash, Ready
from loopway.story.speaker import URGENT
from loopway.story.story import LineMark, State
from loopway.story.waits import FOR_TASKS, YIELDS, is_group
from loopway.trace.events import LineReached, TaskCreated, TaskScheduled


def drive(course: Course, turn: Turn) -> None:
    """Give a turn its film seconds: from the stop line to the gate, and on to where it rests."""
    pace, reel = course.pace, course.reel
    if turn.eager:
        _start_at_once(course, turn)
        return
    course.turn = turn
    factor = course.factor(turn)
    ends = turn.wait is None
    made = [one for one in turn.inner if isinstance(one, Happening) and isinstance(one.event, TaskCreated)]
    length = _length(pace, pace.take(pace.leave if ends else pace.turn, factor), len(made))
    go = _start(course, turn, factor, length)
    asked, course.standings[turn.task].asked = course.standings[turn.task].asked, None
    reel.anchors.append((go, turn.start))
    running = reel.mark(turn.task, State.RUNNING, go, go, go)
    gate = Inner(course, turn, go, length).run(made)
    running.settled = gate
    reel.anchors.append((gate, turn.end))
    course.ring_free = gate + pace.gap
    course.last_gate = gate
    if ends and turn.ended is not None:
        course.papers.meet(course.trace.events[turn.ended], go + pace.reading.told_at_end * (gate - go))
    _rest(course, turn, gate, gate + pace.take(pace.lane if ends else pace.park, factor))
    if ends:
        tell_done(
            course, turn, go + pace.reading.told_at_end * (gate - go), max(go, gate - pace.reading.told_at_closing)
        )
    elif not _tell_swallowed(course, turn, asked, go + pace.reading.told_at_exit * (gate - go)):
        tell_exit(course, turn, go + pace.reading.told_at_exit * (gate - go))
    course.turn = None


def _start_at_once(course: Course, turn: Turn) -> None:
    """A plain callback makes an eager task: it never stands in line, and there is no parent's turn to start in."""
    start = course.ring_free
    end = start + course.pace.eager * course.pace.tempo
    course.reel.anchors += [(start, turn.start), (end, turn.end)]
    carry(course, turn, start, end)
    course.ring_free, course.last_gate = end + course.pace.gap, end


def _length(pace: Pace, length: float, created: int) -> float:
    """A turn that creates tasks takes longer, so that they can be told apart."""
    if not created:
        return length
    return max(length, min(pace.new_most, pace.new_one * created) * min(1.0, pace.tempo) + pace.new_turn * length)


def _start(course: Course, turn: Turn, factor: float, length: float) -> float:
    """When it leaves the stop line."""
    pace, standing = course.pace, course.standings[turn.task]
    if standing.ready is None:
        standing.ready = Ready(course.ring_free, turn.cause, None, turn.started)
    arrived = course.ramp.arrive(standing, factor)
    go = max(course.ring_free, arrived, course.last_go + pace.take(pace.up, factor))
    go = tell_go(course, turn, not standing.began, go)
    news = news_within(course, turn, length)
    if news is not None:
        go += min(pace.reading.hold_turn * pace.patience, max(0.0, course.speaker.until - (go + news)))
    standing.ready = None
    standing.began = True
    course.queue.pop(turn.task, None)
    course.ramp.left(go)
    course.last_go = go
    if turn.line_from is not None:
        course.reel.lines.append(LineMark(at=go, task=turn.task, line=turn.line_from))
    return go


def _rest(course: Course, turn: Turn, gate: float, parked: float, *, flash: bool = False) -> None:
    """It is off the road: parked, or gone for good."""
    reel, standing = course.reel, course.standings[turn.task]
    if parked > reel.moving_until:
        reel.moving_until = parked
    if turn.wait is None:
        if turn.outcome is not None:
            standing.done = True
            reel.gone[turn.task] = parked
        course.waiting.pop(turn.task, None)
        course.queue.pop(turn.task, None)
        return
    standing.wait, standing.wait_event = turn.wait, turn.ended or 0
    standing.gate, standing.parked = gate, parked
    standing.in_passing = turn.wait.kind in YIELDS and not flash
    if not flash:
        reel.mark(turn.task, State.SUSPENDED, gate, gate, parked)
    if standing.ready is not None:
        standing.ready.since = gate
    else:
        course.waiting[turn.task] = turn.wait.kind in FOR_TASKS


def _tell_swallowed(course: Course, turn: Turn, asked: int | None, at: float) -> bool:
    """Whether a task that was asked to stop goes on all the same; if so, that is told instead of its exit."""
    wait = turn.wait
    tidies_up = course.lives[turn.task].outcome == "cancelled"
    if asked is None or wait is None or turn.ended is None or tidies_up or is_group(wait):
        return False
    course.say(at, "swallowed", URGENT, (turn.task,), (turn.ended, asked), {"L": course.letter(turn.task)}, hold=False)
    return True


def flash(course: Course, turn: Turn, at: float, length: float) -> None:
    """Give a turn of a streak or a fold its moment: it fades out where it stood, and in where it goes."""
    reel, standing = course.reel, course.standings[turn.task]
    course.turn = turn
    since: float | None = None
    if standing.ready is not None or not (standing.began or turn.eager):
        since = min(standing.ready.since, at) if standing.ready is not None else at
    end = at + length
    reel.marks[turn.task].append(Flash(since, at, end, turn.wait is not None))
    standing.ready = None
    standing.began = True
    course.queue.pop(turn.task, None)
    course.ramp.left(at)
    for inner in turn.inner:
        if isinstance(inner, Happening) and not isinstance(inner.event, LineReached):
            _flash_inner(course, inner, at)
    course.last_gate = end
    _rest(course, turn, end, end, flash=True)
    course.turn = None


def _flash_inner(course: Course, inner: Happening, at: float) -> None:
    event = inner.event
    course.papers.meet(event, at)
    if isinstance(event, TaskCreated):
        course.standings[event.task].born = at
        course.reel.born[event.task] = at
    elif isinstance(event, TaskScheduled):
        course.scheduled(event, inner.index, at)
    else:
        note(course.reel, event, at)
