"""What is said when a task starts, goes on, creates others, or ends."""

from __future__ import annotations

from loopway.story.course import Course
from loopway.story.items import Happening, Turn
from loopway.story.names import FEW, exception_name
from loopway.story.speaker import IF_SILENT, PLAIN, URGENT
from loopway.story.waits import FOR_TASKS, tasks_waited_for
from loopway.trace.events import (
    CallBlocked,
    CancelRequested,
    CoroutineNeverAwaited,
    LineReached,
    LoopClosed,
    TaskCreated,
    TaskScheduled,
)


def tell_go(course: Course, turn: Turn, first: bool, at: float) -> float:
    """The sentence at the start of a turn; the instant at which it may start."""
    life = course.lives[turn.task]
    letter = course.letter(turn.task)
    if first and life.parent is not None and turn.cause == "created" and course.standings[turn.task].asked is None:
        priority = IF_SILENT if len(course.lives) > 2 else PLAIN
        return course.say(at, "go.first", priority, (turn.task,), (turn.started,), {"L": letter, "fn": life.function})
    if not first and turn.line_from is not None and turn.cause == "woken":
        events = (turn.started, course.standings[turn.task].wait_event)
        return course.say(at, "go.resume", PLAIN, (turn.task,), events, {"L": letter, "line": turn.line_from})
    return at


def tell_created(course: Course, turn: Turn, made: list[Happening], at: float) -> None:
    """The sentence of a turn that creates tasks; those that start at once, within it, do not line up."""
    eager = {one.task for one in turn.inner if isinstance(one, Turn)}
    lined_up = [one for one in made if isinstance(one.event, TaskCreated) and one.event.task not in eager]
    if not lined_up:
        return
    events = tuple(one.index for one in lined_up)
    tasks = tuple(one.event.task for one in lined_up if isinstance(one.event, TaskCreated))
    parent = course.letter(turn.task)
    key = "create.one" if len(tasks) == 1 else "create.few" if len(tasks) <= FEW else "create.many"
    course.say(
        at,
        key,
        URGENT,
        tasks,
        events,
        {
            "P": parent,
            "L": course.letter(tasks[0]),
            "Ls": course.letters(tasks),
            "n": len(tasks),
            "fn": course.lives[tasks[0]].function,
        },
        hold=False,
    )


def tell_done(course: Course, turn: Turn, during: float, before_gate: float) -> None:
    """The sentence of a task's end: said `during` its last turn, or just `before_gate` where the road closes."""
    if turn.ended is None or turn.ended in course.told:
        return
    task, events = turn.task, (turn.ended,)
    letter = course.letter(task)
    if turn.outcome == "raised":
        waits = _who_gets_the_error(course, turn)
        words = {
            "L": letter,
            "exc": exception_name(turn.result),
            "P": course.letter(waits) if waits is not None else "",
        }
        key = "raised" if waits is None else "raised.caught"
        course.say(during, key, URGENT, (task,), events, words, hold=False)
    elif turn.outcome == "cancelled":
        key = "cancelled.before" if turn.cause == "created" else "cancelled"
        course.say(during, key, URGENT, (task,), events, {"L": letter}, hold=False, brief=not _tidies_up(turn))
    elif _closes_the_road(course, turn):
        left = tuple(
            other for other, standing in course.standings.items() if _left_behind(course, other, standing.done)
        )
        key = "close.forgot" if left else "close"
        course.say(
            before_gate,
            key,
            URGENT,
            (task, *left),
            events,
            {"M": letter, "L": letter, "Ls": course.letters(left)},
            hold=False,
        )
    else:
        _tell_returned(course, turn, during)


def _tidies_up(turn: Turn) -> bool:
    """Whether any line of the script runs in this turn: of a `finally`, an `except`, the end of a `with`."""
    return any(isinstance(inner, Happening) and isinstance(inner.event, LineReached) for inner in turn.inner)


def _tell_returned(course: Course, turn: Turn, at: float) -> None:
    function = course.lives[turn.task].function
    followers = course.coming(
        lambda other: other.outcome == "returned" and course.lives[other.task].function == function
    )
    turns = [turn, *followers]
    tasks = tuple(one.task for one in turns)
    events = tuple(one.ended for one in turns if one.ended is not None)
    if followers:
        course.told.update(events)
        course.say(at, "done.group", URGENT, tasks, events, {"Ls": course.letters(tasks)}, hold=False)
    else:
        course.say(at, "done", PLAIN, tasks, events, {"L": course.letter(turn.task)}, hold=False)


def _who_gets_the_error(course: Course, turn: Turn) -> int | None:
    """The task that waited for this one, and that its failure wakes at once."""
    soon = (*turn.inner, *course.passage())
    for thing in soon:
        if isinstance(thing, Happening) and isinstance(thing.event, TaskScheduled):
            event = thing.event
            standing = course.standings.get(event.task)
            wait = standing.wait if standing is not None else None
            if event.by == turn.task and event.cause == "woken" and wait is not None:
                return event.task if wait.kind in FOR_TASKS and turn.task in tasks_waited_for(wait) else None
    return None


def _left_behind(course: Course, task: int, done: bool) -> bool:
    standing = course.standings[task]
    return not done and (standing.began or standing.born is not None) and task != (course.turn and course.turn.task)


def _closes_the_road(course: Course, turn: Turn) -> bool:
    """Whether this is the end of its loop's first task, after which the loop only cancels what is left, and closes."""
    life = course.lives[turn.task]
    if course.roots[life.loop] != turn.task:
        return False
    cancelled: set[int] = set()
    for item in course.after():
        if isinstance(item, Turn):
            if item.task not in cancelled:
                return False
        elif isinstance(item, Happening):
            if isinstance(item.event, CancelRequested):
                cancelled.add(item.event.task)
            if isinstance(item.event, LoopClosed):
                return True
    return False


def news_within(course: Course, turn: Turn, length: float) -> float | None:
    """So long after its start a turn brings a sentence that must be said; None: it brings none."""
    if turn.ended in course.told:
        return None
    pace, speaker = course.pace, course.speaker
    for inner in turn.inner:
        if _is_news(course, inner):
            return pace.inner_from * length
    letter = course.lives[turn.task].letter
    if turn.wait is not None:
        kind = "sleep0" if turn.wait.kind == "sleep(0)" else turn.wait.kind
        news = speaker.is_news(f"exit.{kind}") or speaker.has_own(f"exit.{kind}", letter)
        return pace.reading.told_at_exit * length if news else None
    if turn.outcome == "returned" and speaker.has_own("close", letter):
        return length - pace.reading.told_at_closing + pace.reading.late_urgent
    news = turn.outcome != "returned" or speaker.has_own("done", letter)
    return pace.reading.told_at_end * length if news and turn.outcome is not None else None


def _is_news(course: Course, inner: Happening | Turn) -> bool:
    if isinstance(inner, Turn) or isinstance(inner.event, CancelRequested | CoroutineNeverAwaited):
        return True
    if isinstance(inner.event, CallBlocked):
        return inner.event.seconds >= course.pace.block_known
    if isinstance(inner.event, TaskScheduled):
        return inner.event.cause == "woken" and _wakes_from_a_queue(course, inner.event)
    return isinstance(inner.event, TaskCreated) and course.speaker.is_news("create")


def _wakes_from_a_queue(course: Course, event: TaskScheduled) -> bool:
    """Whether it is the first to wait at a dock who can go on: he must have been seen waiting."""
    standing = course.standings.get(event.task)
    kind = standing.wait.kind if standing is not None and standing.wait is not None else ""
    return kind in ("queue get", "queue put") and course.speaker.is_news(f"wake.{kind}")
