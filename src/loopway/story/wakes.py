"""What is said when a task is woken, or asked to stop."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from loopway.story.course import Course
from loopway.story.items import Happening, Idle, Item, Turn
from loopway.story.speaker import IF_SILENT, PLAIN, URGENT
from loopway.story.waits import asked as asked_for
from loopway.story.waits import is_group, tasks_waited_for
from loopway.trace.events import (
    CallbackRan,
    CallBlocked,
    CancelRequested,
    StepStarted,
    TaskDone,
    TaskScheduled,
    TaskSuspended,
)

LATE = 1e-3
"""Trace seconds: a timer that is noticed later than this was due while the road was taken, if somebody drove."""

DRIVING = (StepStarted, TaskSuspended, TaskDone, CallBlocked, CallbackRan)
"""What is told of whoever has the road, at the latest when it is free again."""

TOGETHER = 1e-3
"""Trace seconds: wake-ups of one kind within this time are told as one."""

HANDS = ("lock", "semaphore", "condition", "queue get", "queue put", "future")
"""Waits that another task ends with its own hands ..."""

TOGETHER_BY_HAND = ("event", "barrier")
"""... and those that it ends for all who wait."""


def wake_group(course: Course, first: Happening, rest: Iterable[Item]) -> list[Happening]:
    """The wake-ups that are told with this one: same cause, same kind of wait, at about the same time."""
    group = [first]
    tasks = {_task(first)}
    for other in rest:
        if not isinstance(other, Happening):
            continue
        if other.event.at - first.event.at > TOGETHER:
            break
        if not isinstance(other.event, TaskScheduled) or other.event.task in tasks:
            continue
        if _manner(course, other) == _manner(course, first):
            group.append(other)
            tasks.add(other.event.task)
    return group


def _task(happening: Happening) -> int:
    return happening.event.task if isinstance(happening.event, TaskScheduled) else 0


def _manner(course: Course, happening: Happening) -> tuple[str, str, str]:
    event = happening.event
    if not isinstance(event, TaskScheduled):
        return ("", "", "")
    standing = course.standings.get(event.task)
    kind = standing.wait.kind if standing is not None and standing.wait is not None else ""
    by = "task" if isinstance(event.by, int) else event.by or ""
    return (event.cause, by, kind)


def tell_wake(course: Course, happening: Happening, rest: Iterable[Item], at: float) -> float:
    """The sentence of a wake-up (and of those like it in `rest`); the instant at which it may happen."""
    event = happening.event
    if not isinstance(event, TaskScheduled) or event.cause != "woken" or happening.index in course.told:
        return at
    standing = course.standings.get(event.task)
    if standing is None or not standing.began or standing.wait is None:
        return at
    group = [one for one in wake_group(course, happening, rest) if course.standings[_task(one)].began]
    course.told.update(one.index for one in group)
    if event.by == "timer":
        return _tell_timer(course, event, group, at)
    by_task = isinstance(event.by, int) and event.by in course.lives and event.by != event.task
    if by_task:
        return _tell_by_task(course, event, group, at)
    tasks, events = _together(group)
    words = {"L": course.letter(event.task)}
    if standing.wait.kind == "thread" and event.by == "thread":
        return course.say(at, "wake.thread", URGENT, tasks[:1], events[:1], words)
    if standing.wait.kind == "network" and event.by == "descriptor" and "connect" not in standing.wait.label:
        return course.say(at, "wake.network", PLAIN, tasks[:1], events[:1], words)
    if standing.wait.kind == "gather" and _all_returned(course, event.task):
        return course.say(at, "wake.gather", PLAIN, tasks[:1], events[:1], words)
    return course.say(at, "wake.other", IF_SILENT, tasks[:1], events[:1], words)


def _together(group: list[Happening]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(_task(one) for one in group), tuple(one.index for one in group)


def _tell_timer(course: Course, event: TaskScheduled, group: list[Happening], at: float) -> float:
    tasks, events = _together(group)
    standing = course.standings[event.task]
    wait = standing.wait
    if wait is None or wait.kind != "sleep":
        return course.say(at, "wake.other", IF_SILENT, tasks[:1], events[:1], {"L": course.letter(event.task)})
    if len(group) > 1:
        return course.say(at, "wake.timer.group", PLAIN, tasks, events, {"Ls": course.letters(tasks)})
    words = {"L": course.letter(event.task)}
    since = course.trace.events[standing.wait_event].at
    events += (standing.wait_event,)
    if wait.until is not None and event.at - wait.until > LATE and _was_taken(course, wait.until, group[0].index):
        late = course.language.duration(event.at - wait.until)
        return course.say(at, "wake.late", URGENT, tasks, events, {**words, "d": late})
    waited = course.language.duration(asked_for(wait, since))
    return course.say(at, "wake.timer", PLAIN, tasks, events, {**words, "d": waited})


def _was_taken(course: Course, since: float, place: int) -> bool:
    """Whether somebody had the road between an instant and the event of this place: else the machine was late."""
    events = course.trace.events
    before = takewhile(lambda event: event.at > since, (events[at] for at in range(place - 1, -1, -1)))
    return any(isinstance(event, DRIVING) for event in before)


def _tell_by_task(course: Course, event: TaskScheduled, group: list[Happening], at: float) -> float:
    assert isinstance(event.by, int)
    tasks, events = _together(group)
    wait = course.standings[event.task].wait
    kind = wait.kind if wait is not None else ""
    words: dict[str, str | int] = {"L": course.letter(event.task), "B": course.letter(event.by)}
    if kind in TOGETHER_BY_HAND:
        words["Ls"] = course.letters(tasks)
        key = f"wake.{kind}" if len(tasks) > 1 else f"wake.{kind}.one"
        return course.say(at, key, URGENT, tasks, events, words)
    one, its_event = tasks[:1], events[:1]
    if kind in HANDS:
        return course.say(at, f"wake.{kind}", PLAIN, one, its_event, words)
    if kind in ("gather", "taskgroup", "wait") and _all_returned(course, event.task):
        key = "wake.gather" if wait is not None and len(tasks_waited_for(wait)) > 1 else "wake.task"
        return course.say(at, key, PLAIN, one, its_event, {**words, "K": words["B"]})
    if kind == "task" and course.outcome(event.by) == "returned":
        return course.say(at, "wake.task", PLAIN, one, its_event, {**words, "K": words["B"]})
    return course.say(at, "wake.other", IF_SILENT, one, its_event, words)


def _all_returned(course: Course, task: int) -> bool:
    wait = course.standings[task].wait
    children = tasks_waited_for(wait) if wait is not None else ()
    return bool(children) and all(course.outcome(child) == "returned" for child in children)


def tell_cancel(course: Course, happening: Happening, rest: Iterable[Item], at: float) -> float:
    """The sentence of a request to stop (and of those like it in `rest`); the instant at which it may happen."""
    event = happening.event
    if not isinstance(event, CancelRequested) or event.task not in course.lives or happening.index in course.told:
        return at
    asked, told = _asked_together(course, event, happening, rest)
    course.told.update(told)
    tasks, events = tuple(asked), tuple(asked.values())
    words: dict[str, str | int] = {"L": course.letter(event.task), "Ls": course.letters(tasks)}
    if event.by == "timeout":
        return course.say(at, "cancel.timeout", URGENT, tasks[:1], events[:1], words)
    if isinstance(event.by, int) and event.by in course.lives and event.by != event.task:
        words["B"] = words["K"] = course.letter(event.by)
        if course.outcome(event.by) == "raised":
            return course.say(at, "cancel.group", URGENT, tasks, events, words)
        return course.say(at, "cancel" if len(tasks) == 1 else "cancel.several", URGENT, tasks, events, words)
    if event.by in (None, "shutdown"):
        return course.say(at, "cancel.close", URGENT, tasks, events, words)
    return at


def _asked_together(
    course: Course, event: CancelRequested, first: Happening, rest: Iterable[Item]
) -> tuple[dict[int, int], set[int]]:
    """task -> the event that asks it to stop, for those of one cause that follow each other; and all such events.

    A TaskGroup's parent is asked too, so that it stops waiting: it is not one of those who are called back.
    """
    found, told = {event.task: first.index}, {first.index}
    for item in rest:
        other = item.event if isinstance(item, Happening) else None
        if isinstance(item, Turn | Idle):
            break
        if isinstance(other, CancelRequested) and other.by == event.by and other.task in course.lives:
            told.add(item.index)
            if not _waits_for_its_group(course, other):
                found.setdefault(other.task, item.index)
    return found, told


def _waits_for_its_group(course: Course, event: CancelRequested) -> bool:
    wait = course.standings[event.task].wait
    return wait is not None and is_group(wait) and event.by in tasks_waited_for(wait)
